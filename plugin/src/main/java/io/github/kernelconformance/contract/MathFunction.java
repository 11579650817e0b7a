package io.github.kernelconformance.contract;

import java.util.function.DoubleUnaryOperator;

/** An operation or function that has a row in an {@link AccuracyTable}. */
public enum MathFunction {
  ADD("+", null),
  MULTIPLY("*", null),
  FMA("fma", null),
  DIVIDE("/", null),
  RECIPROCAL("1/x", null),
  SQRT("sqrt", new Monotone(Math::sqrt, 0, Double.POSITIVE_INFINITY)),
  RSQRT("rsqrt", new Monotone(x -> 1 / Math.sqrt(x), 0, Double.POSITIVE_INFINITY)),
  EXP("exp", Monotone.everywhere(Math::exp)),
  EXP2("exp2", Monotone.everywhere(x -> Math.pow(2, x))),
  EXP10("exp10", Monotone.everywhere(x -> Math.pow(10, x))),
  LOG("log", new Monotone(Math::log, 0, Double.POSITIVE_INFINITY)),
  LOG2("log2", new Monotone(RealFunctions::log2, 0, Double.POSITIVE_INFINITY)),
  LOG10("log10", new Monotone(Math::log10, 0, Double.POSITIVE_INFINITY)),
  SIN("sin", new Wave(Math::sin, Math::cos)),
  COS("cos", new Wave(Math::cos, Math::sin)),
  TAN("tan", new Branches()),
  TANH("tanh", Monotone.everywhere(Math::tanh)),
  SINH("sinh", Monotone.everywhere(Math::sinh)),
  COSH("cosh", new Even(Math::cosh)),
  ASIN("asin", new Monotone(Math::asin, -1, 1)),
  ACOS("acos", new Monotone(Math::acos, -1, 1)),
  ATAN("atan", Monotone.everywhere(Math::atan)),
  ATAN2("atan2", null),
  ASINH("asinh", Monotone.everywhere(RealFunctions::asinh)),
  ACOSH("acosh", new Monotone(RealFunctions::acosh, 1, Double.POSITIVE_INFINITY)),
  ATANH("atanh", new Monotone(RealFunctions::atanh, -1, 1)),
  POW("pow", null),
  FMOD("fmod", null);

  private final String spelling;
  private final Course course;

  MathFunction(String spelling, Course course) {
    this.spelling = spelling;
    this.course = course;
  }

  /** As the Metal Shading Language writes it. */
  public String spelling() {
    return spelling;
  }

  /** How the function runs, for those of one argument. */
  Course course() {
    return course;
  }

  /** A function of one argument, and how far its values in an interval are from the middle one. */
  sealed interface Course {

    double at(double x);

    /**
     * The largest {@code |f(t) - f(x)|} for {@code |t - x| <= bound}; infinite where that interval
     * holds a pole or leaves the domain.
     *
     * @param value f(x), finite
     * @param bound positive and finite
     */
    double spread(double x, double value, double bound);

    /** Whether the function is undefined in a whole interval. */
    default boolean outside(double low, double high) {
      return false;
    }
  }

  /** What double's own rounding may take from the difference of two values. */
  private static double rounding(double low, double high) {
    return 0x1p-49 * (Math.abs(low) + Math.abs(high));
  }

  private record Monotone(DoubleUnaryOperator function, double from, double to) implements Course {

    static Monotone everywhere(DoubleUnaryOperator function) {
      return new Monotone(function, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    }

    @Override
    public double at(double x) {
      return function.applyAsDouble(x);
    }

    @Override
    public double spread(double x, double value, double bound) {
      if (x - bound < from || x + bound > to) {
        return Double.POSITIVE_INFINITY;
      }
      double low = at(x - bound);
      double high = at(x + bound);
      return Math.max(Math.abs(low - value), Math.abs(high - value)) + rounding(low, high);
    }

    @Override
    public boolean outside(double low, double high) {
      return high < from || low > to;
    }
  }

  private record Even(DoubleUnaryOperator function) implements Course {

    @Override
    public double at(double x) {
      return function.applyAsDouble(x);
    }

    @Override
    public double spread(double x, double value, double bound) {
      double far = at(Math.abs(x) + bound);
      double near = at(Math.max(0, Math.abs(x) - bound));
      return Math.max(far - value, value - near) + rounding(far, near);
    }
  }

  /** Sine or cosine, by Taylor's theorem to the second order. */
  private record Wave(DoubleUnaryOperator function, DoubleUnaryOperator slope) implements Course {

    @Override
    public double at(double x) {
      return function.applyAsDouble(x);
    }

    @Override
    public double spread(double x, double value, double bound) {
      double change = (Math.abs(slope.applyAsDouble(x)) + bound / 2) * bound;
      return Math.min(2, change * (1 + 0x1p-40));
    }
  }

  /** The tangent, which grows from pole to pole. */
  private record Branches() implements Course {

    @Override
    public double at(double x) {
      return Math.tan(x);
    }

    @Override
    public double spread(double x, double value, double bound) {
      double low = x - bound;
      double high = x + bound;
      // A float is never nearer to a pole than this, relative to itself.
      double margin = 0x1p-45 * Math.abs(x);
      boolean pole =
          Math.rint((low - margin) / Math.PI) != Math.rint((high + margin) / Math.PI)
              || Math.abs(x) > 0x1p40;
      if (pole) {
        return Double.POSITIVE_INFINITY;
      }
      double least = Math.tan(low);
      double most = Math.tan(high);
      return Math.max(value - least, most - value) + rounding(least, most);
    }
  }
}
