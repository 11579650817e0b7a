package io.github.kernelconformance.family;

/**
 * What a conforming kernel computes, in double precision.
 *
 * @param values the result, row-major {@code [batch, m, n]}
 * @param magnitudes for each result the sum of the absolute values of the terms that were added
 * @param depth the most roundings in float32 that any one term goes through
 */
public record Reference(double[] values, double[] magnitudes, int depth) {}
