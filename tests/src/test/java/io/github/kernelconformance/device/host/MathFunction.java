package io.github.kernelconformance.device.host;

import java.util.List;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleFunction;
import java.util.function.DoubleUnaryOperator;

/**
 * A function of the tables of accuracy: its value in Java's doubles, which share nothing with the
 * library under test, and its rows (Metal Shading Language Specification 4.1, section 8.4).
 *
 * @param ulps of single precision without fast math; 0 if correctly rounded
 * @param fast the row with fast math
 */
record MathFunction(String name, DoubleUnaryOperator exact, double ulps, Row fast) {

  /** What a row with fast math says. */
  sealed interface Row {

    /** How far from its value a function may be; NaN where nothing is said. */
    record Error(DoubleUnaryOperator ofArgument) implements Row {}

    /** All that a formula may give for an argument. */
    record Formula(DoubleFunction<Interval> values) implements Row {}
  }

  private static final Format FLOAT = Format.FLOAT;
  private static final Interval ONE = Interval.of(1);
  private static final Interval HALF = Interval.of(0.5);
  private static final double LN_2 = Math.log(2);

  static final List<MathFunction> ALL =
      List.of(
          function("acos", StrictMath::acos, 4, ulps(StrictMath::acos, x -> 5)),
          function("acosh", MathFunction::acosh, 4, x -> log(x.plus(sqrt(x.times(x).minus(ONE))))),
          function(
              "asin",
              StrictMath::asin,
              4,
              ulps(StrictMath::asin, x -> Math.abs(x) < 0x1p-125 ? Double.NaN : 5)),
          function("asinh", MathFunction::asinh, 4, x -> log(x.plus(sqrt(x.times(x).plus(ONE))))),
          function("atan", StrictMath::atan, 5, ulps(StrictMath::atan, x -> 5)),
          function(
              "atanh",
              MathFunction::atanh,
              5,
              x -> HALF.times(log(quotient(ONE.plus(x), ONE.minus(x))))),
          function("cos", StrictMath::cos, 4, absolute(0x1p-13, Math.PI)),
          function("cosh", StrictMath::cosh, 4, x -> HALF.times(exp(x).plus(exp(negative(x))))),
          function("cospi", MathFunction::cospi, 4, absolute(0x1p-13, 1)),
          function("exp", StrictMath::exp, 4, ulps(StrictMath::exp, MathFunction::growing)),
          function("exp2", MathFunction::exp2, 4, ulps(MathFunction::exp2, MathFunction::growing)),
          function(
              "exp10",
              x -> StrictMath.pow(10, x),
              4,
              x -> exp2(x.times(Interval.of((float) (Math.log(10) / LN_2))))),
          function("log", StrictMath::log, 4, ofLogarithm(StrictMath::log, 0x1p-21, 3)),
          function("log2", MathFunction::log2, 4, ofLogarithm(MathFunction::log2, 0x1p-22, 2)),
          function(
              "log10",
              StrictMath::log10,
              4,
              x -> log2(x).times(Interval.of((float) Math.log10(2)))),
          function("rsqrt", x -> 1 / Math.sqrt(x), 0, ulps(x -> 1 / Math.sqrt(x), x -> 2)),
          function("sin", StrictMath::sin, 4, absolute(0x1p-13, Math.PI)),
          function("sinh", StrictMath::sinh, 4, x -> HALF.times(exp(x).minus(exp(negative(x))))),
          function("sinpi", MathFunction::sinpi, 4, absolute(0x1p-13, 1)),
          function("sqrt", Math::sqrt, 0, MathFunction::sqrt),
          function("tan", StrictMath::tan, 6, MathFunction::tan),
          function("tanh", StrictMath::tanh, 5, MathFunction::tanh),
          function(
              "tanpi", MathFunction::tanpi, 6, x -> tan(x.times(Interval.of((float) Math.PI)))));

  /** A function of two arguments; its fast row is a formula or a number of ulps. */
  record Pair(String name, DoubleBinaryOperator exact, double ulps, PairRow fast) {}

  /** All that a function may give for two arguments; null where nothing is said. */
  interface PairRow {
    Interval of(double x, double y);
  }

  static final List<Pair> PAIRS =
      List.of(
          new Pair("atan2", StrictMath::atan2, 6, MathFunction::fastAtan2),
          new Pair("divide", (x, y) -> x / y, 0, MathFunction::fastDivide),
          new Pair("pow", MathFunction::pow, 16, MathFunction::fastPow),
          new Pair("powr", (x, y) -> x < 0 ? Double.NaN : pow(x, y), 16, MathFunction::fastPow));

  /** Halves are computed with an ulp of freedom, save these, which are correctly rounded. */
  static final Map<String, Double> HALF_ULPS = Map.of("rsqrt", 0.0, "sqrt", 0.0, "divide", 0.0);

  private static MathFunction function(
      String name, DoubleUnaryOperator exact, double ulps, Row fast) {
    return new MathFunction(name, exact, ulps, fast);
  }

  private interface OfInterval {
    Interval of(Interval x);
  }

  private static MathFunction function(
      String name, DoubleUnaryOperator exact, double ulps, OfInterval formula) {
    return new MathFunction(name, exact, ulps, new Row.Formula(x -> formula.of(Interval.of(x))));
  }

  private static Row.Error ulps(DoubleUnaryOperator exact, DoubleUnaryOperator ulps) {
    return new Row.Error(x -> ulps.applyAsDouble(x) * FLOAT.ulp(exact.applyAsDouble(x)));
  }

  private static Row.Error absolute(double error, double most) {
    return new Row.Error(x -> Math.abs(x) <= most ? error : Double.NaN);
  }

  private static Row.Error ofLogarithm(DoubleUnaryOperator exact, double aboutOne, double ulps) {
    return new Row.Error(
        x -> x >= 0.5 && x <= 2 ? aboutOne : ulps * FLOAT.ulp(exact.applyAsDouble(x)));
  }

  private static double growing(double x) {
    return 3 + Math.floor(Math.abs(2 * x));
  }

  private static Interval exp(Interval x) {
    return x.apply(StrictMath::exp, it -> growing(it) * FLOAT.ulp(StrictMath.exp(it)));
  }

  private static Interval exp2(Interval x) {
    return x.apply(MathFunction::exp2, it -> growing(it) * FLOAT.ulp(exp2(it)));
  }

  private static Interval log(Interval x) {
    return x.apply(StrictMath::log, ofLogarithm(StrictMath::log, 0x1p-21, 3).ofArgument());
  }

  private static Interval log2(Interval x) {
    return x.apply(MathFunction::log2, ofLogarithm(MathFunction::log2, 0x1p-22, 2).ofArgument());
  }

  private static Interval quotient(Interval x, Interval y) {
    return x.over(y, x.equals(ONE) ? 1 : 2.5);
  }

  private static Interval negative(Interval x) {
    return new Interval(-x.most(), -x.least());
  }

  private static Interval sqrt(Interval x) {
    double value = x.least();
    if (!(value > 0 && Double.isFinite(value))) {
      return Interval.of(Math.sqrt(value));
    }
    return x.times(x.apply(it -> 1 / Math.sqrt(it), it -> 2 * FLOAT.ulp(1 / Math.sqrt(it))));
  }

  private static Interval tan(Interval x) {
    Interval cosine = x.apply(StrictMath::cos, it -> 0x1p-13);
    if (cosine.least() <= 0 && cosine.most() >= 0) {
      return Interval.of(Double.NaN);
    }
    return x.apply(StrictMath::sin, it -> 0x1p-13).times(quotient(ONE, cosine));
  }

  private static Interval tanh(Interval x) {
    Interval t = exp(x.times(Interval.of(2)));
    return t.minus(ONE).over(t.plus(ONE), 2.5);
  }

  private static Interval fastDivide(double x, double y) {
    return Math.abs(y) >= 0x1p-126 && Math.abs(y) <= 0x1p126
        ? quotient(Interval.of(x), Interval.of(y))
        : null;
  }

  private static Interval fastAtan2(double y, double x) {
    Interval quotient = x == 0 || y == 0 ? null : fastDivide(y, x);
    if (quotient == null
        || !Double.isFinite(quotient.least())
        || !Double.isFinite(quotient.most())) {
      return null;
    }
    Interval angle = quotient.apply(StrictMath::atan, it -> 5 * FLOAT.ulp(StrictMath.atan(it)));
    return x > 0 ? angle : angle.plus(Interval.of(Math.copySign((float) Math.PI, y)));
  }

  /** Where neither argument is special; a negative base has no row. */
  private static Interval fastPow(double x, double y) {
    return x > 0 && Double.isFinite(x) && Double.isFinite(y)
        ? exp2(Interval.of(y).times(log2(Interval.of(x))))
        : null;
  }

  /** As in C, where every power of 1 is 1; Java has NaN for some. */
  static double pow(double x, double y) {
    return x == 1 || x == -1 && Double.isInfinite(y) ? 1 : StrictMath.pow(x, y);
  }

  static double exp2(double x) {
    return StrictMath.pow(2, x);
  }

  static double log2(double x) {
    int exponent = Math.getExponent(x);
    double fraction = Math.scalb(x, -exponent);
    boolean exact = fraction == 1 && x > 0 && Double.isFinite(x);
    return exact ? exponent : StrictMath.log(x) / LN_2;
  }

  static double asinh(double x) {
    double a = Math.abs(x);
    double size = StrictMath.log1p(a + a * a / (1 + Math.sqrt(a * a + 1)));
    return Math.copySign(Double.isInfinite(x) ? a : size, x);
  }

  static double acosh(double x) {
    double t = x < 1 ? Double.NaN : x - 1;
    return StrictMath.log1p(t + Math.sqrt(2 * t + t * t));
  }

  static double atanh(double x) {
    double a = Math.abs(x);
    return Math.copySign(StrictMath.log1p(2 * a / (1 - a)) / 2, x);
  }

  /** The turn is reduced exactly, to a quarter on either side. */
  static double sinpi(double x) {
    double turn = Math.IEEEremainder(x, 2);
    double a = Math.abs(turn);
    double sine =
        a > 0.75
            ? StrictMath.sin(Math.PI * (1 - a))
            : a > 0.25 ? StrictMath.cos(Math.PI * (a - 0.5)) : StrictMath.sin(Math.PI * a);
    return Math.copySign(sine, turn);
  }

  static double cospi(double x) {
    return sinpi(0.5 - Math.abs(Math.IEEEremainder(x, 2)));
  }

  static double tanpi(double x) {
    return sinpi(x) / cospi(x);
  }
}
