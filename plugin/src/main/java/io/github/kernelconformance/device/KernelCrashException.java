package io.github.kernelconformance.device;

import io.github.kernelconformance.msl.SourceLocation;
import java.util.Optional;

/** A kernel took down the process that ran it. */
public final class KernelCrashException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient Optional<SourceLocation> line;

  /**
   * @param message how it ended and where, for example {@code SIGFPE at kernels.metal:12:14:
   *     integer division by zero}
   * @param line where in the user's source; empty where that is not known
   */
  public KernelCrashException(String message, Optional<SourceLocation> line) {
    super(message);
    this.line = line;
  }

  /** A crash at a line that is not known. */
  public KernelCrashException(String message) {
    this(message, Optional.empty());
  }

  /** Where in the user's source; empty where that is not known. */
  public Optional<SourceLocation> line() {
    return line;
  }
}
