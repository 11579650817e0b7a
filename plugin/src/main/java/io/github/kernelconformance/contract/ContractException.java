package io.github.kernelconformance.contract;

/**
 * A contract says something that cannot be. The message is for its author; where it was said is the
 * deepest line of the stack trace in the author's file.
 */
public final class ContractException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /**
   * @param message what is wrong, what is allowed and what to do next
   */
  public ContractException(String message) {
    super(message);
  }
}
