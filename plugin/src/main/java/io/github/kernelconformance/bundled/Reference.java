package io.github.kernelconformance.bundled;

import io.github.kernelconformance.family.Expected;
import io.github.kernelconformance.numerics.DType;
import io.github.kernelconformance.numerics.ErrorBound;
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
record Reference(double[] values, double[] magnitudes, int depth, double[] slack) {

  /** Half the distance from 1 to the next float32: kernels accumulate in float32. */
  private static final double UNIT_ROUNDOFF = DType.FLOAT32.unitRoundoff();

  /** A reference for kernels that round in float32 alone. */
  Reference(double[] values, double[] magnitudes, int depth) {
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

  /**
   * What a kernel is to leave in y. In the patterns {@code exact} and {@code special}, every
   * partial sum is a float32, so y is the reference rounded once to its type.
   */
  Expected expected(Pattern pattern) {
    return switch (pattern) {
      case EXACT, SPECIAL -> new Expected.Rounded(values);
      case NORMAL -> near();
    };
  }

  private Expected near() {
    double gamma = ErrorBound.gamma(depth, UNIT_ROUNDOFF);
    double[] bounds = new double[values.length];
    for (int i = 0; i < bounds.length; i++) {
      bounds[i] = gamma * magnitudes[i] + slack[i];
    }
    return new Expected.Near(values, bounds, UNIT_ROUNDOFF / gamma);
  }

  private static double[] times(double[] numbers, double factor) {
    return Arrays.stream(numbers).map(it -> it * factor).toArray();
  }
}
