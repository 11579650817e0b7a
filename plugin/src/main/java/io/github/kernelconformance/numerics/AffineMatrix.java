package io.github.kernelconformance.numerics;

public record AffineMatrix(
    int rows, int columns, int bits, int groupSize, byte[] codes, float[] scales, float[] biases) {

  /**
   * @param codes one code per entry, row-major {@code [rows, columns]}
   * @param scales row-major {@code [rows, columns / groupSize]}
   * @param biases row-major {@code [rows, columns / groupSize]}
   */
  public static AffineMatrix of(
      int rows, int columns, int bits, int groupSize, int[] codes, float[] scales, float[] biases) {
    throw new UnsupportedOperationException();
  }

  /**
   * The same codes with scales and biases rounded to a type, as a kernel of that type gets them.
   */
  public AffineMatrix rounded(DType dtype) {
    throw new UnsupportedOperationException();
  }

  /** The codes one by one, row-major {@code [rows, columns]}. */
  public int[] unpackedCodes() {
    throw new UnsupportedOperationException();
  }

  /** The decoded weights {@code scale * code + bias}, row-major {@code [rows, columns]}. */
  public double[] values() {
    throw new UnsupportedOperationException();
  }
}
