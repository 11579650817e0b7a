package io.github.kernelconformance.goal;

/** Not one cell ran, so nothing is known. The message says what was searched and what came near. */
public final class NothingRanException extends Exception {

  private static final long serialVersionUID = 1L;

  NothingRanException(String message) {
    super(message);
  }
}
