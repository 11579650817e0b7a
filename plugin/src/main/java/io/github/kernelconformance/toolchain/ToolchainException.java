package io.github.kernelconformance.toolchain;

/** The compiler cannot be had or does not run. The message says what a user can do about it. */
public final class ToolchainException extends Exception {

  private static final long serialVersionUID = 1L;

  public ToolchainException(String message) {
    super(message);
  }

  public ToolchainException(String message, Throwable cause) {
    super(message, cause);
  }
}
