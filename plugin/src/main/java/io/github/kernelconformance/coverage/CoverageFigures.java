package io.github.kernelconformance.coverage;

/**
 * How much of some code ran.
 *
 * @param lines with code
 * @param linesRun by some cell
 * @param sides of conditions, and labels
 * @param sidesTaken by some lane
 * @param trips of each loop how many of 0 trips, 1 and many it can make, added up
 * @param tripsMade those that some run of the loop made
 */
public record CoverageFigures(
    int lines, int linesRun, int sides, int sidesTaken, int trips, int tripsMade) {

  /** Of no code. */
  public static final CoverageFigures NONE = new CoverageFigures(0, 0, 0, 0, 0, 0);

  /** Of this and other code. */
  public CoverageFigures plus(CoverageFigures other) {
    return new CoverageFigures(
        lines + other.lines,
        linesRun + other.linesRun,
        sides + other.sides,
        sidesTaken + other.sidesTaken,
        trips + other.trips,
        tripsMade + other.tripsMade);
  }

  /** The percentage of lines that ran; 100 where there are none. */
  public double linePercent() {
    return percent(linesRun, lines);
  }

  /** The percentage of sides that were taken; 100 where there are none. */
  public double sidePercent() {
    return percent(sidesTaken, sides);
  }

  /** The percentage of numbers of trips that were made; 100 where there are none. */
  public double tripPercent() {
    return percent(tripsMade, trips);
  }

  private static double percent(int part, int whole) {
    return whole == 0 ? 100 : 100.0 * part / whole;
  }
}
