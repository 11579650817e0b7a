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
   * What a wrong element that is explained says.
   *
   * @param bits how surprising it is that it is where the fault puts it
   * @param steps how surprising it is if it is off by a rounding or two; 0 if the fault leaves open
   *     to which side
   * @param above whether it is above what is right
   */
  record Told(double bits, double steps, boolean above) {}

  /**
   * The evidence of a cell.
   *
   * @param elements that of each wrong element that is explained
   */
  static Fit of(List<Told> elements, boolean whole) {
    double best = 0;
    double sum = 0;
    double above = 0;
    double below = 0;
    for (Told told : elements) {
      double counted = told.bits < LEAST_BITS ? 0 : Math.min(told.bits, MOST_BITS);
      best = Math.max(best, counted);
      sum += counted;
      if (counted == 0) {
        above += told.above ? told.steps : 0;
        below += told.above ? 0 : told.steps;
      }
    }
    // What is off to one side alone may have one cause in common, and says little of which.
    double roundings = Math.min(above, below);
    return new Fit(Math.min(best + OTHERS * (sum - best) + roundings, MOST_OF_A_CELL), whole);
  }

  /**
   * How surprising it is that a number is off by some steps of its type and a fault says to where.
   *
   * @param steps from what is right, to either side
   * @param open to how many numbers a kernel with the fault may round
   */
  static double stepBits(double steps, double open) {
    return Math.max(0, Math.log(2 * steps / Math.max(1, open)) / Math.log(2));
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
