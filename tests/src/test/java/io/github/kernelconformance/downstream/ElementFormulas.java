package io.github.kernelconformance.downstream;

/** Formulas of elements and pairs, in double and as IEEE arithmetic takes them. */
final class ElementFormulas {

  private ElementFormulas() {}

  static double gelu(double x) {
    return 0.5 * x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x)));
  }

  static double silu(double x) {
    return x / (1 + Math.exp(-x));
  }

  static double leakyRelu(double x) {
    return x > 0 ? x : 0.01 * x;
  }

  /** Of x as {@code [heads, positions, 2 * pairs]}. */
  static double[] rope(
      double[] x, double[] frequencies, int positions, int offset, boolean interleaved) {
    int pairs = frequencies.length;
    double[] out = new double[x.length];
    for (int row = 0; row < x.length / (2 * pairs); row++) {
      for (int pair = 0; pair < pairs; pair++) {
        int first = row * 2 * pairs + (interleaved ? 2 * pair : pair);
        int second = interleaved ? first + 1 : first + pairs;
        double angle = (offset + row % positions) * frequencies[pair];
        out[first] = x[first] * Math.cos(angle) - x[second] * Math.sin(angle);
        out[second] = x[first] * Math.sin(angle) + x[second] * Math.cos(angle);
      }
    }
    return out;
  }
}
