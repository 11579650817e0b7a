package io.github.kernelconformance.msl;

/** A fault in the user's Metal source; the message says where and what to do. */
public class MslException extends RuntimeException {

  /** A fault described in full by the message. */
  public MslException(String message) {
    super(message);
  }

  /** A fault at a place; the message is preceded by {@code file:line: }. */
  MslException(SourceLocation location, String message) {
    this(location + ": " + message);
  }
}
