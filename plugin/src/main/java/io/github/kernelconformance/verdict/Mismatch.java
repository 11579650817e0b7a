package io.github.kernelconformance.verdict;

import io.github.kernelconformance.family.ArrayType;
import java.util.List;
import java.util.StringJoiner;

/**
 * The sentence for a mismatch, for example {@code y[m=0, n=2] is 6903 instead of 31.68, 217.9 times
 * as large; 5 of 5 elements are wrong}.
 */
final class Mismatch {

  /** Beyond as many ulps a factor tells more. */
  private static final double MOST_ULPS = 9_999;

  private Mismatch() {}

  /**
   * The sentence.
   *
   * @param name of the output that the element is in
   * @param type of that output
   * @param worst element of all outputs
   * @param wrong elements of all outputs
   * @param elements of all outputs
   */
  static String describe(String name, ArrayType type, Element worst, int wrong, int elements) {
    return name
        + place(type, worst.index())
        + difference(new Grid(type.element()), worst)
        + tolerance(worst)
        + "; "
        + Figures.count(wrong)
        + " of "
        + Figures.count(elements, "element")
        + (elements == 1 ? " is wrong" : " are wrong");
  }

  private static String place(ArrayType type, int index) {
    List<Integer> at = type.at(index);
    StringJoiner place = new StringJoiner(", ", "[", "]");
    for (int i = 0; i < at.size(); i++) {
      place.add(
          i < type.indices().size() ? type.indices().get(i) + "=" + at.get(i) : "" + at.get(i));
    }
    return place.toString();
  }

  private static String difference(Grid grid, Element element) {
    double expected = grid.round(element.reference());
    double ulps = Math.abs(element.got() - expected) / grid.ulp(expected);
    if (expected != 0 && ulps <= MOST_ULPS) {
      return values(element.got(), expected, grid.digits())
          + ", off by "
          + Figures.count(Math.round(ulps), "ulp");
    }
    double factor = element.got() / expected;
    if (grid.isInteger()) {
      return values(element.got(), expected, grid.digits());
    }
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
