package io.github.kernelconformance.mojo;

import io.github.kernelconformance.goal.Doctor;
import io.github.kernelconformance.goal.Outcome;
import io.github.kernelconformance.toolchain.MavenArtifactLocator;
import java.util.List;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.eclipse.aether.RepositorySystem;

/**
 * Shows what this machine can do. Needs no project. Never fails because something is missing. Runs
 * once in a build of many modules.
 *
 * @since 0.1.0
 */
@Mojo(name = "doctor", requiresProject = false, aggregator = true, threadSafe = true)
public final class DoctorMojo extends AbstractConformanceMojo {

  @Inject private RepositorySystem repositorySystem;

  /**
   * The compiler of the host device: {@code maven} for the clang from the Maven repository, or a
   * path. Example: {@code /usr/lib/llvm-20/bin/clang}.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kernelConformance.clang", defaultValue = "maven")
  private String clang;

  @Override
  Outcome run() {
    if (!project().equals(session().getTopLevelProject())) { // bound to a phase of each module
      return new Outcome(
          List.of("The doctor examined this machine in the first module."), Optional.empty());
    }
    return new Outcome(
        Doctor.run(
            clang,
            new MavenArtifactLocator(
                repositorySystem,
                session().getRepositorySession(),
                project().getRemotePluginRepositories())),
        Optional.empty());
  }
}
