package io.github.kernelconformance.goal;

import io.github.kernelconformance.report.HtmlReport;
import io.github.kernelconformance.report.JsonReport;
import io.github.kernelconformance.report.JunitReport;
import io.github.kernelconformance.report.Report;
import io.github.kernelconformance.report.ReportWriter;
import io.github.kernelconformance.report.Reproducer;
import io.github.kernelconformance.report.SarifReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Every kind of report that is a file. */
final class ReportFiles {

  private static final List<ReportWriter> WRITERS =
      List.of(
          new JsonReport(),
          new JunitReport(),
          new SarifReport(),
          new HtmlReport(),
          new Reproducer());

  private ReportFiles() {}

  /** Writes all of them in the place of those of an earlier run. */
  static void write(Report report, Path directory) throws IOException {
    Files.createDirectories(directory);
    write(WRITERS, report, directory);
  }

  /** Writes all but {@code report.json}, from which the report was read. */
  static void writeFromJson(Report report, Path directory) throws IOException {
    write(
        WRITERS.stream().filter(writer -> !(writer instanceof JsonReport)).toList(),
        report,
        directory);
  }

  private static void write(List<ReportWriter> writers, Report report, Path directory)
      throws IOException {
    try {
      writers.parallelStream().forEach(writer -> write(writer, report, directory));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static void write(ReportWriter writer, Report report, Path directory) {
    try {
      writer.write(report, directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
