package io.github.kernelconformance.device.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.function.IntBinaryOperator;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** SIMD-group and quad-group functions, against loops over the lanes. */
class SimdGroupTest {

  private static final String FILE = "simdgroup.metal";

  /** Two SIMD groups, so that one cannot pass for the other. */
  private static final int THREADS = 64;

  @ParameterizedTest
  @CsvSource({
    "sum_int, +, 32",
    "product_int, *, 32",
    "min_int, min, 32",
    "max_int, max, 32",
    "and_int, &, 32",
    "or_int, |, 32",
    "xor_int, ^, 32",
    "quad_sum_int, +, 4",
    "quad_product_int, *, 4",
    "quad_min_int, min, 4",
    "quad_max_int, max, 4",
    "quad_and_int, &, 4",
    "quad_or_int, |, 4",
    "quad_xor_int, ^, 4"
  })
  void everyLaneGetsTheReductionOfItsGroup(String kernel, String operator, int width) {
    int[] in = values();
    IntBinaryOperator combine = operator(operator);
    int[] expected = new int[THREADS];
    for (int i = 0; i < THREADS; i++) {
      int base = i - i % width;
      expected[i] = Arrays.stream(in, base, base + width).reduce(combine).orElseThrow();
    }
    assertThat(run(kernel, in)).containsExactly(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "prefix_inclusive_sum_int, +, 32, true, 0",
    "prefix_exclusive_sum_int, +, 32, false, 0",
    "prefix_inclusive_product_int, *, 32, true, 1",
    "prefix_exclusive_product_int, *, 32, false, 1",
    "quad_prefix_inclusive_sum_int, +, 4, true, 0",
    "quad_prefix_exclusive_sum_int, +, 4, false, 0",
    "quad_prefix_inclusive_product_int, *, 4, true, 1",
    "quad_prefix_exclusive_product_int, *, 4, false, 1"
  })
  void everyLaneGetsThePrefixOfItsGroup(
      String kernel, String operator, int width, boolean inclusive, int identity) {
    int[] in = values();
    int[] expected = new int[THREADS];
    for (int i = 0; i < THREADS; i++) {
      int base = i - i % width;
      expected[i] =
          Arrays.stream(in, base, inclusive ? i + 1 : i).reduce(identity, operator(operator));
    }
    assertThat(run(kernel, in)).containsExactly(expected);
  }

  @Test
  void lanesReadOtherLanes() {
    expectLanes("shuffle_reversed", lane -> 31 - lane);
    expectLanes("broadcast_7", lane -> 7);
    expectLanes("broadcast_first_int", lane -> 0);
    expectLanes("shuffle_xor_5", lane -> lane ^ 5);
    expectLanes("shuffle_up_3", lane -> lane < 3 ? lane : lane - 3);
    expectLanes("shuffle_down_3", lane -> lane > 28 ? lane : lane + 3);
    expectLanes("rotate_up_3", lane -> (lane + 29) % 32);
    expectLanes("rotate_down_3", lane -> (lane + 3) % 32);
    expectLanes("quad_shuffle_reversed", lane -> lane - lane % 4 + 3 - lane % 4);
    expectLanes("quad_broadcast_2", lane -> lane - lane % 4 + 2);
    expectLanes("quad_broadcast_first_int", lane -> lane - lane % 4);
    expectLanes("quad_shuffle_xor_3", lane -> lane ^ 3);
    expectLanes("quad_shuffle_up_1", lane -> lane % 4 == 0 ? lane : lane - 1);
    expectLanes("quad_shuffle_down_1", lane -> lane % 4 == 3 ? lane : lane + 1);
    expectLanes("quad_rotate_up_1", lane -> lane - lane % 4 + (lane + 3) % 4);
    expectLanes("quad_rotate_down_1", lane -> lane - lane % 4 + (lane + 1) % 4);
  }

  /** The filling data is the negated value: what shifts in is taken from its far end. */
  @Test
  void fillingShiftsTakeFromTheFillingData() {
    expectFilled("fill_up_3", 32, -3);
    expectFilled("fill_down_3", 32, 3);
    expectFilled("fill_up_3_of_8", 8, -3);
    expectFilled("fill_down_3_of_8", 8, 3);
    expectFilled("quad_fill_up_1", 4, -1);
    expectFilled("quad_fill_down_1", 4, 1);
    expectFilled("quad_fill_up_1_of_2", 2, -1);
  }

  @Test
  void votesSeeEveryActiveLane() {
    int[] in = values();
    int odd = 0;
    for (int lane = 0; lane < 32; lane++) {
      odd |= (in[lane] & 1) << lane;
    }
    assertThat(run("ballot_odd", in)[0]).isEqualTo(odd);
    assertThat(run("active_mask", in)).containsOnly(-1);
    assertThat(run("quad_active_mask", in)).containsOnly(15);
    assertThat(run("quad_ballot_odd", in)[5]).isEqualTo(odd >> 4 & 15);
    for (int i = 0; i < THREADS; i++) {
      assertThat(run("is_first", in)[i]).isEqualTo(i % 32 == 0 ? 1 : 0);
      assertThat(run("quad_first", in)[i]).isEqualTo(i % 4 == 0 ? 1 : 0);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "quad_"})
  void anyAndAllDependOnEveryLane(String prefix) {
    int[] some = new int[THREADS];
    some[17] = -1;
    int[] all = new int[THREADS];
    Arrays.fill(all, -1);
    int group = prefix.isEmpty() ? 32 : 4;
    int[] any = run(prefix + "any_negative", some);
    for (int i = 0; i < THREADS; i++) {
      assertThat(any[i]).isEqualTo(i / group == 17 / group ? 1 : 0);
    }
    assertThat(run(prefix + "all_negative", some)).containsOnly(0);
    assertThat(run(prefix + "all_negative", all)).containsOnly(1);
  }

  @Test
  void floatingPointAndNarrowTypesAreExchangedWhole() {
    ByteBuffer floats = bytes(THREADS * 4);
    for (int i = 0; i < THREADS; i++) {
      floats.putFloat(i * 4, i + 0.5f);
    }
    ByteBuffer sum = HostKernel.run(FILE, "sum_float", THREADS, floats.array(), THREADS * 4);
    assertThat(sum.getFloat(0)).isEqualTo(512f);
    assertThat(sum.getFloat(63 * 4)).isEqualTo(1536f);
    ByteBuffer max = HostKernel.run(FILE, "max_float", THREADS, floats.array(), THREADS * 4);
    assertThat(max.getFloat(40 * 4)).isEqualTo(63.5f);
    ByteBuffer quads = HostKernel.run(FILE, "quad_sum_float", THREADS, floats.array(), THREADS * 4);
    assertThat(quads.getFloat(9 * 4)).isEqualTo(8.5f + 9.5f + 10.5f + 11.5f);

    ByteBuffer halves = bytes(THREADS * 2);
    for (int i = 0; i < THREADS; i++) {
      halves.putShort(i * 2, (short) 0x3800); // 0.5
    }
    ByteBuffer half = HostKernel.run(FILE, "sum_half", THREADS, halves.array(), THREADS * 2);
    assertThat(half.getShort(0)).isEqualTo((short) 0x4C00); // 16

    byte[] ones = new byte[THREADS];
    Arrays.fill(ones, (byte) 9);
    ByteBuffer uchar = HostKernel.run(FILE, "sum_uchar", THREADS, ones, THREADS);
    assertThat(uchar.get(33)).isEqualTo((byte) (9 * 32 & 0xFF));
  }

  @Test
  void vectorsAreExchangedByComponent() {
    ByteBuffer in = bytes(THREADS * 16);
    for (int i = 0; i < THREADS * 4; i++) {
      in.putFloat(i * 4, i);
    }
    ByteBuffer out = HostKernel.run(FILE, "sum_float4", THREADS, in.array(), THREADS * 16);
    for (int component = 0; component < 4; component++) {
      float sum = 0;
      for (int lane = 0; lane < 32; lane++) {
        sum += 4 * lane + component;
      }
      assertThat(out.getFloat((3 * 4 + component) * 4)).isEqualTo(sum + 4 * 2 + component);
    }
  }

  @Test
  void lanesThatReturnedAreInactive() {
    int[] in = values();
    int[] out = run("sum_after_return", in);
    int first = Arrays.stream(in, 0, 20).sum();
    int second = Arrays.stream(in, 32, 52).sum();
    for (int i = 0; i < THREADS; i++) {
      assertThat(out[i]).isEqualTo(i % 32 >= 20 ? -1 : i < 32 ? first : second);
    }
  }

  @Test
  void branchesSumTheirOwnLanesAndMeetAgain() {
    int[] in = values();
    int[] out = run("sum_in_branches", in);
    int few = Arrays.stream(in, 0, 5).sum() + 32;
    int many = 1000 * Arrays.stream(in, 5, 32).sum() + 32;
    for (int lane = 0; lane < 32; lane++) {
      assertThat(out[lane]).isEqualTo(lane < 5 ? few : many);
    }
  }

  @Test
  void lanesWaitBehindALoopForThoseStillInIt() {
    int[] in = values();
    int[] out = run("sum_in_uneven_loop", in);
    int expected = 0;
    for (int lane = 0; lane < 32; lane++) {
      assertThat(out[lane]).isEqualTo(expected + 100000 * 32);
      expected += Arrays.stream(in, lane + 1, 32).sum();
    }
  }

  @Test
  void lanesThatWaitWithVectorsDoNotDisturbThoseThatSumNumbers() {
    int[] in = values();
    int[] out = run("sum_of_numbers_and_vectors", in);
    int branch = 0;
    for (int lane = 0; lane < 32; lane++) {
      branch += lane % 3 == 1 ? 0 : in[lane];
    }
    for (int lane = 0; lane < 32; lane++) {
      assertThat(out[lane]).isEqualTo((lane % 3 == 1 ? 0 : branch) + 100000 * 32);
    }
  }

  private static int[] values() {
    int[] values = new int[THREADS];
    for (int i = 0; i < THREADS; i++) {
      values[i] = i * 37 % 101 - 50;
    }
    return values;
  }

  private static IntBinaryOperator operator(String name) {
    return switch (name) {
      case "+" -> (a, b) -> a + b;
      case "*" -> (a, b) -> a * b;
      case "min" -> Math::min;
      case "max" -> Math::max;
      case "&" -> (a, b) -> a & b;
      case "|" -> (a, b) -> a | b;
      case "^" -> (a, b) -> a ^ b;
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static void expectLanes(String kernel, IntUnaryOperator source) {
    int[] in = values();
    int[] out = run(kernel, in);
    for (int i = 0; i < THREADS; i++) {
      assertThat(out[i])
          .as(kernel + " lane " + i)
          .isEqualTo(in[i / 32 * 32 + source.applyAsInt(i % 32)]);
    }
  }

  private static void expectFilled(String kernel, int modulo, int shift) {
    int[] in = values();
    int[] out = run(kernel, in);
    for (int i = 0; i < THREADS; i++) {
      int base = i - i % modulo;
      int source = i % modulo + shift;
      boolean filled = source < 0 || source >= modulo;
      int value = in[base + Math.floorMod(source, modulo)];
      assertThat(out[i]).as(kernel + " lane " + i).isEqualTo(filled ? -value : value);
    }
  }

  private static int[] run(String kernel, int[] in) {
    ByteBuffer input = bytes(in.length * 4);
    input.asIntBuffer().put(in);
    ByteBuffer output = HostKernel.run(FILE, kernel, in.length, input.array(), in.length * 4);
    int[] out = new int[in.length];
    output.asIntBuffer().get(out);
    return out;
  }

  private static ByteBuffer bytes(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }
}
