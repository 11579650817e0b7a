package io.github.kernelconformance.device;

/**
 * The user's source does not compile. The message is the compiler's, with file, line and column.
 */
public final class CompilationException extends Exception {

  private static final long serialVersionUID = 1L;

  public CompilationException(String message) {
    super(message);
  }
}
