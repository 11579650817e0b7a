package io.github.kernelconformance.numerics;

public final class E2m1 {
  private E2m1() {}

  public static float decode(int code) {
    throw new UnsupportedOperationException();
  }

  public static int encode(float value) {
    throw new UnsupportedOperationException();
  }
}
