package io.github.kernelconformance.mojo;

import io.github.kernelconformance.device.CompilationException;
import io.github.kernelconformance.device.DeviceException;
import io.github.kernelconformance.family.AuthorException;
import io.github.kernelconformance.goal.NothingRanException;
import io.github.kernelconformance.goal.Outcome;
import io.github.kernelconformance.matrix.ConfigurationException;
import io.github.kernelconformance.matrix.Flag;
import io.github.kernelconformance.msl.MslException;
import io.github.kernelconformance.report.ReportException;
import io.github.kernelconformance.toolchain.ToolchainException;
import java.io.IOException;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;

/** What all goals share: how one is skipped, and how it ends. */
abstract class AbstractConformanceMojo extends AbstractMojo {

  @Parameter(defaultValue = "${project}", readonly = true, required = true)
  private MavenProject project;

  @Parameter(defaultValue = "${session}", readonly = true, required = true)
  private MavenSession session;

  /**
   * Whether to skip the goal. Example: {@code true}.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kernelConformance.skip", defaultValue = "false")
  private String skip;

  @Override
  public final void execute() throws MojoExecutionException, MojoFailureException {
    try {
      if (Flag.parse("skip", skip)) {
        getLog().info("Kernel conformance is skipped (kernelConformance.skip).");
        return;
      }
      conclude(run());
    } catch (CompilationException | MslException | AuthorException e) {
      throw new MojoFailureException(e.getMessage());
    } catch (ConfigurationException
        | NothingRanException
        | ToolchainException
        | DeviceException
        | ReportException e) {
      throw new MojoExecutionException(e.getMessage());
    } catch (IOException e) {
      throw new MojoExecutionException("Cannot read or write: " + e, e);
    }
  }

  /** The one call. */
  abstract Outcome run()
      throws NothingRanException,
          CompilationException,
          DeviceException,
          ToolchainException,
          IOException;

  /** Tells the outcome, and fails the build where it asks for that. */
  void conclude(Outcome outcome) throws MojoFailureException {
    outcome.lines().forEach(getLog()::info);
    outcome.warnings().forEach(getLog()::warn);
  }

  final MavenProject project() {
    return project;
  }

  final MavenSession session() {
    return session;
  }
}
