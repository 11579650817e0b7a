package io.github.kernelconformance.numerics;

public final class E8m0 {
  private E8m0() {}

  public static float decode(int code) {
    throw new UnsupportedOperationException();
  }

  public static int encode(float value) {
    throw new UnsupportedOperationException();
  }
}
