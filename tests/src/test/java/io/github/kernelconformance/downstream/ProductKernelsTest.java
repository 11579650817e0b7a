package io.github.kernelconformance.downstream;

import io.github.kernelconformance.numerics.DType;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Kernels of the downstream build {@code contracts} that multiply matrices. */
class ProductKernelsTest {

  /** M, N, K. */
  private static final int[][] SHAPES = {
    {1, 1, 1}, {8, 8, 8}, {5, 7, 3}, {31, 33, 17}, {32, 32, 16}, {40, 64, 32}, {65, 9, 100}
  };

  @ParameterizedTest
  @EnumSource
  void columnSum(DType type) {
    for (int columns : new int[] {1, 31, 32, 33, 100}) {
      for (int rows : new int[] {1, 7, 8, 9, 100}) {
        Data data = new Data(columns, type);
        double[] x = data.normal(rows * columns);
        data.plant(x, rows / 2, columns, Double.NaN);
        data.plant(x, rows - 1, columns, Double.POSITIVE_INFINITY);
        data.plant(x, 0, columns, Double.NEGATIVE_INFINITY);
        for (View view : View.of(rows, columns)) {
          double[] out =
              view.input(Call.of("column_sum_" + Call.metal(type)), type, x)
                  .ints("rows", rows)
                  .ints("columns", columns)
                  .longs("x_strides", view.rowStride(), view.stride())
                  .grid((columns + 31) / 32, 1, 1)
                  .threads(32, 8, 1)
                  .run(KernelFile.of("contracts/column_sum"), type, columns);
          double[] ones = new double[rows];
          Arrays.fill(ones, 1);
          double[] expected = ProductFormulas.product(ones, view.seen(x), 1, columns, rows);
          Near.check(rows + " x " + columns, type, out, expected, rows);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void matmul(DType type) {
    for (int[] shape : SHAPES) {
      int m = shape[0];
      int n = shape[1];
      int k = shape[2];
      Data data = new Data(m, type);
      double[] a = data.normal(m * k);
      double[] b = data.normal(k * n);
      check(type, shape, a, b);
      data.plant(a, 0, k, Double.NaN);
      data.plant(a, m - 1, k, Double.POSITIVE_INFINITY);
      data.plant(b, k - 1, n, Double.NEGATIVE_INFINITY);
      data.plant(b, 0, n, 0);
      check(type, shape, a, b);
    }
  }

  private static void check(DType type, int[] shape, double[] a, double[] b) {
    int m = shape[0];
    int n = shape[1];
    int k = shape[2];
    double[] transposed = new double[b.length];
    for (int i = 0; i < b.length; i++) {
      transposed[i % n * k + i / n] = b[i];
    }
    double[] expected = ProductFormulas.product(a, b, m, n, k);
    for (boolean transpose : new boolean[] {false, true}) {
      double[] out =
          Call.of("matmul_" + Call.metal(type))
              .input("a", type, a)
              .input("b", type, transpose ? transposed : b)
              .ints("M", m)
              .ints("N", n)
              .ints("K", k)
              .longs("a_strides", k, 1)
              .longs("b_strides", transpose ? 1 : n, transpose ? k : 1)
              .grid((n + 31) / 32, (m + 31) / 32, 1)
              .threads(128, 1, 1)
              .run(KernelFile.of("contracts/matmul"), type, m * n);
      Near.check(Arrays.toString(shape), type, out, expected, k);
    }
  }

  @ParameterizedTest
  @EnumSource
  void attention(DType type) {
    for (int dims : new int[] {32, 64, 128}) {
      for (int keys : new int[] {1, 32, 33, 70}) {
        for (int special = 0; special < 5; special++) {
          checkAttention(type, dims, keys, special);
        }
      }
    }
  }

  /** Four heads, of which two share keys and values, and five queries. */
  private static void checkAttention(DType type, int dims, int keys, int special) {
    int heads = 4;
    int group = 2;
    int queries = 5;
    Data data = new Data(dims + keys, type);
    double[] q = data.normal(heads * queries * dims);
    double[] k = data.normal(heads / group * keys * dims);
    double[] v = data.normal(heads / group * keys * dims);
    double[] mask = new double[queries * keys];
    boolean masked = special >= 3;
    if (masked) {
      Arrays.setAll(mask, i -> i / keys < i % keys ? Double.NEGATIVE_INFINITY : 0);
      Arrays.fill(mask, keys, 2 * keys, Double.NEGATIVE_INFINITY);
      // All of an early tile, but not of the last.
      Arrays.fill(mask, 2 * keys, 3 * keys - 1, Double.NEGATIVE_INFINITY);
      mask[3 * keys - 1] = 0;
    }
    if (special == 1 || special == 4) {
      data.plant(v, 0, dims, Double.NaN);
      data.plant(v, keys - 1, dims, Double.POSITIVE_INFINITY);
    }
    if (special == 2) {
      data.plant(q, 1, dims, Double.NaN);
      data.plant(q, 2, dims, Double.POSITIVE_INFINITY);
    }
    double scale = (float) (1 / Math.sqrt(dims));
    Call call =
        Call.of("attention_" + Call.metal(type) + "_d_" + dims)
            .input("q", type, q)
            .input("k", type, k)
            .input("v", type, v)
            .ints("queries", queries)
            .ints("keys", keys)
            .ints("group", group)
            .value("scale", (float) scale)
            .grid((queries + 3) / 4, heads, 1)
            .threads(128, 1, 1);
    if (masked) {
      call.input("mask", type, mask);
    }
    double[] out =
        call.run(
            KernelFile.of("contracts/attention", Map.of("has_mask", Boolean.toString(masked))),
            type,
            q.length);
    for (int head = 0; head < heads; head++) {
      double[] expected =
          ProductFormulas.attention(
              Data.row(q, head, queries * dims),
              Data.row(k, head / group, keys * dims),
              Data.row(v, head / group, keys * dims),
              mask,
              dims,
              scale);
      Near.check(
          "dims = %d, keys = %d, special %d, head %d".formatted(dims, keys, special, head),
          type,
          Data.row(out, head, queries * dims),
          expected,
          4);
    }
  }
}
