package io.github.kernelconformance.verdict;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;

/** Bounds for errors that were seen once and may differ a little elsewhere. */
final class Headroom {

  private static final MathContext TWO_DIGITS_UP = new MathContext(2, RoundingMode.CEILING);

  private Headroom() {}

  /**
   * A bound on the relative errors of some results, rounded up to two digits; infinite where one
   * is, or where none was measured.
   *
   * <p>Another order of summation, another machine, may move an error by the tolerance that right
   * results have; not by more.
   */
  static double bound(List<CellResult> results) {
    double bound =
        results.stream()
            .filter(it -> !Double.isNaN(it.measured().relErr()))
            .mapToDouble(it -> it.measured().relErr() + it.measured().tolerance())
            .max()
            .orElse(Double.POSITIVE_INFINITY);
    return Double.isInfinite(bound)
        ? bound
        : new BigDecimal(bound).round(TWO_DIGITS_UP).doubleValue();
  }
}
