package io.github.kernelconformance.family;

import java.util.Arrays;

/**
 * What a conforming kernel computes, in double precision. Its results lie within {@code
 * gamma(depth) * magnitude + slack} and half an ulp of the output type of the values.
 *
 * @param values the result, row-major {@code [batch, m, n]}
 * @param magnitudes for each result the sum of the absolute values of the terms that were added
 * @param depth the most roundings in float32 that any one term goes through
 * @param slack for each result the absolute error that roundings in a type other than float32 may
 *     add, where the contract allows them
 */
public record Reference(double[] values, double[] magnitudes, int depth, double[] slack) {

  /** A reference for kernels that round in float32 alone. */
  public Reference(double[] values, double[] magnitudes, int depth) {
    this(values, magnitudes, depth, new double[values.length]);
  }

  /**
   * The reference for kernels that multiply each sum with a factor, which takes them two roundings
   * more: one for the factor and one for the product.
   */
  Reference times(double factor) {
    return new Reference(
        times(values, factor),
        times(magnitudes, Math.abs(factor)),
        depth + 2,
        times(slack, Math.abs(factor)));
  }

  private static double[] times(double[] numbers, double factor) {
    return Arrays.stream(numbers).map(it -> it * factor).toArray();
  }
}
