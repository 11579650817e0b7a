package io.github.kernelconformance.mojo;

import io.github.kernelconformance.goal.Doctor;
import io.github.kernelconformance.goal.Outcome;
import io.github.kernelconformance.toolchain.MavenArtifactLocator;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.eclipse.aether.RepositorySystem;

/** Tells what this machine can do. It needs no project, and never fails for what there is not. */
@Mojo(name = "doctor", requiresProject = false, threadSafe = true)
public final class DoctorMojo extends AbstractConformanceMojo {

  @Inject private RepositorySystem repositorySystem;

  /** The compiler of the host device: {@code maven} for the repository's, or a path. */
  @Parameter(property = "kernelConformance.clang", defaultValue = "maven")
  private String clang;

  @Override
  Outcome run() {
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
