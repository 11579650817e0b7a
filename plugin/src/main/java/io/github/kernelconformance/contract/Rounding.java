package io.github.kernelconformance.contract;

import io.github.kernelconformance.numerics.DType;

/** Rounding to a type. */
final class Rounding {

  private Rounding() {}

  /**
   * Rounding keeps order, so what kernels may have lies between what the ends of the interval round
   * to.
   */
  static Tracked of(Tracked x, DType type) {
    // A little wider than the bound, as double rounds where the ends are.
    double bound = x.own() * (1 + 0x1p-30) + (x.own() == 0 ? 0 : 0x1p-51 * Math.abs(x.value));
    double low = type.round(x.value - bound);
    double high = type.round(x.value + bound);
    if (low == x.value && high == x.value) {
      return x;
    }
    if (Double.isInfinite(low) && low == high) {
      return x.arithmetic.overflowed(low);
    }
    Arithmetic arithmetic = x.arithmetic;
    if (Double.isInfinite(low) || Double.isInfinite(high)) {
      if (arithmetic.fastMath) {
        return arithmetic.outside(x.value);
      }
      double beyond = Limits.of(type).beyond();
      double edge = Math.max(bound, beyond - Math.abs(x.value));
      return new Tracked(
          arithmetic, x.value, Math.abs(x.value), edge, 0, Kind.EDGE, false, x.nonNegative);
    }
    double error = Math.max(x.value - low, high - x.value);
    return new Tracked(
        arithmetic, x.value, Math.abs(x.value), error, 0, Kind.FINITE, false, x.nonNegative);
  }

  /** What is not finite stays so, and what is computed in the type is of it already. */
  static Tracked ofEnd(Tracked x, DType type) {
    if (x.kind == Kind.EDGE && type == DType.FLOAT16) {
      double low = Math.abs(x.value) - x.own();
      return low >= Limits.of(type).overflow() ? x.arithmetic.overflowed(x.value) : x;
    }
    return x;
  }
}
