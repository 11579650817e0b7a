package io.github.kernelconformance.mojo;

import io.github.kernelconformance.goal.NothingRanException;
import io.github.kernelconformance.goal.Outcome;
import io.github.kernelconformance.goal.ReportRequest;
import io.github.kernelconformance.goal.RepositoryRoot;
import io.github.kernelconformance.matrix.ConfigurationException;
import io.github.kernelconformance.matrix.Flag;
import io.github.kernelconformance.report.ReportException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;

/** What goals share that start from reports and run no kernel. */
abstract class AbstractReportMojo extends AbstractMojo {

  @Parameter(defaultValue = "${project}", readonly = true, required = true)
  private MavenProject project;

  @Parameter(defaultValue = "${session}", readonly = true, required = true)
  private MavenSession session;

  /** Skips the goal. */
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
    } catch (ConfigurationException | NothingRanException | ReportException e) {
      throw new MojoExecutionException(e.getMessage());
    } catch (IOException e) {
      throw new MojoExecutionException("Cannot read or write: " + e, e);
    }
  }

  /** The one call. */
  abstract Outcome run() throws NothingRanException, IOException;

  /** Tells the outcome. */
  void conclude(Outcome outcome) throws MojoFailureException {
    outcome.lines().forEach(getLog()::info);
  }

  MavenProject project() {
    return project;
  }

  MavenSession session() {
    return session;
  }

  /** Commands for messages. */
  Commands commands() {
    return Commands.ofVerify(session, project);
  }

  /** What is known of the project, whose reports are in a directory. */
  ReportRequest request(File outputDirectory) {
    Path basedir = project.getBasedir().toPath();
    return new ReportRequest(
        basedir,
        RepositoryRoot.of(basedir, session.getRequest().getMultiModuleProjectDirectory().toPath()),
        outputDirectory.toPath(),
        commands().verify(),
        MavenSurroundings.of(session, getLog()));
  }
}
