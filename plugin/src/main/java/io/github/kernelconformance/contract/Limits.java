package io.github.kernelconformance.contract;

import io.github.kernelconformance.numerics.DType;

/**
 * Where the numbers of a type end.
 *
 * @param unit the unit roundoff
 * @param smallestNormal the smallest number with full precision
 * @param smallest the smallest positive number, a subnormal
 * @param largest the largest finite number
 * @param overflow from here on, rounding to nearest gives infinity
 * @param beyond the power of two after the largest number
 */
record Limits(
    double unit,
    double smallestNormal,
    double smallest,
    double largest,
    double overflow,
    double beyond) {

  static Limits of(DType type) {
    double unit = type.unitRoundoff();
    double smallest = type.ulp(0);
    double lastGap = type.ulp(Double.POSITIVE_INFINITY);
    double beyond = lastGap / unit;
    return new Limits(
        unit, smallest / (2 * unit), smallest, beyond - lastGap, beyond - lastGap / 2, beyond);
  }
}
