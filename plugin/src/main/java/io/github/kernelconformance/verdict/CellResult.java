package io.github.kernelconformance.verdict;

import io.github.kernelconformance.matrix.Cell;

/**
 * The outcome of one cell. A figure that was not measured is NaN, and NaN means nothing else: a
 * wrong NaN in y makes the error infinite.
 *
 * @param wrong elements of y outside their tolerance
 * @param relErr {@code max|y-ref| / (max|ref| + 1e-9)}, the unrounded reference in it; infinite
 *     where y is wrong by a NaN or an infinity
 * @param boundRatio the largest {@code |y-ref|} in units of its tolerance; above 1 fails; infinite
 *     where the tolerance is zero and the values differ
 * @param maxAbs {@code max|y|}, NaNs left out
 * @param maxAbsReference {@code max|ref|}, NaNs left out
 * @param message one sentence for a reader; empty for a pass
 */
public record CellResult(
    Cell cell,
    Status status,
    int wrong,
    double relErr,
    double boundRatio,
    double maxAbs,
    double maxAbsReference,
    String message) {

  /**
   * A cell that was not run, which is not a pass.
   *
   * @param reason why, in words that are the same for every cell skipped for that reason
   */
  public static CellResult skipped(Cell cell, String reason) {
    return unmeasured(cell, Status.SKIPPED, reason);
  }

  /**
   * A cell whose kernel took its worker down.
   *
   * @param message how it ended, for example {@code SIGSEGV}
   */
  public static CellResult crash(Cell cell, String message) {
    return unmeasured(cell, Status.CRASH, message);
  }

  /**
   * A cell whose kernel did not end in time.
   *
   * @param message the time that it had
   */
  public static CellResult timeout(Cell cell, String message) {
    return unmeasured(cell, Status.TIMEOUT, message);
  }

  private static CellResult unmeasured(Cell cell, Status status, String message) {
    return new CellResult(cell, status, 0, Double.NaN, Double.NaN, Double.NaN, Double.NaN, message);
  }
}
