package io.github.kernelconformance.numerics;

/**
 * What rounding once to a type makes of the numbers within a bound of a value. Rounding keeps
 * order, so it lies between what the ends of the interval round to.
 *
 * @param value not rounded
 * @param low the smallest number that may come of it, infinite if that is too large for the type
 * @param high the largest
 * @param error the largest distance of a finite one from the value; negative if all are infinite
 */
public record RoundedRange(double value, double low, double high, double error) {

  /**
   * The range of a value, finite, and a bound, finite too.
   *
   * @param bound 0 where the number before the rounding is the value itself
   */
  public static RoundedRange of(DType type, double value, double bound) {
    if (bound == 0) {
      double rounded = type.round(value);
      return new RoundedRange(value, rounded, rounded, Math.abs(rounded - value));
    }
    // A little wider than the bound, as double rounds where the ends are.
    double wider = bound * (1 + 0x1p-30) + 0x1p-51 * Math.abs(value);
    double low = type.round(value - wider);
    double high = type.round(value + wider);
    double largest = type.largest();
    double error = Math.max(value - Math.max(low, -largest), Math.min(high, largest) - value);
    return new RoundedRange(value, low, high, low == high && Double.isInfinite(low) ? -1 : error);
  }

  /** Whether a number of the type may have come of it. */
  public boolean holds(double got) {
    return low == high || Double.isInfinite(got)
        ? got == low || got == high
        : Math.abs(got - value) <= error;
  }
}
