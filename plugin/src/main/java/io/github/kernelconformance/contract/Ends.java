package io.github.kernelconformance.contract;

/** Operations where a number is not finite, or near the end of what its type can hold. */
final class Ends {

  private Ends() {}

  /**
   * A result that may be subnormal, too large, or without a bound.
   *
   * @param fusible whether the operation may be fused into an addition, so that a result of up to
   *     four times the largest number may still become finite
   */
  static Tracked settle(
      Arithmetic arithmetic,
      double value,
      double magnitude,
      double error,
      int roundings,
      boolean joined,
      boolean nonNegative,
      boolean fusible) {
    Limits limits = arithmetic.limits;
    double bound = error + arithmetic.gamma(roundings) * magnitude;
    double size = Math.abs(value);
    if (Double.isNaN(value) || !(bound < Double.POSITIVE_INFINITY)) {
      return arithmetic.open(value);
    }
    if (size + bound > limits.largest()) {
      if (arithmetic.fastMath) {
        return arithmetic.outside(value);
      }
      if (size - bound > (fusible ? 4 * limits.beyond() : limits.largest())) {
        return arithmetic.overflowed(value);
      }
      // Where infinity is right, the bound reaches what rounds to it.
      boolean both = bound - size > limits.largest() && !nonNegative;
      double widened = error + Math.max(0, limits.beyond() - bound + (both ? size : -size));
      Kind kind = Kind.within(both || value > 0 || nonNegative, both || value < 0);
      return new Tracked(
          arithmetic, value, magnitude, widened, roundings, kind, joined, nonNegative);
    }
    double widened = error;
    if (size - bound < limits.smallestNormal()) {
      double lost = arithmetic.flushes ? limits.smallestNormal() : limits.smallest() / 2;
      widened += Math.min(lost, size + bound);
    }
    return new Tracked(
        arithmetic, value, magnitude, widened, roundings, Kind.FINITE, joined, nonNegative);
  }

  static Tracked plus(Tracked x, Tracked y) {
    double value = x.value + y.value;
    Tracked known = known(x, y, value);
    if (known != null) {
      return known;
    }
    if (!Double.isNaN(value)) {
      return endless(x, y, value);
    }
    // Fused into the addition, a product that is too large is finite.
    boolean certain = x.kind == Kind.SPECIAL && y.kind == Kind.SPECIAL;
    return certain ? x.arithmetic.special(Double.NaN) : x.arithmetic.open(Double.NaN);
  }

  static Tracked times(Tracked x, Tracked y) {
    double value = x.value * y.value;
    Tracked known = known(x, y, value);
    if (known != null) {
      return known;
    }
    Tracked finite = x.kind == Kind.FINITE ? x : y;
    if (finite.kind == Kind.FINITE && mayBeZero(finite)) {
      return finite.own() == 0 ? x.arithmetic.special(Double.NaN) : x.arithmetic.open(value);
    }
    return endless(x, y, value);
  }

  static Tracked over(Tracked x, Tracked y) {
    double value = x.value / y.value;
    Tracked known = known(x, y, value);
    if (known != null) {
      return known;
    }
    if (y.kind == Kind.OVERFLOWED && x.arithmetic.reassociates) {
      return x.arithmetic.open(value);
    }
    if (Double.isInfinite(y.value)) {
      return Double.isInfinite(x.value)
          ? x.arithmetic.special(Double.NaN)
          : zero(x.arithmetic, value);
    }
    if (mayBeZero(y)) {
      return overZero(x, y);
    }
    // Infinity times a reciprocal that is flushed is NaN.
    boolean flushed =
        x.arithmetic.flushes
            && 1 / Math.max(Math.abs(y.low()), Math.abs(y.high()))
                < x.arithmetic.limits.smallestNormal();
    return flushed ? x.arithmetic.open(value) : endless(x, y, value);
  }

  /** Division by what may be zero. */
  static Tracked overZero(Tracked x, Tracked y) {
    Arithmetic arithmetic = x.arithmetic;
    double value = x.value / y.value;
    if (arithmetic.fastMath) {
      return y.own() == 0 ? arithmetic.outside(value) : arithmetic.open(value);
    }
    if (x.kind == Kind.FINITE && mayBeZero(x)) {
      return y.own() == 0 && x.own() == 0 ? arithmetic.special(Double.NaN) : arithmetic.open(value);
    }
    return zeroHasOneSign(y) ? arithmetic.special(value) : arithmetic.open(value);
  }

  /** A function of one argument that is not finite. */
  static Tracked function(MathFunction function, Tracked x) {
    double value = function.course().at(x.value);
    Tracked known = known(x, x, value);
    if (known != null) {
      return known;
    }
    return result(function, x, value);
  }

  /** A result of an infinite argument, or an infinite or missing one of an exact argument. */
  static Tracked result(MathFunction function, Tracked x, double value) {
    Arithmetic arithmetic = x.arithmetic;
    if (Double.isNaN(value)) {
      return arithmetic.special(value);
    }
    if (Double.isInfinite(value)) {
      if (function == MathFunction.RSQRT && x.value == 0 && !zeroHasOneSign(x)) {
        return arithmetic.open(value);
      }
      boolean pole = x.kind == Kind.SPECIAL || x.kind == Kind.FINITE && !grows(function);
      return pole ? arithmetic.special(value) : arithmetic.overflowed(value);
    }
    double error =
        exactly(x, value)
            ? 0
            : arithmetic
                .accuracy(function)
                .error(x.value, x.value, Math.abs(value), arithmetic.type());
    return Tracked.settled(arithmetic, value, Math.abs(value), error, 0, false, value >= 0, false);
  }

  /**
   * Limits at infinity that IEEE 754 and C give exactly: exp(-inf) is 0 and tanh(inf) is 1. The
   * others are multiples of pi, which a kernel rounds. Reassociated, what has overflowed may be
   * just large.
   */
  private static boolean exactly(Tracked x, double value) {
    boolean one = Math.abs(value) == 1 && Double.isInfinite(x.value);
    return value == 0 || one && !(x.kind == Kind.OVERFLOWED && x.arithmetic.reassociates);
  }

  /** Whether an infinite double of a finite argument only means that it is too large. */
  private static boolean grows(MathFunction function) {
    return switch (function) {
      case EXP, EXP2, EXP10, SINH, COSH -> true;
      default -> false;
    };
  }

  /** What holds for every operation; null if this operation has to say. */
  static Tracked known(Tracked x, Tracked y, double value) {
    Arithmetic arithmetic = x.arithmetic;
    if (x.kind == Kind.OUTSIDE || y.kind == Kind.OUTSIDE) {
      return arithmetic.outside(value);
    }
    if (isNan(x) || isNan(y)) {
      return arithmetic.special(Double.NaN);
    }
    boolean open = x.kind == Kind.OPEN || y.kind == Kind.OPEN || x.kind.edge() || y.kind.edge();
    return open ? arithmetic.open(value) : null;
  }

  static boolean isNan(Tracked x) {
    return x.kind == Kind.SPECIAL && Double.isNaN(x.value);
  }

  /** Only a zero from memory has the same sign for all kernels. */
  static boolean zeroHasOneSign(Tracked zero) {
    return zero.own() == 0 && zero.roundings == 0 && !zero.arithmetic.reassociates;
  }

  static boolean mayBeZero(Tracked x) {
    return x.low() <= 0 && x.high() >= 0;
  }

  private static Tracked zero(Arithmetic arithmetic, double value) {
    return new Tracked(arithmetic, value, 0, 0, 1, Kind.FINITE, false, false);
  }

  private static Tracked endless(Tracked x, Tracked y, double value) {
    boolean overflowed = x.kind == Kind.OVERFLOWED || y.kind == Kind.OVERFLOWED;
    if (overflowed && x.arithmetic.reassociates) {
      return x.arithmetic.open(value);
    }
    return overflowed ? x.arithmetic.overflowed(value) : x.arithmetic.special(value);
  }
}
