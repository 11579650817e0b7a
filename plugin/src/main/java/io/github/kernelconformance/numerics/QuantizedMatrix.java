package io.github.kernelconformance.numerics;

public record QuantizedMatrix(int rows, int columns, byte[] codes, byte[] scales, float[] values) {

  /**
   * @param codes one element code per entry, row-major {@code [rows, columns]}
   * @param scales one scale code per group, row-major {@code [rows, columns / groupSize]}
   */
  public static QuantizedMatrix of(
      int rows,
      int columns,
      int[] codes,
      byte[] scales,
      ElementFormat element,
      ScaleFormat scale,
      int groupSize) {
    throw new UnsupportedOperationException();
  }
}
