package io.github.kernelconformance.device.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kernelconformance.device.Device;
import io.github.kernelconformance.device.Library;
import io.github.kernelconformance.device.host.Adversary.Direction;
import io.github.kernelconformance.device.host.Adversary.Table;
import io.github.kernelconformance.family.Argument;
import io.github.kernelconformance.family.Launch;
import io.github.kernelconformance.family.Size;
import io.github.kernelconformance.msl.Kernel;
import io.github.kernelconformance.msl.Program;
import io.github.kernelconformance.testing.TestDevice;
import io.github.kernelconformance.testing.TestPrograms;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What an adversary does to operators: division, products and sums in one, subnormal numbers. */
class AdversaryArithmeticTest {

  private static final Path OUTPUT = Path.of("target", "test-kernels");

  private static final String TEXT =
      """
      #include <metal_stdlib>
      using namespace metal;
      kernel void divisions(const device float* in [[buffer(0)]], device float* out [[buffer(1)]]) {
        const float x = in[0], y = in[1];
        out[0] = x / y;
        out[1] = 1.0f / y;
        out[2] = (float4(x, 2 * x, 3 * x, 4 * x) / y).w;
        out[3] = (float2(x) / float2(y, x)).x;
        out[4] = float(half(x) / half(y));
        out[5] = precise::divide(x, y);
        out[6] = fast::divide(x, y);
        out[7] = (packed_float3(x) / packed_float3(y))[1];
        float z = x;
        z /= y;
        out[8] = z;
        out[9] = float(bfloat(x) / bfloat(y));
      }
      inline float other(float a, float b, float c) { return a * b + c; }
      kernel void fuse(const device float* in [[buffer(0)]], device float* out [[buffer(1)]]) {
        out[0] = in[0] * in[1] + in[2];
        const float product = in[0] * in[1];
        out[1] = product - -in[2];
        out[2] = other(in[0], in[1], in[2]);
        out[3] = (float4(in[0]) * float4(in[1]) + float4(in[2])).y;
        out[4] = fma(in[0], in[1], in[2]);
      }
      kernel void keep_apart(const device float* in [[buffer(0)]], device float* out [[buffer(1)]]) {
        #pragma METAL fp contract(off)
        out[0] = in[0] * in[1] + in[2];
      }
      kernel void flush(const device float* in [[buffer(0)]], device float* out [[buffer(1)]]) {
        out[0] = in[0] * 0.5f;
        out[1] = in[1] * 0x1p40f;
        out[2] = in[1] > 0 ? 1 : 0;
        out[3] = exp(in[2]);
        out[4] = in[1];
        out[5] = float(as_type<half>(ushort(1)));
        out[6] = -in[0] * 0.5f;
        out[7] = max(in[1], 0.0f) * 0x1p40f;
      }
      kernel void special(const device float* in [[buffer(0)]], device float* out [[buffer(1)]]) {
        out[0] = tanh(in[0]);
        out[1] = precise::tanh(in[0]);
        out[2] = fast::tanh(in[0]);
        out[3] = precise::exp(-in[1]);
        out[4] = precise::tanh(in[2]);
        out[5] = float(precise::exp(half4(half(in[3])))[3]);
        out[6] = float(precise::exp(half(in[3])));
        out[7] = float(precise::exp(vec<bfloat, 2>(bfloat(in[3]))).y);
        out[8] = precise::exp(float(bfloat(in[3])));
        float cosine;
        out[9] = fast::sincos(in[3], cosine);
        out[10] = cosine;
        out[11] = fast::sin(in[3]);
        out[12] = fast::cos(in[3]);
        out[13] = __metal_exp(in[3], 0);
        out[14] = exp(in[3]);
      }
      """;

  private static Program program;

  @BeforeAll
  static void writeKernels() throws Exception {
    program = TestPrograms.of(OUTPUT.toAbsolutePath().resolve("operators.metal"), TEXT);
  }

  @Test
  void divisionsAreAtTheEdgeOfTheRowWithFastMath() throws Exception {
    for (Direction direction : List.of(Direction.UP, Direction.DOWN)) {
      Adversary adversary = Adversary.of(direction, Table.FAST, 1);
      float[] out = run(TestDevice.against(adversary, OUTPUT), "divisions", 10, 0.7f, 3.1f);
      double sign = direction == Direction.UP ? 1 : -1;
      double[] exact = {
        0.7f / 3.1, 1 / 3.1, 2.8f / 3.1, 0.7f / 3.1, 0, 0, 0.7f / 3.1, 0.7f / 3.1, 0.7f / 3.1
      };
      for (int i : new int[] {0, 1, 2, 3, 6, 7, 8}) {
        double quotient = i == 1 ? 1 / (double) 3.1f : exact[i] * 3.1 / 3.1f;
        double ulps = sign * (out[i] - quotient) / Format.FLOAT.ulp(quotient);
        double row = i == 1 ? 1 : 2.5;
        assertThat(ulps)
            .as("quotient %d", i)
            .isGreaterThan(row - 1)
            .isLessThanOrEqualTo(row + 1e-6);
      }
      double half = Format.HALF.round(Format.HALF.round(0.7) / Format.HALF.round(3.1));
      assertThat(out[4]).isEqualTo((float) half);
      assertThat(out[5]).isEqualTo(0.7f / 3.1f);
      double brain = Format.BFLOAT.round(0.7) / Format.BFLOAT.round(3.1);
      assertThat(Math.abs(out[9] - brain)).isLessThanOrEqualTo(0.6 * Format.BFLOAT.ulp(brain));
    }
  }

  @ParameterizedTest
  @EnumSource(Direction.class)
  void divisionsAreCorrectlyRoundedWithoutFastMath(Direction direction) throws Exception {
    Device device = TestDevice.against(Adversary.of(direction, Table.PRECISE, 1), OUTPUT);
    float[] out = run(device, "divisions", 10, 0.7f, 3.1f);

    assertThat(out[0]).isEqualTo(0.7f / 3.1f);
    assertThat(out[1]).isEqualTo(1 / 3.1f);
    assertThat(out[2]).isEqualTo(4 * 0.7f / 3.1f);
    assertThat(out[5]).isEqualTo(0.7f / 3.1f);
  }

  @Test
  void productsAndSumsAreOneOperationWhereTheSourceLetsThem() throws Exception {
    FusedMultiplyAdd.assume();
    float x = 1 + 0x1p-13f;
    float rounded = x * x;
    float lost = (float) ((double) x * x - rounded);
    Adversary apart = Adversary.of(Direction.NONE, Table.PRECISE, 1);
    Device fused = TestDevice.against(apart.withFusedOperations(), OUTPUT);

    assertThat(lost).isNotZero();
    assertThat(run(fused, "fuse", 5, x, x, -rounded)).containsExactly(lost, lost, lost, lost, lost);
    assertThat(run(fused, "keep_apart", 1, x, x, -rounded)).containsExactly(0);
    assertThat(run(TestDevice.against(apart, OUTPUT), "fuse", 5, x, x, -rounded))
        .containsExactly(0, 0, 0, 0, lost);
  }

  @Test
  void subnormalFloatsAreZeroInAndOut() throws Exception {
    Adversary keeping = Adversary.of(Direction.NONE, Table.PRECISE, 1);
    Device flushing = TestDevice.against(keeping.withFlushedSubnormals(), OUTPUT);
    float[] in = {Float.MIN_NORMAL, Float.MIN_VALUE, -100};
    float half = (float) Format.HALF.decode(1);

    assertThat(run(flushing, "flush", 8, in))
        .containsExactly(0, 0, 0, 0, Float.MIN_VALUE, half, -0f, 0);
    assertThat(run(TestDevice.against(keeping, OUTPUT), "flush", 8, in))
        .containsExactly(
            Float.MIN_NORMAL / 2,
            Float.MIN_VALUE * 0x1p40f,
            1,
            (float) Math.exp(-100),
            Float.MIN_VALUE,
            half,
            -Float.MIN_NORMAL / 2,
            Float.MIN_VALUE * 0x1p40f);
    // This thread's own numbers are as before.
    assertThat(in[0] / 2).isNotZero();
  }

  @Test
  void functionsFollowTheirNamespaceAndTheirType() throws Exception {
    float tiny = 0x1p-60f;
    for (Table table : Table.values()) {
      Adversary adversary = Adversary.of(Direction.DOWN, table, 1);
      float[] out = run(TestDevice.against(adversary, OUTPUT), "special", 15, 50, tiny, 20, 0.3f);

      // (t - 1) / (t + 1) for t = exp(100), which no float holds.
      assertThat(out[2]).isNaN();
      assertThat(out[0]).isEqualTo(Float.valueOf(table == Table.FAST ? out[2] : out[1]));
      assertThat(out[1]).isBetween(0.9999f, 1f);
      // A little below one an ulp is 2^-24, however little; the fourth is left to the doubt.
      assertThat(out[3]).isEqualTo(1 - 3 * 0x1p-24f);
      assertThat(out[4]).isEqualTo(1 - 4 * 0x1p-24f);
      assertThat(out[5]).isEqualTo(out[6]);
      assertThat((double) out[7]).isEqualTo(Format.BFLOAT.round(out[8]));
      assertThat(out[9]).isEqualTo(out[11]);
      assertThat(out[10]).isEqualTo(out[12]);
      assertThat(out[13]).isEqualTo(out[14]);
    }
  }

  private static float[] run(Device device, String kernel, int outputs, float... in)
      throws Exception {
    Size one = new Size(1, 1, 1);
    Launch launch =
        new Launch(
            kernel,
            one,
            one,
            List.of(
                new Argument.Input("in", Buffers.floats(in)),
                new Argument.Output("out", 4 * outputs)));
    try (Library library =
        device.load(
            List.of(program),
            program.kernels().stream().map(Kernel::name).collect(Collectors.toSet()))) {
      return Buffers.floats(ByteBuffer.wrap(library.run(launch).outputs().get("out")));
    }
  }
}
