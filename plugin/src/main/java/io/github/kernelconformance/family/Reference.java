package io.github.kernelconformance.family;

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
}
