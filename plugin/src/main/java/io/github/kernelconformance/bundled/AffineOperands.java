package io.github.kernelconformance.bundled;

import io.github.kernelconformance.numerics.AffineMatrix;

/**
 * The operands of an affine problem.
 *
 * @param x row-major {@code [batch, m, k]}, before rounding to the dtype
 * @param w the products' matrices one below the other, {@code [batch * n, k]}, scales and biases
 *     before rounding to the dtype
 */
record AffineOperands(float[] x, AffineMatrix w) {}
