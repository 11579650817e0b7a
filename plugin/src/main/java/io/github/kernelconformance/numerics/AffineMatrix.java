package io.github.kernelconformance.numerics;

/**
 * A matrix of integer codes in groups that share a scale and a bias: a weight is {@code scale *
 * code + bias}. The arrays are shared, not copied; nobody is to change them.
 *
 * @param rows output size N
 * @param columns inner size K
 * @param bits bits of one code: 2, 3, 4, 5, 6 or 8
 * @param groupSize consecutive elements of a row that share scale and bias
 * @param codes row-major, as a bit stream from the low bit of each byte up: the little-endian bytes
 *     of MLX's uint32 words
 * @param scales one per group, row-major {@code [rows, columns / groupSize]}
 * @param biases one per group, row-major {@code [rows, columns / groupSize]}
 */
public record AffineMatrix(
    int rows, int columns, int bits, int groupSize, byte[] codes, float[] scales, float[] biases) {

  /**
   * The matrix that given codes stand for.
   *
   * @param codes one code per entry, row-major {@code [rows, columns]}
   * @param scales row-major {@code [rows, columns / groupSize]}; kept
   * @param biases row-major {@code [rows, columns / groupSize]}; kept
   * @throws IllegalArgumentException if the sizes do not fit each other, or a code the bits
   */
  public static AffineMatrix of(
      int rows, int columns, int bits, int groupSize, int[] codes, float[] scales, float[] biases) {
    int groups = Groups.count(rows, columns, groupSize, codes.length);
    Groups.requireOneEach("scales", scales.length, groups);
    Groups.requireOneEach("biases", biases.length, groups);
    byte[] packed = BitPacking.pack(codes, bits);
    return new AffineMatrix(rows, columns, bits, groupSize, packed, scales, biases);
  }

  /** The same codes with scales and biases rounded to a type, as a kernel of that type has them. */
  public AffineMatrix rounded(DType dtype) {
    return new AffineMatrix(
        rows, columns, bits, groupSize, codes, rounded(scales, dtype), rounded(biases, dtype));
  }

  /** The codes one by one, row-major {@code [rows, columns]}. */
  public int[] unpackedCodes() {
    return BitPacking.unpack(codes, bits);
  }

  /**
   * The decoded weights {@code scale * code + bias}, row-major {@code [rows, columns]}. The product
   * is exact in double precision, and the sum too unless its terms lie more than 2^20 apart.
   */
  public double[] values() {
    int[] unpacked = unpackedCodes();
    double[] values = new double[unpacked.length];
    for (int group = 0, i = 0; group < scales.length; group++) {
      double scale = scales[group];
      double bias = biases[group];
      for (int end = i + groupSize; i < end; i++) {
        values[i] = scale * unpacked[i] + bias;
      }
    }
    return values;
  }

  private static float[] rounded(float[] values, DType dtype) {
    float[] result = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      result[i] = (float) dtype.round(values[i]);
    }
    return result;
  }
}
