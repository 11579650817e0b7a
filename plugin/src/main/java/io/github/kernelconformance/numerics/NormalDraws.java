package io.github.kernelconformance.numerics;

public final class NormalDraws {
  private NormalDraws() {}

  public static float[] normal(long seed, int count) {
    throw new UnsupportedOperationException();
  }
}
