package io.github.kernelconformance.downstream;

import java.util.Arrays;

/** Formulas of rows, in double and as IEEE arithmetic takes them. */
final class RowFormulas {

  static final double EPS = 1e-5f;

  private RowFormulas() {}

  static double[] softmax(double[] x) {
    double largest = Arrays.stream(x).reduce(Double.NEGATIVE_INFINITY, Math::max);
    double[] e = Arrays.stream(x).map(it -> Math.exp(it - largest)).toArray();
    double sum = sum(e);
    return Arrays.stream(e).map(it -> it / sum).toArray();
  }

  /** By its definition: nothing here is large enough to need a shift. */
  static double logSumExp(double[] x) {
    return Math.log(Arrays.stream(x).map(Math::exp).reduce(0, Double::sum));
  }

  static double[] rmsNorm(double[] x, double[] w) {
    double root = Math.sqrt(sumOfSquares(x) / x.length + EPS);
    double[] out = new double[x.length];
    Arrays.setAll(out, i -> x[i] / root * w[i]);
    return out;
  }

  static double[] l2Norm(double[] x) {
    double root = Math.sqrt(sumOfSquares(x) + EPS);
    return Arrays.stream(x).map(it -> it / root).toArray();
  }

  static double[] layerNorm(double[] x, double[] w, double[] b) {
    double mean = sum(x) / x.length;
    double[] distances = Arrays.stream(x).map(it -> it - mean).toArray();
    double root = Math.sqrt(sumOfSquares(distances) / x.length + EPS);
    double[] out = new double[x.length];
    Arrays.setAll(out, i -> distances[i] / root * w[i] + b[i]);
    return out;
  }

  static double sum(double[] x) {
    return Arrays.stream(x).reduce(0, Double::sum);
  }

  static double[] inclusiveScan(double[] x) {
    double[] out = x.clone();
    for (int i = 1; i < x.length; i++) {
      out[i] += out[i - 1];
    }
    return out;
  }

  /** The first NaN, or else the first of the largest. */
  static int argmax(double[] x) {
    int best = 0;
    for (int i = 0; i < x.length; i++) {
      if (Double.isNaN(x[i])) {
        return i;
      }
      if (x[i] > x[best]) {
        best = i;
      }
    }
    return best;
  }

  private static double sumOfSquares(double[] x) {
    return Arrays.stream(x).map(it -> it * it).reduce(0, Double::sum);
  }
}
