package io.github.kernelconformance.downstream;

import io.github.kernelconformance.numerics.DType;
import java.util.Arrays;
import java.util.Random;

/** Numbers for kernels, rounded to their type. */
final class Data {

  /** Rows of which each is special in another way. */
  static final int SPECIAL_ROWS = 12;

  private static final double INFINITY = Double.POSITIVE_INFINITY;

  private final Random random;
  private final DType type;

  Data(long seed, DType type) {
    this.random = new Random(seed);
    this.type = type;
  }

  /** Standard normal numbers. */
  double[] normal(int size) {
    double[] values = new double[size];
    for (int i = 0; i < size; i++) {
      values[i] = type.round(random.nextGaussian());
    }
    return values;
  }

  /** {@link #SPECIAL_ROWS} rows: plain ones, and NaN and infinities in most that they can do. */
  double[] special(int n) {
    double[] x = normal(SPECIAL_ROWS * n);
    plant(x, 1, n, Double.NaN);
    plant(x, 2, n, INFINITY);
    plant(x, 3, n, -INFINITY);
    plant(x, 4, n, INFINITY);
    plant(x, 4, n, -INFINITY);
    plant(x, 5, n, INFINITY);
    plant(x, 5, n, Double.NaN);
    Arrays.fill(x, 6 * n, 7 * n, -INFINITY);
    Arrays.fill(x, 7 * n, 8 * n, INFINITY);
    Arrays.fill(x, 8 * n, 9 * n, Double.NaN);
    Arrays.fill(x, 9 * n, 10 * n, 0);
    for (int i = 10 * n; i < 11 * n; i += 2) {
      x[i] = -INFINITY;
    }
    return x;
  }

  /** Puts a value at two places of a row. */
  void plant(double[] x, int row, int n, double value) {
    x[row * n + random.nextInt(n)] = value;
    x[row * n + random.nextInt(n)] = value;
  }

  /** The elements of a row. */
  static double[] row(double[] x, int row, int n) {
    return Arrays.copyOfRange(x, row * n, (row + 1) * n);
  }
}
