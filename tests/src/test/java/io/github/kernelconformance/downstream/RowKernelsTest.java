package io.github.kernelconformance.downstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kernelconformance.numerics.DType;
import java.util.Arrays;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Kernels of the downstream build {@code contracts} that make something of each row. */
class RowKernelsTest {

  private static final int ROWS = Data.SPECIAL_ROWS;
  private static final int[] SIZES = {1, 31, 32, 33, 100, 1000, 1025, 2100};

  private static int threads(int n) {
    return Math.min(1024, (n + 31) / 32 * 32);
  }

  private static Call call(String kernel, DType type, int n) {
    return Call.of(kernel + "_" + Call.metal(type))
        .ints("axis_size", n)
        .grid(ROWS, 1, 1)
        .threads(threads(n), 1, 1);
  }

  private static double[] rows(double[] x, int n, UnaryOperator<double[]> formula) {
    double[] all = new double[0];
    for (int row = 0; row < ROWS; row++) {
      double[] one = formula.apply(Data.row(x, row, n));
      all = Arrays.copyOf(all, all.length + one.length);
      System.arraycopy(one, 0, all, all.length - one.length, one.length);
    }
    return all;
  }

  @ParameterizedTest
  @EnumSource
  void softmax(DType type) {
    KernelFile file = KernelFile.of("contracts/softmax");
    for (int n : SIZES) {
      double[] x = new Data(n, type).special(n);
      for (View view : View.of(ROWS, n)) {
        double[] out =
            view.input(call("softmax", type, n), type, x)
                .longs("x_row_stride", view.rowStride())
                .longs("x_stride", view.stride())
                .run(file, type, ROWS * n);
        double[] seen = view.seen(x);
        Near.check("n = " + n, type, out, rows(seen, n, RowFormulas::softmax), 0);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void logSumExp(DType type) {
    for (int n : SIZES) {
      double[] x = new Data(n, type).special(n);
      double[] out =
          call("logsumexp", type, n)
              .input("x", type, x)
              .run(KernelFile.of("contracts/logsumexp"), type, ROWS);
      double[] expected = rows(x, n, it -> new double[] {RowFormulas.logSumExp(it)});
      Near.check("n = " + n, type, out, expected, 1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void rmsNorm(DType type) {
    KernelFile file = KernelFile.of("contracts/rms_norm");
    for (int n : SIZES) {
      Data data = new Data(n, type);
      double[] x = data.special(n);
      double[] w = data.normal(n);
      double[] expected = rows(x, n, it -> RowFormulas.rmsNorm(it, w));
      double[] out =
          call("rms_norm", type, n)
              .input("x", type, x)
              .input("w", type, w)
              .value("eps", (float) RowFormulas.EPS)
              .run(file, type, ROWS * n);
      Near.check("n = " + n, type, out, expected, 0);
      for (View view : View.of(ROWS, n)) {
        double[] strided =
            view.input(call("rms_norm_strided", type, n), type, x)
                .input("w", type, w)
                .value("eps", (float) RowFormulas.EPS)
                .longs("x_row_stride", view.rowStride())
                .longs("x_stride", view.stride())
                .longs("w_stride", 1)
                .run(file, type, ROWS * n);
        double[] seen = rows(view.seen(x), n, it -> RowFormulas.rmsNorm(it, w));
        Near.check("n = " + n, type, strided, seen, 0);
      }
    }
    assertThat(file.untried()).noneMatch(it -> it.endsWith("_" + Call.metal(type)));
  }

  @ParameterizedTest
  @EnumSource
  void layerNorm(DType type) {
    for (int n : SIZES) {
      Data data = new Data(n, type);
      double[] x = data.special(n);
      double[] w = data.normal(n);
      double[] b = data.normal(n);
      double[] out =
          call("layer_norm", type, n)
              .input("x", type, x)
              .input("w", type, w)
              .input("b", type, b)
              .value("eps", (float) RowFormulas.EPS)
              .run(KernelFile.of("contracts/layer_norm"), type, ROWS * n);
      Near.check("n = " + n, type, out, rows(x, n, it -> RowFormulas.layerNorm(it, w, b)), 10);
    }
  }

  @ParameterizedTest
  @EnumSource
  void rowSum(DType type) {
    for (int n : SIZES) {
      double[] x = new Data(n, type).special(n);
      for (View view : View.of(ROWS, n)) {
        double[] out =
            view.input(call("row_sum", type, n), type, x)
                .longs("x_row_stride", view.rowStride())
                .longs("x_stride", view.stride())
                .run(KernelFile.of("contracts/row_sum"), type, ROWS);
        double[] expected = rows(view.seen(x), n, it -> new double[] {RowFormulas.sum(it)});
        Near.check("n = " + n, type, out, expected, n);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void inclusiveScan(DType type) {
    for (int n : SIZES) {
      double[] x = new Data(n, type).special(n);
      double[] out =
          call("inclusive_scan", type, n)
              .input("x", type, x)
              .run(KernelFile.of("contracts/inclusive_scan"), type, ROWS * n);
      Near.check("n = " + n, type, out, rows(x, n, RowFormulas::inclusiveScan), n);
    }
  }

  @Test
  void inclusiveScanOfInts() {
    for (int n : SIZES) {
      int[] x = new Random(n).ints((long) ROWS * n, -1000, 1000).toArray();
      int[] out =
          Call.of("inclusive_scan_int")
              .ints("axis_size", n)
              .grid(ROWS, 1, 1)
              .threads(threads(n), 1, 1)
              .ints("x", x)
              .runInts(KernelFile.of("contracts/inclusive_scan"), ROWS * n);
      for (int i = 0; i < x.length; i++) {
        x[i] += i % n == 0 ? 0 : x[i - 1];
      }
      assertThat(out).containsExactly(x);
    }
  }

  @ParameterizedTest
  @EnumSource
  void argmax(DType type) {
    for (int n : SIZES) {
      double[] x = new Data(n, type).special(n);
      for (int i = 11 * n; i < 12 * n; i++) {
        x[i] = Math.rint(x[i]);
      }
      for (View view : View.of(ROWS, n)) {
        int[] out =
            view.input(call("argmax", type, n), type, x)
                .longs("x_row_stride", view.rowStride())
                .longs("x_stride", view.stride())
                .runInts(KernelFile.of("contracts/argmax"), ROWS);
        double[] expected = rows(view.seen(x), n, it -> new double[] {RowFormulas.argmax(it)});
        assertThat(Arrays.stream(out).asDoubleStream()).containsExactly(box(expected));
      }
    }
  }

  private static Double[] box(double[] values) {
    return Arrays.stream(values).boxed().toArray(Double[]::new);
  }
}
