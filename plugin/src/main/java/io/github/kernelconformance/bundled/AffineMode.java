package io.github.kernelconformance.bundled;

import java.util.List;

/**
 * An affine integer mode: a weight is {@code scale * code + bias}, scale and bias in the dtype of
 * the vectors.
 *
 * @param bits bits of one code: 2, 3, 4, 5, 6 or 8
 * @param groupSize elements that share one scale and bias: 32, 64 or 128
 */
public record AffineMode(int bits, int groupSize) implements Mode {

  private static final List<Integer> BITS = List.of(2, 3, 4, 5, 6, 8);
  private static final List<Integer> GROUP_SIZES = List.of(32, 64, 128);

  private static final List<AffineMode> ALL =
      BITS.stream()
          .flatMap(bits -> GROUP_SIZES.stream().map(size -> new AffineMode(bits, size)))
          .toList();

  /**
   * Checks the components.
   *
   * @throws IllegalArgumentException if MLX knows no such mode
   */
  public AffineMode {
    if (!BITS.contains(bits) || !GROUP_SIZES.contains(groupSize)) {
      throw new IllegalArgumentException(
          "%d bits in groups of %d; affine codes have %s bits in groups of %s"
              .formatted(bits, groupSize, BITS, GROUP_SIZES));
    }
  }

  /** Every affine mode, ascending. */
  public static List<AffineMode> all() {
    return ALL;
  }

  @Override
  public String family() {
    return "affine_qmv";
  }

  @Override
  public String id() {
    return "affine-b" + bits + "-g" + groupSize;
  }
}
