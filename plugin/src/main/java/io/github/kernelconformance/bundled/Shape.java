package io.github.kernelconformance.bundled;

/**
 * The sizes of one product {@code y[b, m, n] = sum over k of x[b, m, k] * w[b, n, k]}.
 *
 * @param batch number of independent products
 * @param m rows of x in each product
 * @param n output size
 * @param k inner size
 * @param layout how x and w lie in their buffers; {@link Layout#DENSE} where there is no batch
 */
public record Shape(int batch, int m, int n, int k, Layout layout) {

  /**
   * Checks the components.
   *
   * @throws IllegalArgumentException if a size is not positive
   */
  public Shape {
    if (batch < 1 || m < 1 || n < 1 || k < 1) {
      throw new IllegalArgumentException(
          "a shape of batch %d, m %d, n %d, k %d; all must be positive".formatted(batch, m, n, k));
    }
  }

  /** By hand, as is {@link #equals}: what records bring is slow until it has run for a while. */
  @Override
  public int hashCode() {
    return 31 * (31 * (31 * (31 * batch + m) + n) + k) + layout.ordinal();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Shape shape
        && batch == shape.batch
        && m == shape.m
        && n == shape.n
        && k == shape.k
        && layout == shape.layout;
  }

  /** Operands without gaps. */
  public Shape(int batch, int m, int n, int k) {
    this(batch, m, n, k, Layout.DENSE);
  }

  /** One matrix-vector product: batch 1, one row of x. */
  public static Shape matVec(int n, int k) {
    return new Shape(1, 1, n, k);
  }
}
