package io.github.kernelconformance.numerics;

public final class Bfloat16 {
  private Bfloat16() {}

  public static short encode(double value) {
    throw new UnsupportedOperationException();
  }

  public static float decode(short bits) {
    throw new UnsupportedOperationException();
  }
}
