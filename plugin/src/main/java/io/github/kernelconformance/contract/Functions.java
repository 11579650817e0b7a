package io.github.kernelconformance.contract;

/** Functions of one argument. */
final class Functions {

  private static final double LARGER = 1 + 0x1p-30;

  private Functions() {}

  static Tracked of(MathFunction function, Tracked x) {
    Arithmetic arithmetic = x.arithmetic;
    Accuracy row = arithmetic.accuracy(function);
    if (row instanceof Accuracy.Formula formula) {
      return formula.of().apply(x);
    }
    if (x.kind != Kind.FINITE) {
      return Ends.function(function, x);
    }
    double value = function.course().at(x.value);
    double bound = x.own();
    if (bound == 0) {
      return Double.isNaN(value) || Double.isInfinite(value)
          ? Ends.result(function, x, value)
          : result(function, row, x, value, 0);
    }
    double spread = spread(function, x, value, bound);
    return spread < Double.POSITIVE_INFINITY
        ? result(function, row, x, value, spread * LARGER)
        : unbounded(function, x, value);
  }

  /** An argument that no kernel has below 0 stays in the domain of a root or a logarithm. */
  private static double spread(MathFunction function, Tracked x, double value, double bound) {
    if (!Double.isFinite(value)) {
      return Double.POSITIVE_INFINITY;
    }
    if (!x.nonNegative || bound <= x.value) {
      return function.course().spread(x.value, value, bound);
    }
    double middle = (x.value + bound) / 2;
    double atMiddle = function.course().at(middle);
    double half = function.course().spread(middle, atMiddle, middle);
    return half + Math.abs(atMiddle - value);
  }

  private static Tracked result(
      MathFunction function, Accuracy row, Tracked x, double value, double spread) {
    Arithmetic arithmetic = x.arithmetic;
    double reach = Math.abs(value) + spread;
    double error =
        function == MathFunction.RSQRT
            ? Division.rsqrtError(x, reach)
            : row.error(x.low(), x.high(), reach, arithmetic.type());
    return Tracked.settled(
        arithmetic,
        value,
        Math.abs(value),
        spread + error,
        0,
        false,
        value >= 0 && neverNegative(function, x),
        false);
  }

  private static boolean neverNegative(MathFunction function, Tracked x) {
    return switch (function) {
      case EXP, EXP2, EXP10, SQRT, RSQRT, COSH, ACOS, ACOSH -> true;
      case TANH, SINH, ATAN, ASIN, ASINH, ATANH -> x.nonNegative;
      default -> false;
    };
  }

  /** The argument's bound reaches a pole, or leaves the domain, or the type's range. */
  private static Tracked unbounded(MathFunction function, Tracked x, double value) {
    Arithmetic arithmetic = x.arithmetic;
    if (function.course().outside(x.low(), x.high())) {
      return arithmetic.special(Double.NaN);
    }
    return tooLarge(function, x) ? arithmetic.overflowed(value) : arithmetic.open(value);
  }

  /** Whether the function is too large for the type at every argument of the interval. */
  private static boolean tooLarge(MathFunction function, Tracked x) {
    boolean rising = x.value > 0;
    boolean grows =
        switch (function) {
          case EXP, EXP2, EXP10 -> rising;
          case SINH, COSH -> true;
          default -> false;
        };
    double nearest = rising ? x.low() : x.high();
    if (!grows || rising != nearest > 0) {
      return false;
    }
    double least = Math.abs(function.course().at(nearest));
    Arithmetic arithmetic = x.arithmetic;
    double largest = arithmetic.limits.beyond();
    double error =
        arithmetic.accuracy(function).error(nearest, nearest, largest, arithmetic.type());
    return least * (1 - 0x1p-40) - error > largest;
  }
}
