package io.github.kernelconformance.device.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kernelconformance.device.Library;
import io.github.kernelconformance.device.host.Adversary.Direction;
import io.github.kernelconformance.device.host.Adversary.Table;
import io.github.kernelconformance.family.Argument;
import io.github.kernelconformance.family.Launch;
import io.github.kernelconformance.family.Size;
import io.github.kernelconformance.matrix.Check;
import io.github.kernelconformance.msl.Kernel;
import io.github.kernelconformance.msl.Program;
import io.github.kernelconformance.testing.TestDevice;
import io.github.kernelconformance.testing.TestPrograms;
import io.github.kernelconformance.testing.TestToolchain;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Sums and products whose order the specification leaves open: with an adversary they depend on the
 * seed, are the same again for the same seed, and are right for some order.
 */
class AdversaryOrderTest {

  private static final Path OUTPUT = Path.of("target", "test-kernels");
  private static final int SEEDS = 4;
  private static final int LANES = 32;
  private static final float[] NUMBERS = numbers();

  /** What is reduced: over which lanes, and whether by products. */
  private record Reduction(String call, boolean product, Members members) {}

  private interface Members {
    IntStream of(int lane);
  }

  private static final Members ALL = lane -> IntStream.range(0, LANES);
  private static final Members QUAD = lane -> IntStream.range(lane / 4 * 4, lane / 4 * 4 + 4);
  private static final Members UP_TO = lane -> IntStream.rangeClosed(0, lane);
  private static final Members BEFORE = lane -> IntStream.range(0, lane);
  private static final Members UP_TO_IN_QUAD = lane -> IntStream.rangeClosed(lane / 4 * 4, lane);
  private static final Members BEFORE_IN_QUAD = lane -> IntStream.range(lane / 4 * 4, lane);
  private static final Members EVEN =
      lane -> IntStream.range(0, LANES).filter(it -> it % 2 == lane % 2);

  private static final List<Reduction> REDUCTIONS =
      List.of(
          new Reduction("simd_sum(x)", false, ALL),
          new Reduction("simd_product(x)", true, ALL),
          new Reduction("simd_prefix_inclusive_sum(x)", false, UP_TO),
          new Reduction("simd_prefix_exclusive_sum(x)", false, BEFORE),
          new Reduction("simd_prefix_inclusive_product(x)", true, UP_TO),
          new Reduction("simd_prefix_exclusive_product(x)", true, BEFORE),
          new Reduction("quad_sum(x)", false, QUAD),
          new Reduction("quad_product(x)", true, QUAD),
          new Reduction("quad_prefix_inclusive_sum(x)", false, UP_TO_IN_QUAD),
          new Reduction("quad_prefix_exclusive_sum(x)", false, BEFORE_IN_QUAD),
          new Reduction("quad_prefix_inclusive_product(x)", true, UP_TO_IN_QUAD),
          new Reduction("quad_prefix_exclusive_product(x)", true, BEFORE_IN_QUAD),
          new Reduction("i % 2 ? -simd_sum(-x) : simd_sum(x)", false, EVEN),
          new Reduction("dot(v, float4(1))", false, QUAD),
          new Reduction("simd_sum(float3(x, 1, x)).z", false, ALL));

  private static Program program;

  @BeforeAll
  static void writeKernels() throws Exception {
    StringBuilder text = new StringBuilder("#include <metal_stdlib>\nusing namespace metal;\n");
    for (int n = 0; n < REDUCTIONS.size(); n++) {
      text.append(
          """
          kernel void reduce_%d(const device float* in [[buffer(0)]],
                                device float* out [[buffer(1)]],
                                uint i [[thread_position_in_grid]]) {
            const float x = in[i];
            const float4 v = ((const device float4*)in)[i / 4];
            out[i] = %s;
          }
          """
              .formatted(n, REDUCTIONS.get(n).call()));
    }
    text.append(
        """
        kernel void product(const device float* in [[buffer(0)]],
                            device float* out [[buffer(1)]],
                            uint i [[thread_position_in_grid]]) {
          simdgroup_float8x8 a, b, c;
          simdgroup_load(a, in);
          simdgroup_load(b, in + 64);
          simdgroup_load(c, in + 128);
          simdgroup_multiply_accumulate(c, a, b, c);
          simdgroup_store(c, out);
        }
        kernel void whole(const device int* in [[buffer(0)]], device int* out [[buffer(1)]],
                          uint i [[thread_position_in_grid]]) {
          out[i] = simd_sum(in[i]) + simd_prefix_inclusive_sum(in[i]) * simd_max(in[i]);
        }
        """);
    program = TestPrograms.of(OUTPUT.toAbsolutePath().resolve("orders.metal"), text.toString());
  }

  @Test
  void sumsDependOnTheSeedAndAreSumsAllTheSame() throws Exception {
    List<Set<List<Float>>> seen = new ArrayList<>();
    REDUCTIONS.forEach(it -> seen.add(new HashSet<>()));
    for (long seed = 0; seed < SEEDS; seed++) {
      try (Library library = library(seed)) {
        for (int n = 0; n < REDUCTIONS.size(); n++) {
          float[] out = run(library, "reduce_" + n, NUMBERS, LANES);
          assertThat(run(library, "reduce_" + n, NUMBERS, LANES)).isEqualTo(out);
          expectWithinGamma(REDUCTIONS.get(n), out);
          seen.get(n).add(IntStream.range(0, LANES).mapToObj(i -> out[i]).toList());
        }
      }
    }
    assertThat(seen.get(0)).hasSizeGreaterThan(SEEDS / 2);
    for (int n = 0; n < REDUCTIONS.size(); n++) {
      assertThat(seen.get(n)).as(REDUCTIONS.get(n).call()).hasSizeGreaterThan(1);
    }
  }

  /** With checks, a launch is carried out again in another order of threads. */
  @Test
  void checksFindNothingToSay() throws Exception {
    HostBuild build =
        HostBuild.against(
            Adversary.of(Direction.RANDOM, Table.FAST, 1),
            TestToolchain.clang(),
            TestToolchain.sources(),
            OUTPUT,
            2,
            EnumSet.allOf(Check.class));
    try (Library library = new HostLibraries(build.compile(List.of(program), kernels()))) {
      for (int n = 0; n < REDUCTIONS.size(); n++) {
        // Half of the lanes being elsewhere, this one diverges as it should not.
        if (REDUCTIONS.get(n).members() != EVEN) {
          Launch launch = launch("reduce_" + n, Buffers.floats(NUMBERS), 4 * LANES);
          assertThat(library.run(launch).findings()).as(REDUCTIONS.get(n).call()).isEmpty();
        }
      }
    }
  }

  @Test
  void withoutAnAdversaryThereIsOneOrder() throws Exception {
    try (Library library = TestDevice.in(OUTPUT).load(List.of(program), kernels())) {
      for (int n = 0; n < REDUCTIONS.size(); n++) {
        expectWithinGamma(REDUCTIONS.get(n), run(library, "reduce_" + n, NUMBERS, LANES));
      }
    }
  }

  /** Sums of integers have one value. */
  @Test
  void wholeNumbersAreWhatTheyWere() throws Exception {
    byte[] in = new byte[4 * LANES];
    new Random(3).nextBytes(in);
    byte[] expected;
    try (Library library = TestDevice.in(OUTPUT).load(List.of(program), kernels())) {
      expected = bytes(library, "whole", in, 4 * LANES);
    }
    for (long seed = 0; seed < 2; seed++) {
      try (Library library = library(seed)) {
        assertThat(bytes(library, "whole", in, 4 * LANES)).isEqualTo(expected);
      }
    }
  }

  @Test
  void productsOfMatricesAddInAnyOrder() throws Exception {
    float[] in = new float[192];
    Random random = new Random(5);
    for (int i = 0; i < in.length; i++) {
      in[i] = (float) random.nextGaussian();
    }
    Set<List<Float>> seen = new HashSet<>();
    for (long seed = 0; seed < SEEDS; seed++) {
      try (Library library = library(seed)) {
        float[] out = run(library, "product", in, 64);
        for (int i = 0; i < 64; i++) {
          double sum = in[128 + i];
          double magnitude = Math.abs(sum);
          for (int k = 0; k < 8; k++) {
            double term = (double) in[i / 8 * 8 + k] * in[64 + 8 * k + i % 8];
            sum += term;
            magnitude += Math.abs(term);
          }
          assertThat(Math.abs(out[i] - sum)).isLessThanOrEqualTo(gamma(9) * magnitude);
        }
        seen.add(IntStream.range(0, 64).mapToObj(i -> out[i]).toList());
      }
    }
    assertThat(seen).hasSize(SEEDS);
  }

  private static void expectWithinGamma(Reduction reduction, float[] out) {
    for (int lane = 0; lane < LANES; lane++) {
      double[] terms = reduction.members().of(lane).mapToDouble(it -> NUMBERS[it]).toArray();
      double exact = reduction.product() ? 1 : 0;
      double magnitude = 0;
      for (double term : terms) {
        exact = reduction.product() ? exact * term : exact + term;
        magnitude = reduction.product() ? Math.abs(exact) : magnitude + Math.abs(term);
      }
      assertThat(Math.abs(out[lane] - exact))
          .as("%s in lane %d", reduction.call(), lane)
          .isLessThanOrEqualTo(gamma(Math.max(0, terms.length - 1)) * magnitude + 0x1p-50);
    }
  }

  /** Higham, Accuracy and Stability of Numerical Algorithms, 3.1: of so many roundings. */
  private static double gamma(int roundings) {
    double u = 0x1p-24;
    return roundings * u / (1 - roundings * u);
  }

  private static Library library(long seed) throws Exception {
    return TestDevice.against(Adversary.of(Direction.NONE, Table.PRECISE, seed), OUTPUT)
        .load(List.of(program), kernels());
  }

  private static Set<String> kernels() {
    return program.kernels().stream().map(Kernel::name).collect(Collectors.toSet());
  }

  private static float[] run(Library library, String kernel, float[] in, int outputs)
      throws Exception {
    return Buffers.floats(ByteBuffer.wrap(bytes(library, kernel, Buffers.floats(in), 4 * outputs)));
  }

  private static byte[] bytes(Library library, String kernel, byte[] in, int size)
      throws Exception {
    return library.run(launch(kernel, in, size)).outputs().get("out");
  }

  private static Launch launch(String kernel, byte[] in, int size) {
    return new Launch(
        kernel,
        new Size(1, 1, 1),
        new Size(LANES, 1, 1),
        List.of(new Argument.Input("in", in), new Argument.Output("out", size)));
  }

  /** About one, of both signs, with all bits. */
  private static float[] numbers() {
    Random random = new Random(2);
    float[] numbers = new float[LANES];
    for (int i = 0; i < LANES; i++) {
      numbers[i] = (float) ((0.5 + random.nextDouble()) * (random.nextBoolean() ? 1 : -1));
    }
    return numbers;
  }
}
