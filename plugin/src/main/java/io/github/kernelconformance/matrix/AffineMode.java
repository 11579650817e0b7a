package io.github.kernelconformance.matrix;

/**
 * An affine integer mode: a weight is {@code scale * code + bias}, scale and bias in the dtype of
 * the vectors.
 *
 * @param bits bits of one code: 2, 3, 4, 5, 6 or 8
 * @param groupSize elements that share one scale and bias: 32, 64 or 128
 */
public record AffineMode(int bits, int groupSize) implements Mode {

  @Override
  public String id() {
    return "affine-b" + bits + "-g" + groupSize;
  }
}
