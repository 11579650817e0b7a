package io.github.kernelconformance.device.host;

import java.util.function.DoubleUnaryOperator;

/**
 * All floats that a formula may give where each step may be off by its row: bounds, both floats.
 * Rounding keeps order, so the bounds of a sum, product or quotient are the rounded ones of the
 * operands' bounds (Moore, Interval Analysis).
 */
record Interval(double least, double most) {

  private static final Format FLOAT = Format.FLOAT;

  static Interval of(double value) {
    return new Interval(value, value);
  }

  Interval plus(Interval other) {
    return new Interval(FLOAT.round(least + other.least), FLOAT.round(most + other.most));
  }

  Interval minus(Interval other) {
    return new Interval(FLOAT.round(least - other.most), FLOAT.round(most - other.least));
  }

  Interval times(Interval other) {
    return rounded(least * other.least, least * other.most, most * other.least, most * other.most);
  }

  /** A quotient within so many ulps; the divisor's bounds have one sign. */
  Interval over(Interval other, double ulps) {
    return hull(least / other.least, least / other.most, most / other.least, most / other.most)
        .within(it -> ulps * FLOAT.ulp(it));
  }

  /**
   * What a function may give that rises, or takes one number only.
   *
   * @param error how far its value for a number may be off
   */
  Interval apply(DoubleUnaryOperator rising, DoubleUnaryOperator error) {
    Interval exact = new Interval(rising.applyAsDouble(least), rising.applyAsDouble(most));
    return exact.within(it -> error.applyAsDouble(it == exact.least ? least : most));
  }

  /**
   * The floats so near to one of these, by the larger of the errors at both ends. Only what rounds
   * to infinity is infinite.
   */
  Interval within(DoubleUnaryOperator error) {
    double allowed = Math.max(error.applyAsDouble(least), error.applyAsDouble(most));
    double low = least - allowed;
    double high = most + allowed;
    return new Interval(
        Double.isInfinite(FLOAT.round(least)) ? FLOAT.round(least) : upToFloat(low),
        Double.isInfinite(FLOAT.round(most)) ? FLOAT.round(most) : -upToFloat(-high));
  }

  boolean contains(double value) {
    // A double's own rounding shows at the edges.
    double size = Math.max(Math.abs(least), Math.abs(most));
    double slack = Double.isInfinite(size) ? 0 : 0x1p-44 * size;
    return Double.isNaN(least)
        || Double.isNaN(most)
        || least - slack <= value && value <= most + slack;
  }

  /** The least finite float that is no less. */
  private static double upToFloat(double value) {
    double limited = Math.max(-Float.MAX_VALUE, Math.min(Float.MAX_VALUE, value));
    double nearest = FLOAT.round(limited);
    return nearest < limited ? Math.nextUp((float) nearest) : nearest;
  }

  private static Interval rounded(double... values) {
    Interval exact = hull(values);
    return new Interval(FLOAT.round(exact.least), FLOAT.round(exact.most));
  }

  private static Interval hull(double... values) {
    double least = values[0];
    double most = values[0];
    for (double it : values) {
      least = Math.min(least, it);
      most = Math.max(most, it);
    }
    return new Interval(least, most);
  }
}
