package io.github.kernelconformance.bundled;

import io.github.kernelconformance.numerics.QuantizedMatrix;

/**
 * The operands of a floating-point problem.
 *
 * @param x row-major {@code [batch, m, k]}, before rounding to the dtype
 * @param w the products' matrices one below the other, {@code [batch * n, k]}
 * @param globalScale the scale that the whole matrix shares, for the variants that read one
 */
record FpOperands(float[] x, QuantizedMatrix w, float globalScale) {

  /** What hosts divide a global scale by: the largest e4m3 scale times the largest e2m1 element. */
  static final float GLOBAL_DIVISOR = 448 * 6;

  /** What a global scale multiplies results with. */
  double globalFactor() {
    return (double) globalScale / GLOBAL_DIVISOR;
  }
}
