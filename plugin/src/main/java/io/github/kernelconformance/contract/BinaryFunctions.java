package io.github.kernelconformance.contract;

/** Functions of two arguments. */
final class BinaryFunctions {

  private static final double LARGER = 1 + 0x1p-30;

  private BinaryFunctions() {}

  static Tracked of(MathFunction function, Tracked x, Tracked y) {
    if (x.arithmetic != y.arithmetic) {
      Arithmetic common = x.arithmetic.meet(y.arithmetic);
      return of(function, x.in(common), y.in(common));
    }
    Arithmetic arithmetic = x.arithmetic;
    Accuracy row = arithmetic.accuracy(function);
    if (row instanceof Accuracy.BinaryFormula formula) {
      return formula.of().apply(x, y);
    }
    double value = at(function, x.value, y.value);
    if (x.kind != Kind.FINITE || y.kind != Kind.FINITE) {
      return end(function, x, y, value);
    }
    boolean signs =
        function == MathFunction.ATAN2
            && (x.value == 0 && !Ends.zeroHasOneSign(x) || y.value == 0 && !Ends.zeroHasOneSign(y));
    boolean exact = x.own() == 0 && y.own() == 0 && !signs;
    if (!Double.isFinite(value)) {
      return exact ? infinite(function, x, y, value) : arithmetic.open(value);
    }
    double spread = exact ? 0 : spread(function, x, y, value) * LARGER;
    if (!(spread < Double.POSITIVE_INFINITY)) {
      return arithmetic.open(value);
    }
    double reach = Math.abs(value) + spread;
    // The remainder is exact, and double computes it exactly.
    double error =
        function == MathFunction.FMOD || exact && value == 0
            ? 0
            : row.error(x.low(), x.high(), reach, arithmetic.type());
    boolean positive =
        switch (function) {
          case POW, FMOD -> x.nonNegative;
          default -> false;
        };
    return Tracked.settled(
        arithmetic, value, Math.abs(value), spread + error, 0, false, positive, false);
  }

  private static double at(MathFunction function, double x, double y) {
    return switch (function) {
      case ATAN2 -> Math.atan2(x, y);
      case POW -> pow(x, y);
      case FMOD -> x % y;
      default -> throw new IllegalArgumentException(function + " takes one argument");
    };
  }

  /** As IEEE 754 and C have it; Java's differs where the base is 1 or -1. */
  private static double pow(double x, double y) {
    boolean one = x == 1 || x == -1 && Double.isInfinite(y);
    return one ? 1 : Math.pow(x, y);
  }

  private static Tracked infinite(MathFunction function, Tracked x, Tracked y, double value) {
    if (Double.isNaN(value)) {
      return x.arithmetic.special(value);
    }
    boolean pole = function == MathFunction.POW && x.value == 0;
    if (pole && x.roundings > 0) {
      return x.arithmetic.open(value);
    }
    return pole ? x.arithmetic.special(value) : x.arithmetic.overflowed(value);
  }

  private static Tracked end(MathFunction function, Tracked x, Tracked y, double value) {
    if (function == MathFunction.POW && Ends.isNan(x) | Ends.isNan(y)) {
      return powOfNan(x, y, value);
    }
    Tracked known = Ends.known(x, y, value);
    if (known != null) {
      return known;
    }
    Arithmetic arithmetic = x.arithmetic;
    boolean exact = x.bound() == 0 && y.bound() == 0;
    if (!exact && !stable(function, x, y, value)) {
      return arithmetic.open(value);
    }
    if (!Double.isFinite(value)) {
      return arithmetic.special(value);
    }
    // IEEE 754 has pow(x, 0), pow(1, inf) and pow(-1, inf) be 1.
    boolean one =
        function == MathFunction.POW
            && value == 1
            && x.kind != Kind.OVERFLOWED
            && y.kind != Kind.OVERFLOWED;
    double error =
        value == 0 || one || function == MathFunction.FMOD
            ? 0
            : arithmetic
                .accuracy(function)
                .error(x.low(), x.high(), Math.abs(value), arithmetic.type());
    double brought = function == MathFunction.FMOD ? x.bound() : 0;
    return Tracked.settled(
        arithmetic, value, Math.abs(value), error + brought, 0, false, false, false);
  }

  /**
   * IEEE 754 has pow(x, 0) and pow(1, y) be 1 even for NaN; no table says whether a kernel's is, so
   * that anything is right there.
   */
  private static Tracked powOfNan(Tracked x, Tracked y, double value) {
    Tracked number = Ends.isNan(x) ? y : x;
    double one = Ends.isNan(x) ? 0 : 1;
    if (number.kind == Kind.OUTSIDE) {
      return x.arithmetic.outside(value);
    }
    boolean may = !(number.low() > one || number.high() < one);
    return may ? x.arithmetic.open(value) : x.arithmetic.special(Double.NaN);
  }

  /** Whether all corners of the bounds give the same. */
  private static boolean stable(MathFunction function, Tracked x, Tracked y, double value) {
    if (function == MathFunction.FMOD) {
      return true;
    }
    for (double cornerX : new double[] {x.low(), x.high()}) {
      for (double cornerY : new double[] {y.low(), y.high()}) {
        if (Double.compare(at(function, cornerX, cornerY), value) != 0) {
          return false;
        }
      }
    }
    return true;
  }

  private static double spread(MathFunction function, Tracked x, Tracked y, double value) {
    return switch (function) {
      case ATAN2 -> angle(x, y);
      case POW -> power(x, y, value);
      default -> remainder(x, y, value);
    };
  }

  /** A point moves by at most d, so its angle by at most asin(d / r). */
  private static double angle(Tracked y, Tracked x) {
    boolean cut = x.low() < 0 && y.low() <= 0 && y.high() >= 0;
    double radius = Math.hypot(x.value, y.value);
    double moved = Math.hypot(x.own(), y.own()) * LARGER;
    return cut || moved >= radius ? 2 * Math.PI : Math.asin(moved / radius) + 0x1p-50;
  }

  /** Where it is monotone in each argument, the extremes are at the corners. */
  private static double power(Tracked x, Tracked y, double value) {
    boolean integer = y.own() == 0 && Math.rint(y.value) == y.value;
    boolean atZero = x.low() <= 0 && x.high() >= 0;
    if (x.low() < 0 && !integer || atZero && y.low() <= 0) {
      return Double.POSITIVE_INFINITY;
    }
    double spread = atZero ? Math.abs(value) : 0;
    for (double cornerX : new double[] {x.low(), x.high()}) {
      for (double cornerY : new double[] {y.low(), y.high()}) {
        double corner = pow(cornerX, cornerY);
        double slack = 0x1p-49 * (Math.abs(corner) + Math.abs(value));
        spread = Math.max(spread, Math.abs(corner - value) + slack);
      }
    }
    return spread;
  }

  private static double remainder(Tracked x, Tracked y, double value) {
    if (y.low() <= 0 && y.high() >= 0) {
      return Double.POSITIVE_INFINITY;
    }
    double multiple = Math.abs(x.value / y.value);
    double taken = Math.floor(multiple);
    double largest = (Math.abs(x.value) + x.own()) / (Math.abs(y.value) - y.own());
    double smallest = (Math.abs(x.value) - x.own()) / (Math.abs(y.value) + y.own());
    boolean same =
        Math.floor(largest * LARGER) == taken
            && Math.floor(smallest / LARGER) == taken
            && (smallest >= 0 || taken == 0);
    return same ? x.own() + taken * y.own() : Math.abs(value) + Math.abs(y.value) + y.own();
  }
}
