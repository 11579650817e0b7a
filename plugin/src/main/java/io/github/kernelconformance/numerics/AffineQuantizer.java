package io.github.kernelconformance.numerics;

/**
 * Quantizes to integer codes as MLX's {@code quantize} does on a CPU, in float32 step by step. The
 * end of a group's range that is further from zero becomes the bias, the scale points from there to
 * the other end, and is then adjusted so that zero falls on a code.
 */
public final class AffineQuantizer {

  /** The least distance between two codes, so that a constant group can be divided by it. */
  private static final float LEAST_SCALE = 1e-7f;

  private AffineQuantizer() {}

  /**
   * Quantizes a matrix.
   *
   * @param w row-major {@code [rows, columns]}, finite
   * @param bits bits of one code: 2, 3, 4, 5, 6 or 8
   * @param groupSize consecutive elements of a row that share scale and bias; divides {@code
   *     columns}
   * @throws IllegalArgumentException if the sizes do not fit each other, the bits are none of the
   *     above, or a group's range is not finite
   */
  public static AffineMatrix quantize(float[] w, int rows, int columns, int bits, int groupSize) {
    if (bits < 2 || bits > 8 || bits == 7) {
      throw new IllegalArgumentException(bits + " bits; affine codes have 2, 3, 4, 5, 6 or 8");
    }
    int groups = Groups.count(rows, columns, groupSize, w.length);
    float largestCode = (1 << bits) - 1;
    int[] codes = new int[w.length];
    float[] scales = new float[groups];
    float[] biases = new float[groups];
    for (int group = 0; group < groups; group++) {
      int start = group * groupSize;
      int end = start + groupSize;
      float min = w[start];
      float max = w[start];
      for (int i = start; i < end; i++) {
        min = Math.min(min, w[i]);
        max = Math.max(max, w[i]);
      }
      if (!Float.isFinite(max - min)) {
        throw new IllegalArgumentException(
            "the range of weights %d to %d is not finite".formatted(start, end - 1));
      }
      boolean fromBelow = Math.abs(min) > Math.abs(max);
      float edge = fromBelow ? min : max;
      float step = Math.max((max - min) / largestCode, LEAST_SCALE);
      float scale = fromBelow ? step : -step;
      float stepsToZero = (float) Math.rint(edge / scale);
      float bias = 0;
      if (stepsToZero != 0) {
        scale = edge / stepsToZero;
        bias = edge;
      }
      scales[group] = scale;
      biases[group] = bias;
      for (int i = start; i < end; i++) {
        double code = Math.rint((w[i] - bias) / scale);
        codes[i] = (int) Math.min(Math.max(code, 0), largestCode);
      }
    }
    return AffineMatrix.of(rows, columns, bits, groupSize, codes, scales, biases);
  }
}
