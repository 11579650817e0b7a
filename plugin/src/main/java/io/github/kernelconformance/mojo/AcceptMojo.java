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
 * Accepts the last run. Writes its failures into the expectations of its device, and its errors
 * into the baseline. A run with the same results then passes.
 *
 * @since 0.1.0
 */
@Mojo(name = "accept", threadSafe = true)
public final class AcceptMojo extends AbstractReportMojo {

  /**
   * The directory of compiled libraries and reports. Example: {@code target/gate}.
   *
   * @since 0.1.0
   */
  @Parameter(
      property = "kernelConformance.outputDirectory",
      defaultValue = "${project.build.directory}/kernel-conformance")
  private File outputDirectory;

  /**
   * The directory of the expectations and the baseline of each device. Example: {@code
   * conformance}.
   *
   * @since 0.1.0
   */
  @Parameter(
      property = "kernelConformance.expectationsDirectory",
      defaultValue = "${project.basedir}/src/conformance")
  private File expectationsDirectory;

  /**
   * Why the failures are accepted, in words or as a URL. New lines need a reason. Example: {@code
   * https://github.com/ml-explore/mlx/issues/1}.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kernelConformance.reason", defaultValue = "")
  private String reason;

  /**
   * The last day, {@code YYYY-MM-DD}, of new lines and of lines that have expired. Example: {@code
   * 2027-03-31}.
   *
   * @since 0.1.0
   */
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
