package io.github.kernelconformance.contract;

import io.github.kernelconformance.contract.Accuracy.CorrectlyRounded;
import io.github.kernelconformance.numerics.DType;

/** Quotients and reciprocals. */
final class Division {

  private static final double LARGER = 1 + 0x1p-30;

  private Division() {}

  static Tracked of(Tracked x, Tracked y) {
    if (x.kind != Kind.FINITE || y.kind != Kind.FINITE) {
      return Ends.over(x, y);
    }
    if (Ends.mayBeZero(y)) {
      return Ends.overZero(x, y);
    }
    Arithmetic arithmetic = x.arithmetic;
    double quotient = x.value / y.value;
    double divisor = Math.abs(y.value);
    double divisorBound = y.own();
    double size = x.magnitude / divisor;
    if (1 / (divisor - divisorBound) > arithmetic.limits.largest()) {
      // A reciprocal may be infinite where the quotient is not.
      return arithmetic.open(quotient);
    }
    boolean exact = correct(arithmetic, MathFunction.DIVIDE);
    // The reciprocal and the product round once each.
    int count = exact ? x.roundings + 2 : x.roundings;
    boolean counted = count <= 64;
    double mine = counted ? x.error : x.own();
    int kept = counted ? count : exact ? 2 : 0;
    double brought =
        (mine + size * divisorBound) / (divisor - divisorBound) * (1 + arithmetic.gamma(kept));
    double lost = lostReciprocal(arithmetic, x, divisor, divisorBound);
    double rows = exact ? 0 : inexact(x, y, Math.abs(quotient) + brought);
    return Tracked.settled(
        arithmetic,
        quotient,
        size,
        (brought + lost + rows) * LARGER,
        kept,
        x.joined,
        x.nonNegative && y.nonNegative,
        false);
  }

  /** What is lost where the reciprocal of the divisor is subnormal. */
  private static double lostReciprocal(
      Arithmetic arithmetic, Tracked x, double divisor, double bound) {
    double reciprocal = 1 / (divisor + bound);
    if (reciprocal >= arithmetic.limits.smallestNormal()) {
      return 0;
    }
    double error =
        arithmetic.flushes
            ? Math.min(1 / (divisor - bound), arithmetic.limits.smallestNormal())
            : arithmetic.limits.smallest() / 2;
    return error * (Math.abs(x.value) + x.own());
  }

  /** A division, or a reciprocal and a product, whichever errs more. */
  private static double inexact(Tracked x, Tracked y, double reach) {
    Arithmetic arithmetic = x.arithmetic;
    DType type = arithmetic.type();
    double division =
        arithmetic.accuracy(MathFunction.DIVIDE).error(y.low(), y.high(), reach, type);
    double reciprocal = relative(arithmetic, MathFunction.RECIPROCAL, y.low(), y.high());
    return Math.max(division, reach * (reciprocal + arithmetic.gamma(1) * (1 + reciprocal)));
  }

  /** The largest error of a row, relative to the result. */
  private static double relative(
      Arithmetic arithmetic, MathFunction function, double low, double high) {
    return arithmetic.accuracy(function).error(low, high, 1, arithmetic.type());
  }

  static Tracked reciprocal(Tracked y) {
    Arithmetic arithmetic = y.arithmetic;
    if (y.kind != Kind.FINITE) {
      return Ends.over(arithmetic.exact(1), y);
    }
    if (Ends.mayBeZero(y)) {
      return Ends.overZero(arithmetic.exact(1), y);
    }
    double value = 1 / y.value;
    double size = Math.abs(value);
    double brought = size * y.own() / (Math.abs(y.value) - y.own());
    double error =
        arithmetic
            .accuracy(MathFunction.RECIPROCAL)
            .error(y.low(), y.high(), size + brought, arithmetic.type());
    return Tracked.settled(
        arithmetic, value, size, (brought + error) * LARGER, 0, false, y.nonNegative, false);
  }

  /** The error of rsqrt, or of a root and a division, whichever is larger. */
  static double rsqrtError(Tracked x, double reach) {
    Arithmetic arithmetic = x.arithmetic;
    DType type = arithmetic.type();
    double function = arithmetic.accuracy(MathFunction.RSQRT).error(x.low(), x.high(), reach, type);
    double root = relative(arithmetic, MathFunction.SQRT, x.low(), x.high());
    double low = Math.sqrt(x.low());
    double high = Math.sqrt(x.high());
    double reciprocal = relative(arithmetic, MathFunction.RECIPROCAL, low, high);
    return Math.max(function, reach * (root + reciprocal + 2 * root * (root + reciprocal)));
  }

  private static boolean correct(Arithmetic arithmetic, MathFunction function) {
    return arithmetic.accuracy(function) instanceof CorrectlyRounded;
  }
}
