package io.github.kernelconformance.contract;

import io.github.kernelconformance.numerics.DType;
import io.github.kernelconformance.numerics.RoundedRange;

/** Rounding to a type. */
final class Rounding {

  private Rounding() {}

  /** What the type holds exactly stays as it is, as does what is of it already. */
  static Tracked of(Tracked x, DType type) {
    if (x.kind != Kind.FINITE && !x.kind.edge() || type == x.arithmetic.type() && x.own() > 0) {
      return x;
    }
    RoundedRange range = RoundedRange.of(type, x.value, x.own());
    boolean upper = x.kind.upper() || range.high() == Double.POSITIVE_INFINITY;
    boolean lower = !x.nonNegative && (x.kind.lower() || range.low() == Double.NEGATIVE_INFINITY);
    boolean allUpper = range.low() == Double.POSITIVE_INFINITY && !lower;
    boolean allLower = range.high() == Double.NEGATIVE_INFINITY && !upper;
    if (allUpper || allLower) {
      return x.arithmetic.overflowed(range.low());
    }
    if (x.arithmetic.fastMath && (upper || lower)) {
      return x.arithmetic.outside(x.value);
    }
    if (range.low() == range.high() && (range.low() == x.value || x.own() == 0)) {
      // A zero keeps what is known of its sign.
      return range.low() == x.value ? x : rounded(x, range.low(), 0, Kind.FINITE);
    }
    return rounded(x, x.value, Math.max(0, range.error()), Kind.within(upper, lower));
  }

  private static Tracked rounded(Tracked x, double value, double error, Kind kind) {
    return new Tracked(x.arithmetic, value, Math.abs(value), error, 0, kind, false, x.nonNegative);
  }
}
