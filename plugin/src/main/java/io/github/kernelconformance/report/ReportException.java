package io.github.kernelconformance.report;

import java.io.IOException;

/** A {@code report.json} that cannot be used. The message is written for the build's author. */
public final class ReportException extends IOException {

  private static final long serialVersionUID = 1L;

  /** An exception with a message that names the file and says what to do. */
  public ReportException(String message) {
    super(message);
  }
}
