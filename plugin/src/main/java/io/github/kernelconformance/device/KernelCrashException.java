package io.github.kernelconformance.device;

/** A kernel took down the process that ran it. */
public final class KernelCrashException extends Exception {

  private static final long serialVersionUID = 1L;

  /**
   * @param message how it ended and where, for example {@code SIGFPE at kernels.metal:12:14:
   *     integer division by zero}
   */
  public KernelCrashException(String message) {
    super(message);
  }
}
