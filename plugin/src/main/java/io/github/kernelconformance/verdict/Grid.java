package io.github.kernelconformance.verdict;

import io.github.kernelconformance.family.ArrayType;
import io.github.kernelconformance.numerics.DType;
import io.github.kernelconformance.numerics.RoundedRange;

/** The numbers that an element of an array can be. */
final class Grid {

  private final boolean integer;

  /** Null for integers and doubles: every element of every cell asks, so there is no Optional. */
  private final DType dtype;

  Grid(ArrayType.Element element) {
    dtype = element.dtype().orElse(null);
    integer = element != ArrayType.Element.FLOAT64 && dtype == null;
  }

  /** Whether these are whole numbers or truth values. */
  boolean isInteger() {
    return integer;
  }

  /** The number nearest to a value; integers take what they are given. */
  double round(double value) {
    return dtype == null ? value : dtype.round(value);
  }

  /** What rounding makes of the numbers within a bound of a value; integers take what they get. */
  RoundedRange range(double value, double bound) {
    return dtype == null
        ? new RoundedRange(value, value - bound, value + bound, bound)
        : RoundedRange.of(dtype, value, bound);
  }

  /** The smallest number with all its digits; 0 for integers. */
  double smallestNormal() {
    return dtype == null ? 0 : dtype.smallestNormal();
  }

  /** The distance between neighbouring numbers; 0 for integers, which nothing rounds to. */
  double ulp(double value) {
    return dtype == null ? 0 : dtype.ulp(value);
  }

  /** The largest relative error of rounding to nearest. */
  double unitRoundoff() {
    return dtype == null ? 0 : dtype.unitRoundoff();
  }

  /** The significant digits that tell any two numbers apart. */
  int digits() {
    return dtype == null ? 17 : Figures.digits(dtype);
  }
}
