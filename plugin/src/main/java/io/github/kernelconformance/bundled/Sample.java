package io.github.kernelconformance.bundled;

import io.github.kernelconformance.numerics.DType;
import java.util.List;

/**
 * A shape of the default matrix, and what it is run with.
 *
 * @param shape the shape
 * @param variants names of variants
 * @param turn -1 for every dtype of the matrix; otherwise a number that picks one of them, so that
 *     a few samples reach each dtype and few kernels have to be compiled
 */
public record Sample(Shape shape, List<String> variants, int turn) {

  /** Copies the list. */
  public Sample {
    variants = List.copyOf(variants);
  }

  /** A sample with every dtype. */
  public Sample(Shape shape, List<String> variants) {
    this(shape, variants, -1);
  }

  /** Whether a variant is run in a dtype, one of those of the matrix. */
  boolean has(String variant, DType dtype, List<DType> dtypes) {
    return variants.contains(variant) && (turn < 0 || dtypes.get(turn % dtypes.size()) == dtype);
  }
}
