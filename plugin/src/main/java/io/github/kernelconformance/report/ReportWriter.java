package io.github.kernelconformance.report;

import java.io.IOException;
import java.nio.file.Path;

/** Writes one kind of report. Equal reports give equal bytes on every platform. */
public interface ReportWriter {

  /**
   * Writes the report's files in the place of those of an earlier report.
   *
   * @param directory an existing directory
   * @throws IOException if a file cannot be written
   */
  void write(Report report, Path directory) throws IOException;
}
