package io.github.kernelconformance.goal;

import io.github.kernelconformance.matrix.ConfigurationException;
import io.github.kernelconformance.report.ConsoleReport;
import io.github.kernelconformance.report.JsonReport;
import io.github.kernelconformance.report.JsonReportReader;
import io.github.kernelconformance.report.Report;
import io.github.kernelconformance.report.ReportException;
import java.io.IOException;
import java.util.Optional;

/** The goal {@code report}. */
public final class WriteReports {

  private WriteReports() {}

  /**
   * Writes the other reports anew from {@code report.json}, as the run that made it wrote them, and
   * fails no build.
   *
   * @throws ConfigurationException if the output directory is none
   * @throws ReportException if there is no report, or it is damaged
   * @throws IOException if reports cannot be read or written
   */
  public static Outcome run(ReportRequest request) throws IOException {
    PathSettings.requireNoFile(request.basedir(), "outputDirectory", request.outputDirectory());
    Report report =
        request.here(JsonReportReader.read(request.outputDirectory().resolve(JsonReport.FILE)));
    ReportFiles.writeFromJson(report, request.outputDirectory());
    return new Outcome(
        ConsoleReport.lines(report, request.surroundings().style()), Optional.empty());
  }
}
