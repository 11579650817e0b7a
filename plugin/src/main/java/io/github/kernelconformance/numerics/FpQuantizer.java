package io.github.kernelconformance.numerics;

/**
 * Quantizes to floating-point codes as MLX's {@code fp_quantize} Metal kernel does, in float32: the
 * scale of a group is its largest magnitude over the largest element, in the scale format; a code
 * is the weight over the decoded scale, in the element format. A weight that becomes zero keeps its
 * sign in the code.
 */
public final class FpQuantizer {

  private FpQuantizer() {}

  /**
   * Quantizes a matrix.
   *
   * @param w row-major {@code [rows, columns]}, finite
   * @param groupSize consecutive elements of a row that share a scale; divides {@code columns}
   * @throws IllegalArgumentException if the sizes do not fit each other or a weight is not finite
   */
  public static QuantizedMatrix quantize(
      float[] w, int rows, int columns, ElementFormat element, ScaleFormat scale, int groupSize) {
    byte[] scales = new byte[Groups.count(rows, columns, groupSize, w.length)];
    int[] codes = new int[w.length];
    for (int group = 0; group < scales.length; group++) {
      int start = group * groupSize;
      int end = start + groupSize;
      int scaleCode = scale.encode(largestMagnitude(w, start, end) / element.largest());
      scales[group] = (byte) scaleCode;
      float factor = scale.decode(scaleCode);
      if (factor == 0) {
        continue; // a scale that underflows leaves code 0 throughout, without signs
      }
      for (int i = start; i < end; i++) {
        codes[i] = element.encode(w[i] / factor);
      }
    }
    return QuantizedMatrix.of(rows, columns, codes, scales, element, scale, groupSize);
  }

  private static float largestMagnitude(float[] w, int start, int end) {
    float largest = 0;
    for (int i = start; i < end; i++) {
      largest = Math.max(largest, Math.abs(w[i]));
    }
    if (!Float.isFinite(largest)) {
      throw new IllegalArgumentException(
          "weights %d to %d hold an infinity or a NaN, which has no scale"
              .formatted(start, end - 1));
    }
    return largest;
  }
}
