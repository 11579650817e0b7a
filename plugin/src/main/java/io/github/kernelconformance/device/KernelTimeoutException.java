package io.github.kernelconformance.device;

/** A kernel did not end in the time that it had. */
public final class KernelTimeoutException extends Exception {

  private static final long serialVersionUID = 1L;

  public KernelTimeoutException(String message) {
    super(message);
  }
}
