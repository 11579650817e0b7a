package io.github.kernelconformance.family;

import io.github.kernelconformance.numerics.QuantizedMatrix;

/**
 * The operands of a floating-point problem.
 *
 * @param x row-major {@code [batch, m, k]}, before rounding to the dtype
 * @param w the products' matrices one below the other, {@code [batch * n, k]}
 */
record FpOperands(float[] x, QuantizedMatrix w) {}
