package io.github.kernelconformance.verdict;

/**
 * How far outputs are from what was expected. A figure that was not measured is NaN, and NaN means
 * nothing else: a wrong NaN in an output makes the error infinite. Of several outputs, figures but
 * {@code wrong}, {@code elements} and {@code vacuous} are those of the one with the worst element.
 *
 * @param wrong elements outside their tolerance
 * @param relErr {@code max|y-ref| / (max|ref| + 1e-9)}, the unrounded reference in it; infinite
 *     where y is wrong by a NaN or an infinity
 * @param boundRatio the largest {@code |y-ref|} in units of its tolerance; above 1 fails; infinite
 *     where the tolerance is zero and the values differ
 * @param maxAbs {@code max|y|}, NaNs left out
 * @param maxAbsReference {@code max|ref|}, NaNs left out
 * @param tolerance the largest error that is right, relative as {@code relErr} is; zero where y
 *     must be exact
 * @param rounding the relative error that one rounding of y, and one of each sum in it, may give;
 *     no growth of an error below it tells anything
 * @param elements of all outputs
 * @param vacuous elements whose tolerance is as large as their reference, so that a zero would pass
 */
public record Measured(
    int wrong,
    double relErr,
    double boundRatio,
    double maxAbs,
    double maxAbsReference,
    double tolerance,
    double rounding,
    int elements,
    int vacuous) {

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
        0,
        0,
        0);
  }

  /** Of a cell without an output. */
  public static final Measured NOTHING =
      new Measured(0, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
}
