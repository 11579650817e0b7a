package io.github.kernelconformance.numerics;

public final class AffineQuantizer {
  private AffineQuantizer() {}

  public static AffineMatrix quantize(float[] w, int rows, int columns, int bits, int groupSize) {
    throw new UnsupportedOperationException();
  }
}
