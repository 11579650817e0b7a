package io.github.kernelconformance.downstream;

import io.github.kernelconformance.numerics.DType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntPredicate;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** Cells for the kernels of the downstream build {@code seeded-bugs}, plain and special ones. */
final class SeededCells {

  private static final int ROWS = Data.SPECIAL_ROWS;

  private SeededCells() {}

  static List<SeededCell> of(String kernel, DType type) {
    return switch (kernel) {
      case "softmax_padding" -> softmax(kernel, type, 128, n -> n % 128 != 0);
      case "softmax_zero_load" -> softmax(kernel, type, 256, n -> Integer.bitCount(n) > 1);
      case "gelu_half" -> elements(type, ElementFormulas::gelu);
      case "silu_twice" -> elements(type, ElementFormulas::silu);
      case "leaky_relu_slope" -> elements(type, ElementFormulas::leakyRelu);
      case "rms_norm_root", "l2_norm_root" -> norms(kernel, type);
      case "matmul_assign" -> products(type);
      case "attention_scale", "attention_rescale" -> attention(kernel, type);
      default -> throw new IllegalArgumentException(kernel);
    };
  }

  private static List<SeededCell> softmax(
      String file, DType type, int threads, IntPredicate shows) {
    List<SeededCell> cells = new ArrayList<>();
    for (int n : new int[] {1, 3, 32, 100, 127, 128, 129, 256, 300, 1024, 1500}) {
      double[] x = new Data(n, type).special(n);
      cells.add(
          new SeededCell(
              file,
              type,
              kernel ->
                  Call.of(kernel)
                      .input("x", type, x)
                      .ints("axis_size", n)
                      .grid(ROWS, 1, 1)
                      .threads(threads, 1, 1),
              rows(x, n, RowFormulas::softmax),
              0,
              shows.test(n)));
    }
    return cells;
  }

  private static List<SeededCell> elements(DType type, DoubleUnaryOperator formula) {
    List<SeededCell> cells = new ArrayList<>();
    for (int n : new int[] {1, 31, 100}) {
      double[] x = new Data(n, type).special(n);
      cells.add(
          new SeededCell(
              "activations",
              type,
              kernel ->
                  Call.of(kernel)
                      .input("x", type, x)
                      .ints("size", x.length)
                      .grid((x.length + 255) / 256, 1, 1)
                      .threads(256, 1, 1),
              Arrays.stream(x).map(formula).toArray(),
              1,
              true));
    }
    return cells;
  }

  private static List<SeededCell> norms(String name, DType type) {
    List<SeededCell> cells = new ArrayList<>();
    for (int n : new int[] {1, 31, 32, 1000, 1500}) {
      Data data = new Data(n, type);
      double[] x = data.special(n);
      double[] w = data.normal(n);
      boolean weighted = name.startsWith("rms");
      cells.add(
          new SeededCell(
              "norms",
              type,
              kernel ->
                  (weighted ? Call.of(kernel).input("w", type, w) : Call.of(kernel))
                      .input("x", type, x)
                      .value("eps", (float) RowFormulas.EPS)
                      .ints("axis_size", n)
                      .grid(ROWS, 1, 1)
                      .threads(Math.min(1024, (n + 31) / 32 * 32), 1, 1),
              rows(x, n, it -> weighted ? RowFormulas.rmsNorm(it, w) : RowFormulas.l2Norm(it)),
              0,
              true));
    }
    return cells;
  }

  private static List<SeededCell> products(DType type) {
    List<SeededCell> cells = new ArrayList<>();
    for (int[] shape :
        new int[][] {{1, 1, 1}, {5, 7, 16}, {5, 7, 17}, {16, 32, 48}, {33, 20, 100}}) {
      for (boolean special : new boolean[] {false, true}) {
        int m = shape[0];
        int n = shape[1];
        int k = shape[2];
        Data data = new Data(k, type);
        double[] a = data.normal(m * k);
        double[] b = data.normal(k * n);
        if (special) {
          data.plant(a, 0, k, Double.NaN);
          data.plant(a, m / 2, k, Double.POSITIVE_INFINITY);
          data.plant(b, k - 1, n, Double.NEGATIVE_INFINITY);
        }
        cells.add(
            new SeededCell(
                "matmul_assign",
                type,
                kernel ->
                    Call.of(kernel)
                        .input("a", type, a)
                        .input("b", type, b)
                        .ints("M", m)
                        .ints("N", n)
                        .ints("K", k)
                        .grid((n + 15) / 16, (m + 15) / 16, 1)
                        .threads(16, 16, 1),
                ProductFormulas.product(a, b, m, n, k),
                k,
                k > 16));
      }
    }
    return cells;
  }

  /** One head of seven queries. */
  private static List<SeededCell> attention(String name, DType type) {
    List<SeededCell> cells = new ArrayList<>();
    boolean scale = name.equals("attention_scale");
    for (int dims : new int[] {1, 20, 32, 64, 128}) {
      for (int keys : new int[] {1, 32, 33, 100}) {
        for (int special = 0; special < 3; special++) {
          Data data = new Data(dims + keys, type);
          int queries = 7;
          double[] q = data.normal(queries * dims);
          double[] k = data.normal(keys * dims);
          double[] v = data.normal(keys * dims);
          if (special == 1) {
            data.plant(q, 0, dims, Double.NaN);
            data.plant(q, 1, dims, Double.POSITIVE_INFINITY);
            data.plant(k, keys - 1, dims, Double.NEGATIVE_INFINITY);
            data.plant(v, keys / 2, dims, Double.POSITIVE_INFINITY);
            data.plant(v, 0, dims, Double.NaN);
          }
          if (special == 2) {
            // All scores of the first tile are -infinity for some queries, and infinity for others.
            for (int key = 0; key < Math.min(32, keys); key++) {
              k[key * dims] = Double.NEGATIVE_INFINITY;
            }
          }
          double[] none = new double[queries * keys];
          double[] expected = ProductFormulas.attention(q, k, v, none, dims, 1 / Math.sqrt(dims));
          cells.add(
              new SeededCell(
                  name,
                  type,
                  kernel -> {
                    Call call =
                        Call.of(kernel)
                            .input("q", type, q)
                            .input("k", type, k)
                            .input("v", type, v)
                            .ints("keys", keys)
                            .ints("dims", dims)
                            .grid(queries, 1, 1)
                            .threads(scale ? 64 : 32, 1, 1);
                    return scale ? call.threadgroup("weights", 4 * keys) : call;
                  },
                  expected,
                  4,
                  special == 0 && (scale ? dims > 1 && keys > 1 : rises(q, k, dims))));
        }
      }
    }
    return cells;
  }

  /** Whether a query's largest score comes after the first 32 keys. */
  private static boolean rises(double[] q, double[] k, int dims) {
    int keys = k.length / dims;
    int queries = q.length / dims;
    double[] transposed = new double[q.length];
    for (int i = 0; i < q.length; i++) {
      transposed[i % dims * queries + i / dims] = q[i];
    }
    double[] scores = ProductFormulas.product(k, transposed, keys, queries, dims);
    return IntStream.range(0, queries)
        .anyMatch(
            query ->
                IntStream.range(0, keys)
                        .boxed()
                        .max(Comparator.comparing(key -> scores[key * queries + query]))
                        .orElseThrow()
                    >= 32);
  }

  private static double[] rows(double[] x, int n, UnaryOperator<double[]> formula) {
    double[] all = new double[x.length];
    for (int row = 0; row < ROWS; row++) {
      System.arraycopy(formula.apply(Data.row(x, row, n)), 0, all, row * n, n);
    }
    return all;
  }
}
