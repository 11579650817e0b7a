package io.github.kernelconformance.bundled;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How the matrices of a batch lie in a buffer.
 *
 * @param dimensions of the batch, the outermost first; none where there is one product
 * @param rows of each matrix
 * @param strides for each dimension the rows from one matrix to the next; 0 where they share one
 */
record BatchLayout(List<Integer> dimensions, int rows, List<Integer> strides) {

  /** What lies between matrices: a NaN in every floating-point type and in e8m0 and e4m3. */
  private static final byte PADDING = (byte) 0xFF;

  /** Copies the lists. */
  BatchLayout {
    dimensions = List.copyOf(dimensions);
    strides = List.copyOf(strides);
  }

  /** The layout of x, {@code [batch, m, k]}. */
  static BatchLayout ofX(Shape shape) {
    boolean shared = shape.layout() == Layout.BROADCAST;
    return of(shape, shape.m(), shared ? Layout.DENSE : shape.layout());
  }

  /** The layout of w, scales and biases, {@code [batch, n, columns]}. */
  static BatchLayout ofW(Shape shape) {
    return of(shape, shape.n(), shape.layout());
  }

  private static BatchLayout of(Shape shape, int rows, Layout layout) {
    List<Integer> dimensions = layout.dimensions(shape.batch());
    List<Integer> strides =
        switch (layout) {
          case DENSE -> List.of(rows);
          case BROADCAST -> List.of(0);
          case PADDED -> List.of(rows + 1);
          case GRID -> List.of(dimensions.get(1) * (rows + 1) + 1, rows + 1);
        };
    return new BatchLayout(dimensions, rows, dimensions.isEmpty() ? List.of() : strides);
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

  /** The sizes of {@code [batch..., rows, columns]}, the outermost first. */
  int[] sizes(int columns) {
    int[] sizes = new int[dimensions.size() + 2];
    for (int i = 0; i < dimensions.size(); i++) {
      sizes[i] = dimensions.get(i);
    }
    sizes[dimensions.size()] = rows;
    sizes[dimensions.size() + 1] = columns;
    return sizes;
  }

  /** Strides of {@code [batch..., rows, columns]}, in elements. */
  long[] strides(int columns) {
    long[] all = new long[strides.size() + 2];
    for (int i = 0; i < strides.size(); i++) {
      all[i] = (long) strides.get(i) * columns;
    }
    all[strides.size()] = columns;
    all[strides.size() + 1] = 1;
    return all;
  }

  /**
   * A buffer with this layout, which ends where the last matrix ends.
   *
   * @param dense the matrices without gaps, one where all share it
   */
  byte[] spread(byte[] dense) {
    if (dimensions.isEmpty()) {
      return dense;
    }
    List<Integer> starts = starts();
    int end = starts.get(starts.size() - 1) + rows;
    if (end <= rows * starts.size()) {
      return dense;
    }
    int row = dense.length / (starts.size() * rows);
    byte[] spread = new byte[end * row];
    Arrays.fill(spread, PADDING);
    for (int i = 0; i < starts.size(); i++) {
      System.arraycopy(dense, i * rows * row, spread, starts.get(i) * row, rows * row);
    }
    return spread;
  }

  /** The first row of each product's matrix, the last dimension the fastest. */
  private List<Integer> starts() {
    List<Integer> starts = List.of(0);
    for (int i = 0; i < dimensions.size(); i++) {
      List<Integer> finer = new ArrayList<>();
      for (int start : starts) {
        for (int j = 0; j < dimensions.get(i); j++) {
          finer.add(start + j * strides.get(i));
        }
      }
      starts = finer;
    }
    return starts;
  }
}
