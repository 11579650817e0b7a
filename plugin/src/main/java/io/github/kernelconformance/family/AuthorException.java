package io.github.kernelconformance.family;

/**
 * What the author of a contract wrote failed: it threw, did not end, or does not go together. The
 * message names file and line, and shows no stack trace.
 */
public final class AuthorException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /**
   * @param message for the author
   * @param cause what the code threw, or null if it did not end
   */
  public AuthorException(String message, Throwable cause) {
    super(message, cause);
  }
}
