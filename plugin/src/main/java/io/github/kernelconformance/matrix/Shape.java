package io.github.kernelconformance.matrix;

/**
 * The sizes of one product {@code y[b, m, n] = sum over k of x[b, m, k] * w[b, n, k]}.
 *
 * @param batch number of independent products
 * @param m rows of x in each product
 * @param n output size
 * @param k inner size
 */
public record Shape(int batch, int m, int n, int k) {

  /**
   * Checks the components.
   *
   * @throws IllegalArgumentException if one is not positive
   */
  public Shape {
    if (batch < 1 || m < 1 || n < 1 || k < 1) {
      throw new IllegalArgumentException(
          "a shape of batch %d, m %d, n %d, k %d; all must be positive".formatted(batch, m, n, k));
    }
  }

  /** One matrix-vector product: batch 1, one row of x. */
  public static Shape matVec(int n, int k) {
    return new Shape(1, 1, n, k);
  }
}
