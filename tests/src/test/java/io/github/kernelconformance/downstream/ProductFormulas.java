package io.github.kernelconformance.downstream;

/** Products of matrices, in double and as IEEE arithmetic takes them. */
final class ProductFormulas {

  private ProductFormulas() {}

  /** Of a as {@code [m, k]} and b as {@code [k, n]}. */
  static double[] product(double[] a, double[] b, int m, int n, int k) {
    double[] out = new double[m * n];
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        for (int l = 0; l < k; l++) {
          out[i * n + j] += a[i * k + l] * b[l * n + j];
        }
      }
    }
    return out;
  }

  /**
   * Attention of one head.
   *
   * @param q {@code [queries, dims]}; k and v are {@code [keys, dims]}
   * @param mask {@code [queries, keys]}, added to the scores
   */
  static double[] attention(
      double[] q, double[] k, double[] v, double[] mask, int dims, double scale) {
    int queries = q.length / dims;
    int keys = k.length / dims;
    double[] out = new double[q.length];
    for (int i = 0; i < queries; i++) {
      double[] scores = new double[keys];
      for (int j = 0; j < keys; j++) {
        double score = 0;
        for (int d = 0; d < dims; d++) {
          score += q[i * dims + d] * k[j * dims + d];
        }
        scores[j] = score * scale + mask[i * keys + j];
      }
      double[] weights = RowFormulas.softmax(scores);
      for (int d = 0; d < dims; d++) {
        for (int j = 0; j < keys; j++) {
          out[i * dims + d] += weights[j] * v[j * dims + d];
        }
      }
    }
    return out;
  }
}
