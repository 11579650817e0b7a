package io.github.kernelconformance.mojo;

import io.github.kernelconformance.goal.Accept;
import io.github.kernelconformance.goal.AcceptRequest;
import io.github.kernelconformance.goal.Outcome;
import io.github.kernelconformance.matrix.ConfigurationException;
import io.github.kernelconformance.matrix.Flag;
import io.github.kernelconformance.report.ReportException;
import java.io.File;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Accepts the last run: writes its failures into the expectations of its device and its errors into
 * the baseline, so that a run with the same results passes.
 */
@Mojo(name = "accept", threadSafe = true)
public final class AcceptMojo extends AbstractMojo {

  @Parameter(defaultValue = "${project.basedir}", readonly = true, required = true)
  private File basedir;

  /** Skips the goal. */
  @Parameter(property = "kernelConformance.skip", defaultValue = "false")
  private String skip;

  /** Where the goal {@code verify} wrote its report. */
  @Parameter(
      property = "kernelConformance.outputDirectory",
      defaultValue = "${project.build.directory}/kernel-conformance")
  private File outputDirectory;

  /** Where the expectations and the baseline of each device are. */
  @Parameter(
      property = "kernelConformance.expectationsDirectory",
      defaultValue = "${project.basedir}/src/conformance")
  private File expectationsDirectory;

  /** Why the failures are accepted, in words or as a URL. Lines that are added need it. */
  @Parameter(property = "kernelConformance.reason", defaultValue = "")
  private String reason;

  /** The last day, {@code YYYY-MM-DD}, of lines that are added and of those that have expired. */
  @Parameter(property = "kernelConformance.expires", defaultValue = "")
  private String expires;

  @Override
  public void execute() throws MojoExecutionException {
    try {
      if (Flag.parse("skip", skip)) {
        getLog().info("Kernel conformance is skipped (kernelConformance.skip).");
        return;
      }
      Outcome outcome = Accept.run(request());
      outcome.lines().forEach(getLog()::info);
      outcome.warnings().forEach(getLog()::warn);
    } catch (ConfigurationException | ReportException e) {
      throw new MojoExecutionException(e.getMessage());
    } catch (IOException e) {
      throw new MojoExecutionException("Cannot read or write: " + e, e);
    }
  }

  private AcceptRequest request() {
    return new AcceptRequest(
        basedir.toPath(),
        outputDirectory.toPath(),
        expectationsDirectory.toPath(),
        // Maven gives null for an empty value.
        reason == null ? "" : reason,
        expires == null ? "" : expires,
        LocalDate.now(ZoneOffset.UTC));
  }
}
