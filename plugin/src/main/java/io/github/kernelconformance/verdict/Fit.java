package io.github.kernelconformance.verdict;

import java.util.List;

/**
 * That a hypothesis explains a cell.
 *
 * @param bits how surprising it would be by chance: how much nearer the outputs are to what the
 *     fault leaves than to what is right, as a power of 2
 * @param whole whether all of an output is as the fault leaves it; if not, the rest of it is right
 */
record Fit(double bits, boolean whole) {

  /** As many bits tell something; fewer may be rounding. */
  static final double LEAST_BITS = 3;

  /** An element proves no more than this, whatever its type. */
  private static final double MOST_BITS = 24;

  /** Elements of one cell often are wrong together, so all but the best count less. */
  private static final double OTHERS = 0.25;

  private static final double MOST_OF_A_CELL = 40;

  /**
   * The evidence of a cell.
   *
   * @param elements that of each wrong element that is explained
   */
  static Fit of(List<Double> elements, boolean whole) {
    double best = 0;
    double sum = 0;
    for (double bits : elements) {
      double counted = bits < LEAST_BITS ? 0 : Math.min(bits, MOST_BITS);
      best = Math.max(best, counted);
      sum += counted;
    }
    return new Fit(Math.min(best + OTHERS * (sum - best), MOST_OF_A_CELL), whole);
  }

  /**
   * How surprising it is that a wrong element is where a fault puts it.
   *
   * @param right what is right there
   * @param supposed what the fault leaves there
   * @param tolerance how far from that it may be
   */
  static double bits(double got, double right, double supposed, double tolerance) {
    if (Double.isFinite(got) && Double.isFinite(right)) {
      return Math.log(Math.abs(got - right) / tolerance) / Math.log(2);
    }
    return Double.compare(right, supposed) == 0 ? 0 : LEAST_BITS;
  }
}
