package io.github.kernelconformance.verdict;

import io.github.kernelconformance.family.ArrayType;
import io.github.kernelconformance.numerics.DType;
import io.github.kernelconformance.numerics.RoundedRange;
import java.util.Optional;

/** The numbers that an element of an array can be. */
record Grid(ArrayType.Element element) {

  /** Whether these are whole numbers or truth values. */
  boolean isInteger() {
    return element != ArrayType.Element.FLOAT64 && dtype().isEmpty();
  }

  /** The number nearest to a value; integers take what they are given. */
  double round(double value) {
    return dtype().map(it -> it.round(value)).orElse(value);
  }

  /** What rounding makes of the numbers within a bound of a value; integers take what they get. */
  RoundedRange range(double value, double bound) {
    return dtype()
        .map(it -> RoundedRange.of(it, value, bound))
        .orElseGet(() -> new RoundedRange(value, value - bound, value + bound, bound));
  }

  /** The smallest number with all its digits; 0 for integers. */
  double smallestNormal() {
    return dtype().map(it -> it.ulp(0) / (2 * it.unitRoundoff())).orElse(0.0);
  }

  /** The distance between neighbouring numbers; 0 for integers, which nothing rounds to. */
  double ulp(double value) {
    return dtype().map(it -> it.ulp(value)).orElse(0.0);
  }

  /** The largest relative error of rounding to nearest. */
  double unitRoundoff() {
    return dtype().map(DType::unitRoundoff).orElse(0.0);
  }

  /** The significant digits that tell any two numbers apart. */
  int digits() {
    return dtype().map(Figures::digits).orElse(17);
  }

  private Optional<DType> dtype() {
    return element.dtype();
  }
}
