package io.github.kernelconformance.device.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Math functions of the Metal standard library on the host device, against Java's in double, within
 * the error that the specification allows (MSL, "ULPs and Relative Error").
 */
class MetalMathTest {

  private static final String FILE = "math.metal";

  private record Function(String name, double ulps, DoubleUnaryOperator exact) {}

  private static Function function(String name, double ulps, DoubleUnaryOperator exact) {
    return new Function(name, ulps, exact);
  }

  @Test
  void functionsOfAnyNumberAreWithinTheirUlps() {
    check(
        "unary",
        spread(-12, 12),
        function("sin", 4, Math::sin),
        function("cos", 4, Math::cos),
        function("tan", 6, Math::tan),
        function("asinh", 4, MetalMathTest::asinh),
        function("atan", 5, Math::atan),
        function("sinh", 4, Math::sinh),
        function("cosh", 4, Math::cosh),
        function("tanh", 5, Math::tanh),
        function("exp", 4, Math::exp),
        function("exp2", 4, x -> Math.pow(2, x)),
        function("exp10", 4, x -> Math.pow(10, x)),
        function("precise::sin", 4, Math::sin),
        function("fast::cos", 4, Math::cos));
  }

  @Test
  void functionsFromOneAreWithinTheirUlps() {
    check(
        "unary_from_one",
        spread(1, 1e6),
        function("log", 4, Math::log),
        function("log2", 4, x -> Math.log(x) / Math.log(2)),
        function("log10", 4, Math::log10),
        function("sqrt", 0.5, Math::sqrt),
        function("rsqrt", 2, x -> 1 / Math.sqrt(x)),
        function("acosh", 4, MetalMathTest::acosh),
        function("precise::sqrt", 0.5, Math::sqrt));
  }

  @Test
  void functionsUpToOneAreWithinTheirUlps() {
    check(
        "unary_to_one",
        spread(-0.999, 0.999),
        function("asin", 4, Math::asin),
        function("acos", 4, Math::acos),
        function("atanh", 5, x -> Math.log1p(2 * x / (1 - x)) / 2),
        function("sinpi", 4, MetalMathTest::sinpi),
        function("cospi", 4, MetalMathTest::cospi),
        function("tanpi", 6, x -> sinpi(x) / cospi(x)));
  }

  @Test
  void roundingAndSplittingAreExact() {
    float[] in = spread(-40, 40);
    for (int i = 0; i < 12; i++) {
      in[i] =
          new float[] {0.5f, -0.5f, 1.5f, 2.5f, -2.5f, 0x1.fffffep-2f, 8388609, -1, 1, 3, 64, 1e30f}
              [i];
    }
    check(
        "exact",
        in,
        function("ceil", 0, Math::ceil),
        function("floor", 0, Math::floor),
        function("trunc", 0, MetalMathTest::trunc),
        function("rint", 0, Math::rint),
        function("round", 0, x -> Math.copySign(Math.floor(Math.abs(x) + 0.5), x)),
        function("fract", 0, x -> Math.min((float) (x - Math.floor(x)), 0x1.fffffep-1)),
        function("fabs", 0, Math::abs),
        function("frexp", 0, x -> Math.scalb(x, -Math.getExponent(x) - 1)),
        function("exponent of frexp", 0, x -> Math.getExponent(x) + 1),
        function("modf", 0, x -> x - trunc(x)),
        function("integral part of modf", 0, MetalMathTest::trunc),
        function("ilogb", 0, Math::getExponent),
        function("ldexp", 0, x -> 8 * x),
        function("sign", 0, Math::signum),
        function("saturate", 0, x -> Math.min(Math.max(x, 0), 1)));
  }

  @Test
  void functionsOfPairsAreWithinTheirUlps() {
    float[] numbers = spread(-20, 20);
    int pairs = numbers.length / 2;
    float[] out =
        Buffers.floats(HostKernel.run(FILE, "binary", pairs, Buffers.floats(numbers), 48 * pairs));
    for (int i = 0; i < pairs; i++) {
      float x = numbers[2 * i];
      float y = numbers[2 * i + 1];
      double power = Math.pow(Math.abs(x), y);
      double[] expected = {
        Math.atan2(x, y),
        power,
        power,
        (double) x / y,
        (double) x % y,
        Math.copySign(x, y),
        x > y ? x - y : 0,
        Math.min(x, y),
        Math.max(x, y),
        Math.nextAfter(x, y),
        y < x ? 0 : 1,
        Math.fma(x, y, x)
      };
      double[] ulps = {6, 16, 16, 0.5, 0, 0, 0.5, 0, 0, 0, 0, 0};
      for (int n = 0; n < expected.length; n++) {
        within(out[12 * i + n], expected[n], ulps[n], "function %d of %a and %a", n, x, y);
      }
    }
  }

  @Test
  void specialValuesFollowTheSpecification() {
    float infinity = Float.POSITIVE_INFINITY;
    float nan = Float.NaN;
    float[] expected = {
      1, // fmin(nan, 1)
      1, // fmax(1, nan)
      2, // max(nan, 2)
      0x1.fffffep-1f, // fract(-1e-10)
      0, // sinpi(1)
      0, // cospi(0.5)
      nan, // powr(-1, 2)
      1, // pow(0, 0)
      nan, // fdim(nan, 1)
      0, // sign(nan)
      -3, // round(-2.5)
      2, // rint(2.5)
      nan, // sqrt(-1)
      infinity, // rsqrt(0)
      -infinity, // log(0)
      0, // exp(-infinity)
      (float) Math.PI, // atan2(0, -1)
      1, // clamp(nan, 1, 2)
      nan, // fract(nan)
      1, // step(1, 1)
      1, // tanpi(0.25)
      1.5f, // mix(1, 3, 0.25)
      0.15625f, // smoothstep(0, 2, 0.5)
      2, // median3(3, 1, 2)
      3, // max3(3, 1, 2)
      1, // min3(3, 1, 2)
    };
    byte[] in = Buffers.floats(0, infinity, nan);
    float[] out =
        Buffers.floats(HostKernel.run(FILE, "special", expected.length, in, 4 * expected.length));
    assertThat(out).containsExactly(expected);
  }

  @Test
  void functionsOfEveryHalfAreWithinAnUlp() {
    int[] codes = IntStream.range(0, 1 << 16).toArray();
    int[] out =
        Buffers.shorts(
            HostKernel.run(FILE, "half_unary", 1 << 16, Buffers.shorts(codes), 16 << 16));
    for (int code : codes) {
      double x = Format.HALF.decode(code);
      boolean nan = Double.isNaN(x);
      double towardsZero = x == 0 ? 0 : Format.HALF.decode(code - 1);
      double fract = Math.min(Format.HALF.round(x - Math.floor(x)), 0x1.ffcp-1);
      double[] expected = {
        Math.exp(x),
        Math.sin(x),
        Math.tanh(x),
        Math.sqrt(x),
        Math.floor(x),
        fract,
        nan ? x : towardsZero,
        Math.abs(x)
      };
      for (int n = 0; n < expected.length; n++) {
        double nearest = Format.HALF.round(expected[n]);
        double actual = Format.HALF.decode(out[8 * code + n]);
        double tolerance = n < 3 && Double.isFinite(nearest) ? Format.HALF.ulp(nearest) : 0;
        assertThat(
                Double.compare(actual + 0.0, nearest + 0.0) == 0
                    || Math.abs(actual - nearest) <= tolerance)
            .as("function %d of %a is %a, nearest %a", n, x, actual, nearest)
            .isTrue();
      }
    }
  }

  @Test
  void vectorsGiveWhatTheirComponentsGive() {
    float[] a = {-1.5f, 0.5f, 2, 7};
    float[] b = {1, 4, 9, 2.25f};
    byte[] in = Buffers.floats(-1.5f, 0.5f, 2, 7, 1, 4, 9, 2.25f);
    float[] out = Buffers.floats(HostKernel.run(FILE, "by_components", 1, in, 320));
    for (int c = 0; c < 4; c++) {
      float x = a[c];
      float y = b[c];
      double t = Math.min(Math.max(x / 4, 0), 1);
      int exponent = Math.getExponent(x) + 1;
      double[] expected = {
        Math.exp(x),
        Math.max(x, y),
        Math.max(x, 2),
        Math.min(Math.max(x, 0), y),
        x + (y - x) * 0.5,
        x * y + 1,
        y * y,
        Math.scalb(x, -exponent),
        exponent,
        Math.sin(x),
        Math.cos(x),
        x < 1.5 ? 0 : 1,
        t * t * (3 - 2 * t),
        Math.abs(x),
        Math.floor(x),
        4 * x,
        Math.min(x, y),
        Math.sqrt(y),
        Math.signum(x),
        Math.min(Math.max(x, 0), 1)
      };
      for (int n = 0; n < expected.length; n++) {
        within(out[4 * n + c], expected[n], 4, "function %d of component %d", n, c);
      }
    }
  }

  private static void check(String kernel, float[] in, Function... functions) {
    int count = functions.length;
    float[] out =
        Buffers.floats(
            HostKernel.run(FILE, kernel, in.length, Buffers.floats(in), 4 * count * in.length));
    for (int n = 0; n < count; n++) {
      Function it = functions[n];
      for (int i = 0; i < in.length; i++) {
        within(
            out[count * i + n],
            it.exact().applyAsDouble(in[i]),
            it.ulps(),
            "%s(%a)",
            it.name(),
            in[i]);
      }
    }
  }

  private static void within(
      float actual, double exact, double ulps, String description, Object... arguments) {
    double error = Math.abs(actual - exact);
    // A double's own rounding shows at the edge of half an ulp.
    double allowed = ulps * Format.FLOAT.ulp(exact) * (1 + 0x1p-20);
    assertThat(actual == Format.FLOAT.round(exact) || error <= allowed)
        .as(description, arguments)
        .withFailMessage(() -> "got %a, exactly %a".formatted(actual, exact))
        .isTrue();
  }

  /** Numbers of all sizes from 2^-20 up, within bounds. */
  private static float[] spread(double least, double most) {
    Random random = new Random(20261122);
    float[] numbers = new float[4096];
    for (int i = 0; i < numbers.length; i++) {
      double uniform = least + (most - least) * random.nextDouble();
      boolean scale = i % 2 == 0 && least < 0;
      numbers[i] = (float) (scale ? uniform * Math.scalb(1.0, -random.nextInt(20)) : uniform);
    }
    return numbers;
  }

  private static double trunc(double x) {
    return x < 0 ? Math.ceil(x) : Math.floor(x);
  }

  private static double asinh(double x) {
    double a = Math.abs(x);
    return Math.copySign(Math.log1p(a + a * a / (1 + Math.sqrt(a * a + 1))), x);
  }

  private static double acosh(double x) {
    double t = x - 1;
    return Math.log1p(t + Math.sqrt(2 * t + t * t));
  }

  private static double sinpi(double x) {
    double a = Math.abs(x);
    return Math.copySign(Math.sin(Math.PI * (a > 0.5 ? 1 - a : a)), x);
  }

  private static double cospi(double x) {
    return Math.sin(Math.PI * (0.5 - Math.abs(x)));
  }
}
