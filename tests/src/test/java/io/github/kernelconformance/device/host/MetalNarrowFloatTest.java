package io.github.kernelconformance.device.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * half and bfloat of the Metal standard library on the host device: every conversion and operation
 * rounds once, to nearest even.
 */
class MetalNarrowFloatTest {

  private static final String FILE = "narrow_floats.metal";

  /** Lower halves of a float around the ties of its upper half. */
  private static final int[] LOWER = {0, 1, 0x7FFF, 0x8000, 0x8001, 0xFFFF};

  @Test
  void bfloatIsTheUpperHalfOfAFloatRoundedToNearestEven() {
    int[] bits = floatsAroundEveryTie();
    int[] expected = IntStream.of(bits).map(MetalNarrowFloatTest::upperHalf).toArray();
    byte[] in = Buffers.ints(bits);
    assertThat(
            Buffers.shorts(
                HostKernel.run(FILE, "float_to_bfloat", bits.length, in, 2 * bits.length)))
        .isEqualTo(expected);
    assertThat(
            Buffers.shorts(
                HostKernel.run(FILE, "float4_to_bfloat4", bits.length / 4, in, 2 * bits.length)))
        .isEqualTo(expected);
  }

  @Test
  void everyBfloatIsTheFloatWithZerosBelow() {
    int[] codes = IntStream.range(0, 1 << 16).toArray();
    int[] floats =
        Buffers.ints(
            HostKernel.run(FILE, "bfloat_to_float", 1 << 16, Buffers.shorts(codes), 4 << 16));
    assertThat(floats).isEqualTo(IntStream.of(codes).map(it -> it << 16).toArray());
  }

  @Test
  void integersRoundOnceToBfloat() {
    int[] in = {
      0,
      1,
      -1,
      255,
      256,
      257,
      258,
      259,
      -257,
      -259,
      0x00FF8000,
      0x00FF7FFF,
      0x00FF8001,
      0x01010000,
      0x01010001,
      0x0100FFFF,
      0x40404040,
      0x40400000,
      0x404000FF,
      0x7FFFFFFF,
      0x80000000,
      0x81800000,
      0x40C00001,
      0x40C00000,
      0x40BFFFFF,
      0x41400000,
      0x41400001
    };
    int[] out =
        Buffers.shorts(
            HostKernel.run(FILE, "int_to_bfloat", in.length, Buffers.ints(in), 2 * in.length));
    for (int i = 0; i < in.length; i++) {
      assertThat(Format.BFLOAT.decode(out[i]))
          .as("bfloat of %d", in[i])
          .isEqualTo(Double.valueOf(Format.BFLOAT.round(in[i])));
    }
  }

  @Test
  void longsRoundOnceToBfloat() {
    // 2^40 + 2^32 is a tie; one more is above it by less than a float shows.
    long tie = (1L << 40) + (1L << 32);
    long[] in = {tie, tie + 1, tie - 1, -tie - 1, Long.MAX_VALUE, Long.MIN_VALUE, tie + (1L << 33)};
    double[] expected = {0x1p40, 0x1.02p40, 0x1p40, -0x1.02p40, 0x1p63, -0x1p63, 0x1.04p40};
    int[] out =
        Buffers.shorts(
            HostKernel.run(FILE, "long_to_bfloat", in.length, Buffers.longs(in), 2 * in.length));
    for (int i = 0; i < in.length; i++) {
      assertThat(Format.BFLOAT.decode(out[i])).as("bfloat of %d", in[i]).isEqualTo(expected[i]);
    }
  }

  @Test
  void everyHalfIsItsValueAsAFloat() {
    int[] codes = IntStream.range(0, 1 << 16).toArray();
    float[] floats =
        Buffers.floats(
            HostKernel.run(FILE, "half_to_float", 1 << 16, Buffers.shorts(codes), 4 << 16));
    for (int code : codes) {
      assertThat((double) floats[code])
          .as("half 0x%04X", code)
          .isEqualTo(Double.valueOf(Format.HALF.decode(code)));
    }
  }

  @Test
  void halfIsTheNearestToAFloat() {
    // Each half from 0 to infinity, the middle to the next, and the floats on both sides of it.
    int finite = 0x7C00;
    float[] in = new float[4 * finite];
    for (int code = 0; code < finite; code++) {
      double next = code + 1 == finite ? 65536 : Format.HALF.decode(code + 1);
      float middle = (float) ((Format.HALF.decode(code) + next) / 2);
      in[4 * code] = (float) Format.HALF.decode(code);
      in[4 * code + 1] = middle;
      in[4 * code + 2] = Math.nextDown(middle);
      in[4 * code + 3] = -Math.nextUp(middle);
    }
    int[] out =
        Buffers.shorts(
            HostKernel.run(FILE, "float_to_half", in.length, Buffers.floats(in), 2 * in.length));
    for (int i = 0; i < in.length; i++) {
      assertThat(Format.HALF.decode(out[i]))
          .as("half of %a", in[i])
          .isEqualTo(Double.valueOf(Format.HALF.round(in[i])));
    }
  }

  @Test
  void halfArithmeticRoundsOnce() {
    arithmetic(Format.HALF, "half_arithmetic");
  }

  @Test
  void bfloatArithmeticRoundsOnce() {
    arithmetic(Format.BFLOAT, "bfloat_arithmetic");
  }

  @Test
  void bfloatVectorsComputeAsTheirComponents() {
    int threads = 1024;
    int[] codes = codes(8 * threads);
    int[] out =
        Buffers.shorts(
            HostKernel.run(
                FILE, "bfloat4_arithmetic", threads, Buffers.shorts(codes), 32 * threads));
    for (int i = 0; i < threads; i++) {
      for (int c = 0; c < 4; c++) {
        double a = Format.BFLOAT.decode(codes[8 * i + c]);
        double b = Format.BFLOAT.decode(codes[8 * i + 4 + c]);
        double[] exact = {a + b, a - b, a * b, a / b};
        for (int n = 0; n < 4; n++) {
          assertThat(Format.BFLOAT.decode(out[16 * i + 4 * n + c]))
              .as("operation %d of %a and %a", n, a, b)
              .isEqualTo(Double.valueOf(Format.BFLOAT.round(exact[n])));
        }
      }
    }
  }

  @Test
  void halfFusedMultiplyAddRoundsOnce() {
    int threads = 20 * 1024;
    int[] codes = codes(4 * threads);
    // Sums that a float, or a double, would first round onto a tie.
    int[][] ties = {
      {0x3C01, 0x3C01, 0x1400}, {0x7BFF, 0x7BFF, 0x0001}, {0x3C00, 0x6800, 0x0001},
      {0x3C00, 0x6801, 0x8001}, {0x0001, 0x0001, 0x3C01}, {0x8001, 0x0001, 0x3C01},
      {0x6BFF, 0x4C00, 0x0001}, {0x4C01, 0x6801, 0x8001}
    };
    for (int i = 0; i < ties.length; i++) {
      System.arraycopy(ties[i], 0, codes, 4 * i, 3);
    }
    int[] out =
        Buffers.shorts(
            HostKernel.run(FILE, "half_fma", threads, Buffers.shorts(codes), 2 * threads));
    for (int i = 0; i < threads; i++) {
      double a = Format.HALF.decode(codes[4 * i]);
      double b = Format.HALF.decode(codes[4 * i + 1]);
      double c = Format.HALF.decode(codes[4 * i + 2]);
      assertThat(Format.HALF.decode(out[i]) + 0.0)
          .as("fma(%a, %a, %a)", a, b, c)
          .isEqualTo(Double.valueOf(fusedHalf(a, b, c) + 0.0));
    }
  }

  @Test
  void expressionsOfHalvesRoundAfterEachOperation() {
    int threads = 4096;
    int[] codes = codes(4 * threads);
    int[] out =
        Buffers.shorts(
            HostKernel.run(
                FILE, "half_intermediates", threads, Buffers.shorts(codes), 4 * threads));
    for (int i = 0; i < threads; i++) {
      double a = Format.HALF.decode(codes[4 * i]);
      double b = Format.HALF.decode(codes[4 * i + 1]);
      double c = Format.HALF.decode(codes[4 * i + 2]);
      assertThat(Format.HALF.decode(out[2 * i]))
          .as("%a * %a + %a", a, b, c)
          .isEqualTo(Double.valueOf(Format.HALF.round(Format.HALF.round(a * b) + c)));
      assertThat(Format.HALF.decode(out[2 * i + 1]))
          .as("%a + %a + %a", a, b, c)
          .isEqualTo(Double.valueOf(Format.HALF.round(Format.HALF.round(a + b) + c)));
    }
  }

  @Test
  void mixedExpressionsHaveTheTypesOfTheSpecification() {
    assertThat(Buffers.ints(HostKernel.run(FILE, "mixed_types", 1, Buffers.ints(0), 64)))
        .containsExactly(2, 2, 4, 2, 4, 1, 0, 0, 1, 1, 10, 10, 10, 7, 6, 2);
  }

  private static void arithmetic(Format format, String kernel) {
    int threads = 20 * 1024;
    int[] codes = codes(2 * threads);
    int[] out =
        Buffers.shorts(HostKernel.run(FILE, kernel, threads, Buffers.shorts(codes), 10 * threads));
    for (int i = 0; i < threads; i++) {
      double a = format.decode(codes[2 * i]);
      double b = format.decode(codes[2 * i + 1]);
      // Double has more than twice the precision and two bits: to round its results rounds once.
      double[] exact = {a + b, a - b, a * b, a / b, Math.sqrt(a)};
      for (int n = 0; n < 5; n++) {
        assertThat(format.decode(out[5 * i + n]))
            .as("operation %d of %a and %a", n, a, b)
            .isEqualTo(Double.valueOf(format.round(exact[n])));
      }
    }
  }

  /** The candidate nearer to a float of its upper half and the one after that, by integers. */
  private static int upperHalf(int bits) {
    int upper = bits >>> 16;
    int lower = bits & 0xFFFF;
    boolean nan = (bits & 0x7FFFFFFF) > 0x7F800000;
    if (nan) {
      return upper | 0x40;
    }
    boolean up = lower > 0x8000 || (lower == 0x8000 && upper % 2 == 1);
    return up ? upper + 1 : upper;
  }

  private static int[] floatsAroundEveryTie() {
    return IntStream.range(0, 1 << 16)
        .flatMap(upper -> IntStream.of(LOWER).map(lower -> upper << 16 | lower))
        .toArray();
  }

  private static double fusedHalf(double a, double b, double c) {
    if (!Double.isFinite(a) || !Double.isFinite(b) || !Double.isFinite(c)) {
      return Format.HALF.round(a * b + c);
    }
    BigDecimal exact = new BigDecimal(a).multiply(new BigDecimal(b)).add(new BigDecimal(c));
    // Where the double is a power of two, the sum may be just below it and have the smaller ulp.
    BigDecimal ulp = new BigDecimal(Format.HALF.ulp(Math.nextDown(Math.abs(exact.doubleValue()))));
    return Format.HALF.round(
        exact.divide(ulp).setScale(0, RoundingMode.HALF_EVEN).multiply(ulp).doubleValue());
  }

  /** Codes of any value, and more of those near 1, among which sums and products do not vanish. */
  private static int[] codes(int count) {
    Random random = new Random(20261122);
    return IntStream.range(0, count)
        .map(
            it ->
                it % 2 == 0
                    ? random.nextInt(1 << 16)
                    : 0x3C00 + random.nextInt(0x800) + 0x8000 * random.nextInt(2))
        .toArray();
  }
}
