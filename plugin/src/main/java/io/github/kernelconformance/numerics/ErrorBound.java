package io.github.kernelconformance.numerics;

/** How far rounding may take a computed sum of products from the exact one. */
public final class ErrorBound {

  /**
   * The constant of the probabilistic bound: 9.
   *
   * <p>A product of rounding errors leaves its bound with probability at most {@code 2
   * exp(-lambda^2 / 2)}, here 5.2e-18 (Higham and Mary). An output of K terms holds if all K
   * products do. A default matrix has about 5,000 cells of up to 16 outputs, with 660 terms in the
   * mean over the sizes of K: 5.3e7 terms, so that a conforming kernel is rejected by chance in
   * fewer than one of 3e9 runs of the whole matrix.
   */
  public static final double LAMBDA = 9;

  private ErrorBound() {}

  /**
   * The bound {@code gamma} in {@code |computed - exact| <= gamma * sum |w*x|}: the smaller of
   *
   * <ul>
   *   <li>{@code exp(lambda sqrt(h) u + h u^2 / (1 - u)) - 1}, which holds with overwhelming
   *       probability where rounding errors are independent and have mean zero (Higham and Mary, "A
   *       new approach to probabilistic rounding error analysis", SIAM J. Sci. Comput. 41(5), 2019;
   *       Ipsen and Zhou, arXiv 1906.10465, get the same root of h), and
   *   <li>{@code h u / (1 - h u)}, which always holds (Higham, "Accuracy and Stability of Numerical
   *       Algorithms"); it is the smaller up to a depth of about 80.
   * </ul>
   *
   * <p>Both assume that nothing overflows or underflows.
   *
   * @param depth h, the most roundings that any one term goes through; at least 0
   * @param unitRoundoff u, of the type that is summed in
   * @throws IllegalArgumentException if the depth is negative or u not between 0 and 1
   */
  public static double gamma(int depth, double unitRoundoff) {
    if (depth < 0) {
      throw new IllegalArgumentException("a depth of " + depth + " roundings; it is at least 0");
    }
    if (!(unitRoundoff > 0 && unitRoundoff < 1)) {
      throw new IllegalArgumentException(
          "a unit roundoff of " + unitRoundoff + "; it lies between 0 and 1");
    }
    double linear = depth * unitRoundoff;
    double worst = linear < 1 ? linear / (1 - linear) : Double.POSITIVE_INFINITY;
    double likely =
        StrictMath.expm1(
            LAMBDA * Math.sqrt(depth) * unitRoundoff + linear * unitRoundoff / (1 - unitRoundoff));
    return Math.min(worst, likely);
  }
}
