package io.github.kernelconformance.goal;

import io.github.kernelconformance.report.HtmlReport;
import io.github.kernelconformance.report.JsonReport;
import io.github.kernelconformance.report.JunitReport;
import io.github.kernelconformance.report.Report;
import io.github.kernelconformance.report.ReportWriter;
import io.github.kernelconformance.report.SarifReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Every kind of report that is a file. */
final class ReportFiles {

  private static final List<ReportWriter> FROM_JSON =
      List.of(new JunitReport(), new SarifReport(), new HtmlReport());

  private ReportFiles() {}

  /** Writes all of them in the place of those of an earlier run. */
  static void write(Report report, Path directory) throws IOException {
    Files.createDirectories(directory);
    new JsonReport().write(report, directory);
    writeAllButJson(report, directory);
  }

  /** Writes those that {@code report.json} has all for. */
  static void writeAllButJson(Report report, Path directory) throws IOException {
    Files.createDirectories(directory);
    for (ReportWriter writer : FROM_JSON) {
      writer.write(report, directory);
    }
  }
}
