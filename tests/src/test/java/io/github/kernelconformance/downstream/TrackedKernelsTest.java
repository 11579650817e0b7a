package io.github.kernelconformance.downstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kernelconformance.contract.AccuracyTable;
import io.github.kernelconformance.contract.Arithmetic;
import io.github.kernelconformance.contract.Tracked;
import io.github.kernelconformance.device.host.Adversary;
import io.github.kernelconformance.device.host.Adversary.Direction;
import io.github.kernelconformance.device.host.Adversary.Table;
import io.github.kernelconformance.numerics.DType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Kernels that are right raise no alarm with the worst standard library there may be. */
class TrackedKernelsTest {

  private static final TrackedFormulas PRECISE =
      new TrackedFormulas(Arithmetic.of(AccuracyTable.MSL_PRECISE));
  private static final TrackedFormulas FAST =
      new TrackedFormulas(Arithmetic.of(AccuracyTable.MSL_FAST));

  private static final int ROWS = Data.SPECIAL_ROWS;
  private static final int[] SIZES = {1, 33, 100, 1025};

  /** Few: the stacks of each library in a process take a number of mappings that is limited. */
  private static final int MOST_THREADS = 96;

  /** A build tries three of them; all with -Dadversaries=all. */
  static Stream<Adversary> adversaries() {
    List<Adversary> all = all().toList();
    return System.getProperty("adversaries", "").equals("all")
        ? all.stream()
        : Stream.of(all.get(0), all.get(5), all.get(6));
  }

  private static Stream<Adversary> all() {
    return Stream.of(Table.values())
        .flatMap(
            table ->
                Stream.of(
                    Adversary.of(Direction.RANDOM, table, 1),
                    Adversary.of(Direction.UP, table, 2).withFusedOperations(),
                    Adversary.of(Direction.DOWN, table, 3).withFlushedSubnormals(),
                    Adversary.of(Direction.AWAY_FROM_ZERO, table, 4)));
  }

  /** What becomes of the launches of one kernel file. */
  private interface Launches {
    void run(KernelFile file, DType type, Tally tally);
  }

  /** Outputs of one kernel beside what they may be. */
  private static final class Tally {
    private final List<String> alarms = new ArrayList<>();
    private long outputs;
    private double furthest;

    private void add(DType type, double[] out, Tracked[] expected) {
      assertThat(out).hasSameSizeAs(expected);
      for (int i = 0; i < out.length; i++) {
        Tracked stored = expected[i].rounded(type);
        double part = Math.abs(out[i] - stored.value()) / stored.bound();
        outputs++;
        if (!stored.admits(out[i])) {
          alarms.add(
              "%s: out[%d] = %a, but %a +- %a"
                  .formatted(type, i, out[i], stored.value(), stored.bound()));
        } else if (Double.isFinite(part) && type == DType.FLOAT32) {
          furthest = Math.max(furthest, part);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("adversaries")
  void rightKernelsRaiseNoAlarm(Adversary adversary) {
    boolean fast = adversary.table() == Table.FAST;
    TrackedFormulas formulas = fast ? FAST : PRECISE;
    long outputs = 0;
    for (var kernel : kernels(formulas).entrySet()) {
      Tally tally = run(adversary, kernel.getKey(), kernel.getValue());
      assertThat(tally.alarms.stream().limit(5)).as(kernel.getKey()).isEmpty();
      assertThat(tally.furthest).as(kernel.getKey()).isGreaterThan(0.001);
      outputs += tally.outputs;
    }
    assertThat(outputs).isGreaterThan(250_000);
  }

  /** Bounds that nothing violates could be just large. */
  @Test
  void withFastMathKernelsLeaveTheBoundsThatHoldWithoutIt() {
    Adversary adversary = Adversary.of(Direction.RANDOM, Table.FAST, 1);
    Map<String, Launches> kernels = kernels(PRECISE);
    for (String kernel : List.of("gelu", "gelu_logistic", "silu", "rope")) {
      assertThat(run(adversary, kernel, kernels.get(kernel)).alarms).as(kernel).isNotEmpty();
    }
  }

  private static Map<String, Launches> kernels(TrackedFormulas formulas) {
    Map<String, Launches> kernels = new TreeMap<>();
    kernels.put("softmax", strided("softmax", formulas::softmax));
    kernels.put("row_sum", strided("row_sum", formulas::sum));
    kernels.put("logsumexp", dense("logsumexp", formulas::logSumExp));
    kernels.put("inclusive_scan", dense("inclusive_scan", formulas::inclusiveScan));
    kernels.put("rms_norm", (file, type, tally) -> rmsNorm(formulas, file, type, tally));
    kernels.put("layer_norm", (file, type, tally) -> layerNorm(formulas, file, type, tally));
    kernels.put("gelu", elements("gelu", formulas::gelu));
    kernels.put("gelu_logistic", elements("gelu_logistic", formulas::geluLogistic));
    kernels.put("silu", elements("silu", formulas::silu));
    kernels.put("rope", (file, type, tally) -> rope(formulas, file, type, tally));
    kernels.put("matmul", (file, type, tally) -> matmul(formulas, file, type, tally));
    return kernels;
  }

  private static Tally run(Adversary adversary, String kernel, Launches launches) {
    Tally tally = new Tally();
    String name = kernel.replace("_logistic", "");
    try (KernelFile file = KernelFile.against(adversary, "contracts/" + name)) {
      for (DType type : DType.values()) {
        launches.run(file, type, tally);
      }
    }
    return tally;
  }

  private static Call row(String kernel, DType type, int n) {
    return Call.of(kernel + "_" + Call.metal(type))
        .ints("axis_size", n)
        .grid(ROWS, 1, 1)
        .threads(Math.min(MOST_THREADS, (n + 31) / 32 * 32), 1, 1);
  }

  private static Launches dense(String kernel, Function<double[], Tracked[]> formula) {
    return (file, type, tally) -> {
      for (int n : SIZES) {
        double[] x = new Data(n, type).special(n);
        Tracked[] expected = each(x, n, formula);
        Call call = row(kernel, type, n).input("x", type, x);
        tally.add(type, call.run(file, type, expected.length), expected);
      }
    };
  }

  private static Launches strided(String kernel, Function<double[], Tracked[]> formula) {
    return (file, type, tally) -> {
      for (int n : SIZES) {
        double[] x = new Data(n, type).special(n);
        Tracked[] expected = each(x, n, formula);
        Call call =
            row(kernel, type, n).input("x", type, x).longs("x_row_stride", n).longs("x_stride", 1);
        tally.add(type, call.run(file, type, expected.length), expected);
      }
    };
  }

  private static void rmsNorm(TrackedFormulas formulas, KernelFile file, DType type, Tally tally) {
    for (int n : SIZES) {
      Data data = new Data(n, type);
      double[] x = data.special(n);
      double[] w = data.normal(n);
      double[] out =
          row("rms_norm", type, n)
              .input("x", type, x)
              .input("w", type, w)
              .value("eps", (float) RowFormulas.EPS)
              .run(file, type, ROWS * n);
      tally.add(type, out, each(x, n, it -> formulas.rmsNorm(it, w)));
    }
  }

  private static void layerNorm(
      TrackedFormulas formulas, KernelFile file, DType type, Tally tally) {
    for (int n : SIZES) {
      Data data = new Data(n, type);
      double[] x = data.special(n);
      double[] w = data.normal(n);
      double[] b = data.normal(n);
      double[] out =
          row("layer_norm", type, n)
              .input("x", type, x)
              .input("w", type, w)
              .input("b", type, b)
              .value("eps", (float) RowFormulas.EPS)
              .run(file, type, ROWS * n);
      tally.add(type, out, each(x, n, it -> formulas.layerNorm(it, w, b)));
    }
  }

  private static Tracked[] each(double[] x, int n, Function<double[], Tracked[]> formula) {
    List<Tracked> all = new ArrayList<>();
    for (int row = 0; row < ROWS; row++) {
      all.addAll(Arrays.asList(formula.apply(Data.row(x, row, n))));
    }
    return all.toArray(Tracked[]::new);
  }

  /** Of all sizes, subnormal halves too, and special ones. */
  private static Launches elements(String kernel, DoubleFunction<Tracked> formula) {
    return (file, type, tally) -> {
      double[] x = new Data(5, type).special(1025);
      for (int i = 0; i < 4000; i++) {
        x[i] = type.round(x[i] * Math.scalb(1.0, i % 40 - 32));
      }
      Tracked[] expected = Arrays.stream(x).mapToObj(formula).toArray(Tracked[]::new);
      double[] out = ElementKernelsTest.elements(kernel, type, x).run(file, type, x.length);
      tally.add(type, out, expected);
    };
  }

  /** At positions whose angles are within the half turn that fast math has a row for. */
  private static void rope(TrackedFormulas formulas, KernelFile file, DType type, Tally tally) {
    int positions = 3;
    int pairs = 64;
    double[] x = new Data(pairs, type).normal(2 * positions * 2 * pairs);
    double[] frequencies = new double[pairs];
    Arrays.setAll(frequencies, i -> (float) Math.pow(10000, -(double) i / pairs));
    double[] out =
        Call.of("rope_" + Call.metal(type))
            .input("x", type, x)
            .input("frequencies", DType.FLOAT32, frequencies)
            .ints("offset", 0)
            .grid(1, positions, 2)
            .threads(pairs, 1, 1)
            .run(file, type, x.length);
    tally.add(type, out, formulas.rope(x, frequencies, positions, 0));
  }

  private static void matmul(TrackedFormulas formulas, KernelFile file, DType type, Tally tally) {
    int m = 33;
    int n = 40;
    int k = 100;
    Data data = new Data(m, type);
    double[] a = data.normal(m * k);
    double[] b = data.normal(k * n);
    data.plant(a, 0, k, Double.NaN);
    data.plant(b, 1, n, Double.POSITIVE_INFINITY);
    double[] out =
        Call.of("matmul_" + Call.metal(type))
            .input("a", type, a)
            .input("b", type, b)
            .ints("M", m)
            .ints("N", n)
            .ints("K", k)
            .longs("a_strides", k, 1)
            .longs("b_strides", n, 1)
            .grid((n + 31) / 32, (m + 31) / 32, 1)
            .threads(128, 1, 1)
            .run(file, type, m * n);
    tally.add(type, out, formulas.product(a, b, m, n, k));
  }
}
