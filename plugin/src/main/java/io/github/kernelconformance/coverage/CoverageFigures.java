package io.github.kernelconformance.coverage;

/**
 * How much of some code ran.
 *
 * @param lines with code
 * @param linesRun by some cell
 * @param sides of conditions, and labels
 * @param sidesTaken by some lane
 * @param loops how many there are
 * @param loopsWhole those that made 0 trips, 1 and many; a {@code do} makes at least 1
 */
public record CoverageFigures(
    int lines, int linesRun, int sides, int sidesTaken, int loops, int loopsWhole) {

  /** Of no code. */
  public static final CoverageFigures NONE = new CoverageFigures(0, 0, 0, 0, 0, 0);

  /** Of this and other code. */
  public CoverageFigures plus(CoverageFigures other) {
    return new CoverageFigures(
        lines + other.lines,
        linesRun + other.linesRun,
        sides + other.sides,
        sidesTaken + other.sidesTaken,
        loops + other.loops,
        loopsWhole + other.loopsWhole);
  }

  /** The percentage of lines that ran; 100 where there are none. */
  public double linePercent() {
    return percent(linesRun, lines);
  }

  /** The percentage of sides that were taken; 100 where there are none. */
  public double sidePercent() {
    return percent(sidesTaken, sides);
  }

  private static double percent(int part, int whole) {
    return whole == 0 ? 100 : 100.0 * part / whole;
  }
}
