package io.github.kernelconformance.downstream;

import io.github.kernelconformance.numerics.DType;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Kernels of the downstream build {@code contracts} that make something of elements or pairs. */
class ElementKernelsTest {

  private static final double[] LARGE = {-0.0, 10, -10, 104, -104, 200, -200, 32768, -32768};
  private static final int[] SIZES = {1, 31, 100, 256, 1000};

  @ParameterizedTest
  @EnumSource
  void gelu(DType type) {
    check("gelu", "gelu", type, ElementFormulas::gelu);
    check("gelu", "gelu_logistic", type, ElementFormulas::gelu);
  }

  @ParameterizedTest
  @EnumSource
  void silu(DType type) {
    check("silu", "silu", type, ElementFormulas::silu);
  }

  private static void check(String file, String kernel, DType type, DoubleUnaryOperator formula) {
    for (int n : SIZES) {
      double[] special = new Data(n, type).special(n);
      double[] x = Arrays.copyOf(special, special.length + LARGE.length);
      System.arraycopy(LARGE, 0, x, special.length, LARGE.length);
      double[] out =
          elements(kernel, type, x).run(KernelFile.of("contracts/" + file), type, x.length);
      Near.check(kernel, type, out, Arrays.stream(x).map(formula).toArray(), 1);
    }
  }

  /** A launch in whole threadgroups, of which the last has threads without an element. */
  static Call elements(String kernel, DType type, double[] x) {
    return Call.of(kernel + "_" + Call.metal(type))
        .input("x", type, x)
        .ints("size", x.length)
        .grid((x.length + 255) / 256, 1, 1)
        .threads(256, 1, 1);
  }

  @ParameterizedTest
  @EnumSource
  void rope(DType type) {
    KernelFile file = KernelFile.of("contracts/rope");
    int heads = 2;
    int positions = 3;
    for (int pairs : new int[] {1, 5, 32, 64}) {
      for (int offset : new int[] {0, 100}) {
        Data data = new Data(pairs, type);
        double[] x = data.normal(heads * positions * 2 * pairs);
        data.plant(x, 1, 2 * pairs, Double.NaN);
        data.plant(x, 2, 2 * pairs, Double.POSITIVE_INFINITY);
        double[] frequencies = new double[pairs];
        Arrays.setAll(frequencies, i -> (float) Math.pow(10000, -(double) i / pairs));
        for (boolean interleaved : new boolean[] {false, true}) {
          double[] out =
              Call.of((interleaved ? "rope_interleaved_" : "rope_") + Call.metal(type))
                  .input("x", type, x)
                  .input("frequencies", DType.FLOAT32, frequencies)
                  .ints("offset", offset)
                  .grid(1, positions, heads)
                  .threads(pairs, 1, 1)
                  .run(file, type, x.length);
          double[] expected = ElementFormulas.rope(x, frequencies, positions, offset, interleaved);
          Near.check("pairs = " + pairs, type, out, expected, 2);
        }
      }
    }
  }
}
