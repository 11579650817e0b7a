package io.github.kernelconformance.downstream;

import io.github.kernelconformance.numerics.DType;
import java.util.Arrays;
import java.util.List;

/** Where the elements of a matrix lie in memory. A view has no other elements than it shows. */
record View(int rows, int columns, long rowStride, long stride, int size) {

  /** Dense, padded, transposed, and one row for all. */
  static List<View> of(int rows, int columns) {
    return List.of(
        new View(rows, columns, columns, 1, rows * columns),
        new View(rows, columns, columns + 3L, 1, rows * (columns + 3) - 3),
        new View(rows, columns, 1, rows, rows * columns),
        new View(rows, columns, 0, 2, 2 * columns - 1));
  }

  /** The matrix that the view shows of dense elements. */
  double[] seen(double[] dense) {
    double[] seen = dense.clone();
    if (rowStride == 0) {
      for (int i = 0; i < seen.length; i++) {
        seen[i] = dense[i % columns];
      }
    }
    return seen;
  }

  /** Binds {@code x}. Between elements lies a number that would show in a result. */
  Call input(Call call, DType type, double[] dense) {
    double[] memory = new double[size];
    Arrays.fill(memory, 1e4);
    for (int row = 0; row < (rowStride == 0 ? 1 : rows); row++) {
      for (int column = 0; column < columns; column++) {
        memory[(int) (row * rowStride + column * stride)] = dense[row * columns + column];
      }
    }
    return call.input("x", type, memory);
  }
}
