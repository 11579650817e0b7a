package io.github.kernelconformance.report;

import io.github.kernelconformance.verdict.Figures;
import io.github.kernelconformance.verdict.SmallestCase;

/** What reports say of a smallest case. */
final class SmallestText {

  private SmallestText() {}

  /**
   * A line, for example {@code mxfp4/float32/qmv/N=1/K=288/exact: y[m=0, n=0] is 127 instead of 1;
   * …; 3 of 585 elements of its inputs are not 0}.
   */
  static String line(SmallestCase it) {
    String message = it.message().lines().findFirst().orElse(it.status().id());
    return "%s: %s%s".formatted(it.cell().id(), message, inputs(it));
  }

  private static String inputs(SmallestCase it) {
    if (it.changeable() == 0) {
      return "";
    }
    if (it.nonZero() == 0) {
      return "; all of its inputs that can be 0 are 0";
    }
    return "; %s of %s of its inputs %s not 0"
        .formatted(
            Figures.count(it.nonZero()),
            Figures.count(it.changeable(), "element"),
            it.nonZero() == 1 ? "is" : "are");
  }

  /** A sentence on how the case was found, without the full stop. */
  static String search(SmallestCase it) {
    String launches =
        it.search().launches() == 1
            ? "1 launch"
            : Figures.count(it.search().launches()) + " launches";
    return it.search().stopped().isEmpty()
        ? "Found with " + launches
        : "The search ended %s (%s), so there may be a smaller one"
            .formatted(it.search().stopped(), launches);
  }
}
