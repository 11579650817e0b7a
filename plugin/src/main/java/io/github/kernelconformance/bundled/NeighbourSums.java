package io.github.kernelconformance.bundled;

import io.github.kernelconformance.numerics.ErrorBound;

/**
 * What roundings may add where kernels sum a few neighbouring x in the type of x before they go on
 * in float32. Each addition is wrong by at most a unit roundoff of what it gives. Neighbours are
 * added in their order, with any parentheses.
 *
 * <p>For a chunk of x this holds the largest that two figures can be for any parentheses: the sum
 * of the absolute values of all partial sums, and the sum of their squares. The first gives a bound
 * that always holds; the second one that holds with overwhelming probability where roundings are
 * independent and have mean zero (Azuma and Hoeffding; as in Higham and Mary, "A new approach to
 * probabilistic rounding error analysis", SIAM J. Sci. Comput. 41(5), 2019).
 *
 * @param absolute for each chunk the largest sum of absolute values of partial sums
 * @param squares for each chunk the largest sum of their squares
 * @param chunk how many neighbours are added
 * @param unitRoundoff of the type of x
 */
record NeighbourSums(double[] absolute, double[] squares, int chunk, double unitRoundoff) {

  /**
   * The figures of vectors.
   *
   * @param x whole chunks, one after the other
   */
  static NeighbourSums of(double[] x, int chunk, double unitRoundoff) {
    double[] absolute = new double[x.length / chunk];
    double[] squares = new double[absolute.length];
    for (int i = 0; i < absolute.length; i++) {
      double[][] partial = partialSums(x, i * chunk, chunk, unitRoundoff);
      absolute[i] = largest(partial, 1);
      squares[i] = largest(partial, 2);
    }
    return new NeighbourSums(absolute, squares, chunk, unitRoundoff);
  }

  /** The most that a computed sum of neighbours i to j can be; 0 for one that is no sum. */
  private static double[][] partialSums(double[] x, int start, int chunk, double unitRoundoff) {
    double[][] partial = new double[chunk][chunk];
    for (int i = 0; i < chunk; i++) {
      double sum = x[start + i];
      double magnitude = Math.abs(sum);
      for (int j = i + 1; j < chunk; j++) {
        sum += x[start + j];
        magnitude += Math.abs(x[start + j]);
        partial[i][j] = Math.abs(sum) + ErrorBound.gamma(j - i, unitRoundoff) * magnitude;
      }
    }
    return partial;
  }

  /** The largest sum of powers of partial sums over all parentheses. */
  private static double largest(double[][] partial, int power) {
    int chunk = partial.length;
    double[][] most = new double[chunk][chunk];
    for (int length = 2; length <= chunk; length++) {
      for (int i = 0; i + length <= chunk; i++) {
        int j = i + length - 1;
        double parts = 0;
        for (int k = i; k < j; k++) {
          parts = Math.max(parts, most[i][k] + most[k + 1][j]);
        }
        most[i][j] = parts + Math.pow(partial[i][j], power);
      }
    }
    return most[0][chunk - 1];
  }

  /**
   * The most that these roundings may add to a sum of x, each chunk times a factor.
   *
   * @param firstChunk where the vector starts
   * @param factors one for each chunk
   */
  double error(int firstChunk, double[] factors) {
    double always = 0;
    double variance = 0;
    for (int i = 0; i < factors.length; i++) {
      always += Math.abs(factors[i]) * absolute[firstChunk + i];
      variance += factors[i] * factors[i] * squares[firstChunk + i];
    }
    return unitRoundoff * Math.min(always, ErrorBound.LAMBDA * Math.sqrt(variance));
  }
}
