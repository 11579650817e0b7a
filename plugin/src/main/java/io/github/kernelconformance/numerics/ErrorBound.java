package io.github.kernelconformance.numerics;

public final class ErrorBound {
  private ErrorBound() {}

  public static double gamma(int depth, double unitRoundoff) {
    throw new UnsupportedOperationException();
  }
}
