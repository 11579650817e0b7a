package io.github.kernelconformance.verdict;

import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.matrix.Shape;
import io.github.kernelconformance.numerics.DType;

/**
 * The sentence for a mismatch, for example {@code y[m=0, n=2] is 6903 instead of 31.68, 217.9 times
 * as large; 5 of 5 elements are wrong}.
 */
final class Mismatch {

  /** Beyond as many ulps a factor tells more. */
  private static final double MOST_ULPS = 9_999;

  private Mismatch() {}

  static String describe(Cell cell, Element worst, int wrong, int elements) {
    return place(cell.shape(), worst.index())
        + difference(cell.dtype(), worst)
        + tolerance(worst)
        + "; "
        + Figures.count(wrong)
        + " of "
        + Figures.count(elements, "element")
        + (elements == 1 ? " is wrong" : " are wrong");
  }

  private static String place(Shape shape, int index) {
    int m = index / shape.n() % shape.m();
    String batch = shape.batch() == 1 ? "" : "b=" + index / shape.n() / shape.m() + ", ";
    return "y[" + batch + "m=" + m + ", n=" + index % shape.n() + "]";
  }

  private static String difference(DType dtype, Element element) {
    double expected = dtype.round(element.reference());
    double ulps = Math.abs(element.got() - expected) / dtype.ulp(expected);
    if (expected != 0 && ulps <= MOST_ULPS) {
      return values(element.got(), expected, Figures.digits(dtype))
          + ", off by "
          + Figures.count(Math.round(ulps), "ulp");
    }
    double factor = element.got() / expected;
    String values = values(element.got(), expected, 4);
    if (!Double.isFinite(factor) || factor == 0) {
      return values;
    }
    return factor < 0
        ? values + ", with the opposite sign"
        : values + ", " + Figures.significant(factor, 4) + " times as large";
  }

  private static String values(double got, double expected, int digits) {
    return " is %s instead of %s"
        .formatted(Figures.significant(got, digits), Figures.significant(expected, digits));
  }

  private static String tolerance(Element element) {
    return Double.isFinite(element.ratio())
        ? ", error %s times the tolerance".formatted(Figures.significant(element.ratio(), 3))
        : "";
  }
}
