package io.github.kernelconformance.mojo;

import io.github.kernelconformance.goal.Accept;
import io.github.kernelconformance.goal.AcceptRequest;
import io.github.kernelconformance.goal.Outcome;
import java.io.File;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Accepts the last run: writes its failures into the expectations of its device and its errors into
 * the baseline, so that a run with the same results passes.
 */
@Mojo(name = "accept", threadSafe = true)
public final class AcceptMojo extends AbstractReportMojo {

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
  Outcome run() throws IOException {
    return Accept.run(
        new AcceptRequest(
            project().getBasedir().toPath(),
            outputDirectory.toPath(),
            expectationsDirectory.toPath(),
            // Maven gives null for an empty value.
            reason == null ? "" : reason,
            expires == null ? "" : expires,
            LocalDate.now(ZoneOffset.UTC)));
  }
}
