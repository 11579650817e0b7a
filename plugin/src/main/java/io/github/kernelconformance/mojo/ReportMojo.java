package io.github.kernelconformance.mojo;

import io.github.kernelconformance.goal.Outcome;
import io.github.kernelconformance.goal.WriteReports;
import java.io.File;
import java.io.IOException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Writes the reports of the last run anew from its {@code report.json}, without running a kernel.
 * Fails no build.
 */
@Mojo(name = "report", threadSafe = true)
public final class ReportMojo extends AbstractReportMojo {

  /** Where the reports are. */
  @Parameter(
      property = "kernelConformance.outputDirectory",
      defaultValue = "${project.build.directory}/kernel-conformance")
  private File outputDirectory;

  @Override
  Outcome run() throws IOException {
    return WriteReports.run(request(outputDirectory));
  }
}
