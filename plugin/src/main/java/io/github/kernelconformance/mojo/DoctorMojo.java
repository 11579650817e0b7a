package io.github.kernelconformance.mojo;

import io.github.kernelconformance.goal.Doctor;
import io.github.kernelconformance.matrix.ConfigurationException;
import io.github.kernelconformance.matrix.Flag;
import io.github.kernelconformance.toolchain.MavenArtifactLocator;
import javax.inject.Inject;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.eclipse.aether.RepositorySystem;

/** Tells what this machine can do. It needs no project, and never fails for what there is not. */
@Mojo(name = "doctor", requiresProject = false, threadSafe = true)
public final class DoctorMojo extends AbstractMojo {

  @Inject private RepositorySystem repositorySystem;

  @Parameter(defaultValue = "${project}", readonly = true, required = true)
  private MavenProject project;

  @Parameter(defaultValue = "${session}", readonly = true, required = true)
  private MavenSession session;

  /** Skips the goal. */
  @Parameter(property = "kernelConformance.skip", defaultValue = "false")
  private String skip;

  /** The compiler of the host device: {@code maven} for the repository's, or a path. */
  @Parameter(property = "kernelConformance.clang", defaultValue = "maven")
  private String clang;

  @Override
  public void execute() throws MojoExecutionException {
    try {
      if (Flag.parse("skip", skip)) {
        getLog().info("Kernel conformance is skipped (kernelConformance.skip).");
        return;
      }
    } catch (ConfigurationException e) {
      throw new MojoExecutionException(e.getMessage());
    }
    Doctor.run(
            clang,
            new MavenArtifactLocator(
                repositorySystem,
                session.getRepositorySession(),
                project.getRemotePluginRepositories()))
        .forEach(getLog()::info);
  }
}
