package io.github.kernelconformance.verdict;

/**
 * How far an output is from its reference. A figure that was not measured is NaN, and NaN means
 * nothing else: a wrong NaN in y makes the error infinite.
 *
 * @param wrong elements of y outside their tolerance
 * @param relErr {@code max|y-ref| / (max|ref| + 1e-9)}, the unrounded reference in it; infinite
 *     where y is wrong by a NaN or an infinity
 * @param boundRatio the largest {@code |y-ref|} in units of its tolerance; above 1 fails; infinite
 *     where the tolerance is zero and the values differ
 * @param maxAbs {@code max|y|}, NaNs left out
 * @param maxAbsReference {@code max|ref|}, NaNs left out
 * @param tolerance the largest error that is right, relative as {@code relErr} is; zero where y
 *     must be exact
 * @param depth the most float32 roundings that the tolerance allows a term of a sum; 0 where that
 *     is unknown
 */
public record Measured(
    int wrong,
    double relErr,
    double boundRatio,
    double maxAbs,
    double maxAbsReference,
    double tolerance,
    int depth) {

  /** With the tolerance of the worst element, if that can be had from its error. */
  public Measured(
      int wrong, double relErr, double boundRatio, double maxAbs, double maxAbsReference) {
    this(
        wrong,
        relErr,
        boundRatio,
        maxAbs,
        maxAbsReference,
        boundRatio > 0 && Double.isFinite(boundRatio) ? relErr / boundRatio : 0,
        0);
  }

  /** Of a cell without an output. */
  public static final Measured NOTHING =
      new Measured(0, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
}
