package io.github.kernelconformance.bundled;

import java.util.Arrays;

/**
 * How the matrices of a batch lie in a buffer.
 *
 * @param matrices in the buffer, as many as there are products unless these share one
 * @param rows of each matrix
 * @param stride the rows from one product's matrix to the next; 0 where they share one
 * @param batched whether the batch is a dimension
 */
record BatchLayout(int matrices, int rows, int stride, boolean batched) {

  /** What lies between matrices: a NaN in every floating-point type and in e8m0 and e4m3. */
  private static final byte PADDING = (byte) 0xFF;

  /** The layout of x, {@code [batch, m, k]}. */
  static BatchLayout ofX(Shape shape) {
    int gap = shape.layout() == Layout.PADDED ? 1 : 0;
    return new BatchLayout(shape.batch(), shape.m(), shape.m() + gap, shape.batch() > 1);
  }

  /** The layout of w, scales and biases, {@code [batch, n, columns]}. */
  static BatchLayout ofW(Shape shape) {
    int rows = shape.n();
    boolean batched = shape.batch() > 1;
    return switch (shape.layout()) {
      case DENSE -> new BatchLayout(shape.batch(), rows, rows, batched);
      case BROADCAST -> new BatchLayout(1, rows, 0, batched);
      case PADDED -> new BatchLayout(shape.batch(), rows, rows + 1, batched);
    };
  }

  /**
   * The same products with operands that are all there and without gaps: if they share a matrix,
   * they are one product with the rows of x of all of them.
   */
  static Shape dense(Shape shape) {
    return shape.layout() == Layout.BROADCAST
        ? new Shape(1, shape.batch() * shape.m(), shape.n(), shape.k())
        : new Shape(shape.batch(), shape.m(), shape.n(), shape.k());
  }

  /** Strides of {@code [batch, rows, columns]}, in elements; without a batch the last two. */
  long[] strides(int columns) {
    return batched ? new long[] {(long) stride * columns, columns, 1} : new long[] {columns, 1};
  }

  /**
   * A buffer with this layout, which ends where the last matrix ends.
   *
   * @param dense the matrices without gaps
   */
  byte[] spread(byte[] dense) {
    if (stride <= rows || matrices == 1) {
      return dense;
    }
    int row = dense.length / (matrices * rows);
    byte[] spread = new byte[((matrices - 1) * stride + rows) * row];
    Arrays.fill(spread, PADDING);
    for (int i = 0; i < matrices; i++) {
      System.arraycopy(dense, i * rows * row, spread, i * stride * row, rows * row);
    }
    return spread;
  }
}
