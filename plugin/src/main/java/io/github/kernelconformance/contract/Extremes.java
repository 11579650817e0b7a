package io.github.kernelconformance.contract;

/** The larger or the smaller of two, and the choice between two. */
final class Extremes {

  private Extremes() {}

  /**
   * @param sign 1 for the larger, -1 for the smaller
   */
  static Tracked of(Tracked x, Tracked y, int sign) {
    if (x.arithmetic != y.arithmetic) {
      Arithmetic common = x.arithmetic.meet(y.arithmetic);
      return of(x.in(common), y.in(common), sign);
    }
    if (x.kind != Kind.FINITE || y.kind != Kind.FINITE) {
      Tracked end = end(x, y, sign);
      if (end != null) {
        return end;
      }
    }
    double xBound = x.bound();
    double yBound = y.bound();
    double xValue = sign * x.value;
    double yValue = sign * y.value;
    if (Double.isInfinite(xValue) || Double.isInfinite(yValue)) {
      return xValue >= yValue ? x : y;
    }
    double rounding = 0x1p-51 * (Math.abs(xValue) + Math.abs(yValue));
    if (xBound == 0 && yBound == 0) {
      rounding = 0;
      if (xValue != yValue) {
        return xValue > yValue ? x : y;
      }
    } else if (low(x, sign) > high(y, sign) + rounding) {
      return x;
    } else if (low(y, sign) > high(x, sign) + rounding) {
      return y;
    }
    double value = Math.max(xValue, yValue);
    double error = Math.max(above(xValue, xBound, value), above(yValue, yBound, value));
    boolean positive = sign > 0 ? x.nonNegative || y.nonNegative : x.nonNegative && y.nonNegative;
    return new Tracked(
        x.arithmetic,
        sign * value,
        Math.abs(value),
        error + rounding,
        // The sign of a zero is open.
        value == 0 ? 1 : 0,
        kind(x, y, sign),
        false,
        positive);
  }

  private static double low(Tracked x, int sign) {
    return sign > 0 ? x.low() : -x.high();
  }

  private static double high(Tracked x, int sign) {
    return sign > 0 ? x.high() : -x.low();
  }

  /** The larger is positive infinity if one of them is, and negative if both are. */
  private static Kind kind(Tracked x, Tracked y, int sign) {
    return sign > 0
        ? Kind.within(x.kind.upper() || y.kind.upper(), x.kind.lower() && y.kind.lower())
        : Kind.within(x.kind.upper() && y.kind.upper(), x.kind.lower() || y.kind.lower());
  }

  /** How far the upper end of one of the two is above the larger value. */
  private static double above(double of, double bound, double larger) {
    return Math.max(bound - (larger - of), of + bound - larger);
  }

  /** Where a NaN or something open is among the two; null where both have a place in an order. */
  private static Tracked end(Tracked x, Tracked y, int sign) {
    Arithmetic arithmetic = x.arithmetic;
    double value = sign * Math.max(sign * x.value, sign * y.value);
    if (x.kind == Kind.OUTSIDE || y.kind == Kind.OUTSIDE) {
      return arithmetic.outside(value);
    }
    boolean nan = Ends.isNan(x) || Ends.isNan(y);
    if (nan && (Ends.isNan(x) && Ends.isNan(y) || arithmetic.nanInMax() == NanInMax.WINS)) {
      return arithmetic.special(Double.NaN);
    }
    if (nan) {
      Tracked number = Ends.isNan(x) ? y : x;
      return arithmetic.nanInMax() == NanInMax.LOSES ? number : arithmetic.open(number.value);
    }
    return x.kind == Kind.OPEN || y.kind == Kind.OPEN ? arithmetic.open(value) : null;
  }

  static Tracked select(Tracked x, Tracked limit, Tracked less, Tracked otherwise) {
    if (Ends.isNan(x) || Ends.isNan(limit)) {
      return otherwise;
    }
    boolean chosen = x.value < limit.value;
    Tracked result = chosen ? less : otherwise;
    Tracked other = chosen ? otherwise : less;
    if (x.kind == Kind.OUTSIDE || limit.kind == Kind.OUTSIDE) {
      return result.arithmetic.outside(result.value);
    }
    boolean certain = x.high() < limit.low() || x.low() >= limit.high();
    return certain ? result : either(result, other);
  }

  private static Tracked either(Tracked result, Tracked other) {
    if (result.arithmetic != other.arithmetic) {
      Arithmetic common = result.arithmetic.meet(other.arithmetic);
      return either(result.in(common), other.in(common));
    }
    if (result.kind == Kind.OUTSIDE || other.kind == Kind.OUTSIDE) {
      return result.arithmetic.outside(result.value);
    }
    if (result.kind != Kind.FINITE || other.kind != Kind.FINITE) {
      boolean same =
          result.kind == other.kind
              && !result.kind.edge()
              && Double.compare(result.value, other.value) == 0;
      return same ? result : result.arithmetic.open(result.value);
    }
    double apart = Math.abs(result.value - other.value) * (1 + 0x1p-30);
    return new Tracked(
        result.arithmetic,
        result.value,
        Math.abs(result.value),
        Math.max(result.own(), apart + other.own()),
        0,
        Kind.FINITE,
        false,
        result.nonNegative && other.nonNegative);
  }
}
