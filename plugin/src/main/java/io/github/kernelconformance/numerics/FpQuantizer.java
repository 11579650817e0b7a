package io.github.kernelconformance.numerics;

public final class FpQuantizer {
  private FpQuantizer() {}

  public static QuantizedMatrix quantize(
      float[] w, int rows, int columns, ElementFormat element, ScaleFormat scale, int groupSize) {
    throw new UnsupportedOperationException();
  }
}
