package io.github.kernelconformance.described;

/** An author's code failed. The message names file and line, and shows no stack trace. */
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
