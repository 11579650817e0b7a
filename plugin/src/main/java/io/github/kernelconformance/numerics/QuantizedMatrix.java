package io.github.kernelconformance.numerics;

/**
 * A matrix of floating-point codes in groups that share a scale. The arrays are shared, not copied;
 * nobody is to change them.
 *
 * @param rows output size N
 * @param columns inner size K
 * @param codes element codes, row-major, as a bit stream from the low bit of each byte up: the
 *     little-endian bytes of MLX's uint32 words
 * @param scales one scale code per group, row-major {@code [rows, columns / groupSize]}
 * @param values the decoded weights {@code scale * element}, row-major {@code [rows, columns]}
 */
public record QuantizedMatrix(int rows, int columns, byte[] codes, byte[] scales, float[] values) {

  /**
   * The matrix that given codes stand for. A weight is the float32 product of what the formats'
   * {@code decode} gives; reserved scale and element codes therefore make NaN weights.
   *
   * @param codes one element code per entry, row-major {@code [rows, columns]}
   * @param scales one scale code per group, row-major {@code [rows, columns / groupSize]}; kept
   * @throws IllegalArgumentException if the sizes do not fit each other, or a code the format
   */
  public static QuantizedMatrix of(
      int rows,
      int columns,
      int[] codes,
      byte[] scales,
      ElementFormat element,
      ScaleFormat scale,
      int groupSize) {
    int groups = Groups.count(rows, columns, groupSize, codes.length);
    Groups.requireOneEach("scales", scales.length, groups);
    byte[] packed = BitPacking.pack(codes, element.bits());
    float[] values = new float[codes.length];
    float[] decoded = new float[1 << element.bits()];
    for (int code = 0; code < decoded.length; code++) {
      decoded[code] = element.decode(code);
    }
    for (int group = 0, i = 0; group < groups; group++) {
      float factor = scale.decode(Byte.toUnsignedInt(scales[group]));
      for (int end = i + groupSize; i < end; i++) {
        values[i] = factor * decoded[codes[i]];
      }
    }
    return new QuantizedMatrix(rows, columns, packed, scales, values);
  }
}
