package io.github.kernelconformance.mojo;

import io.github.kernelconformance.goal.Outcome;
import io.github.kernelconformance.goal.WriteReports;
import java.io.File;
import java.io.IOException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Writes the reports of the last run again from its {@code report.json}. Runs no kernel. Never
 * fails the build because of what a report says.
 *
 * @since 0.1.0
 */
@Mojo(name = "report", threadSafe = true)
public final class ReportMojo extends AbstractReportMojo {

  /**
   * The directory of compiled libraries and reports. Example: {@code target/gate}.
   *
   * @since 0.1.0
   */
  @Parameter(
      property = "kernelConformance.outputDirectory",
      defaultValue = "${project.build.directory}/kernel-conformance")
  private File outputDirectory;

  @Override
  Outcome run() throws IOException {
    return WriteReports.run(request(outputDirectory));
  }
}
