package io.github.kernelconformance.device.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/**
 * The smaller parts of the Metal standard library on the host device: geometry, relations, limits,
 * traits, atomics, matrices and packing. Vectors, numbers and math have classes of their own.
 */
class MetalStandardLibraryTest {

  private static final String FILE = "library.metal";

  @Test
  void geometricFunctions() {
    float[] out =
        Buffers.floats(HostKernel.run(FILE, "geometric", 1, Buffers.floats(1, 2, 3, -4, 5, 6), 96));
    float[] expected = {
      -3, -18, 13, // cross
      0, 0.6f, 0.8f, // normalize
      1, 1, 0, // reflect
      0, -1, 0, // refract straight on
      0, 0, 0, // refract in total reflection
      -1, -2, -3, // faceforward: dot(a, b) = 24 is not negative
      24, 7, 14, // dot, length, length_squared
      5, 43, 11 // distance, distance_squared, dot of halves
    };
    for (int i = 0; i < expected.length; i++) {
      assertThat(out[i]).as("value %d", i).isCloseTo(expected[i], within(1e-6f));
    }
  }

  @Test
  void namesOfMetalsHeadersThatProgramsUse() {
    assertThat(Buffers.ints(HostKernel.run(FILE, "names", 18, Buffers.ints(0), 72)))
        .containsExactly(
            3,
            4,
            0, // vec_elements
            1,
            0,
            1, // is_vector_v, make_scalar_t
            8,
            8,
            1,
            0, // numeric_limits of a program's own types, and of one without any
            1,
            1,
            1,
            1,
            0,
            0,
            0,
            0 // what Metal's lanes exchange: at most 32 bits, no bfloat
            );
  }

  @Test
  void literalsOfTemplatesAreFloats() {
    assertThat(Buffers.floats(HostKernel.run(FILE, "deduced_4", 1, Buffers.floats(3), 20)))
        .containsExactly(4, 4, 0, 7, 6);
  }

  @Test
  void fencesOrderWhatLanesWrite() {
    assertThat(Buffers.ints(HostKernel.run(FILE, "fenced", 64, Buffers.ints(0), 260))[0])
        .isEqualTo(63 * 64 / 2);
  }

  @Test
  void relationalFunctions() {
    byte[] in = Buffers.floats(0, Float.POSITIVE_INFINITY, Float.NaN, Float.MIN_VALUE, 1, -1);
    assertThat(Buffers.ints(HostKernel.run(FILE, "relational", 6, in, 216)))
        .containsExactly(
            // isnan isinf isfinite isnormal signbit isordered isunordered, half nan, bfloat inf
            0,
            0,
            1,
            0,
            0,
            1,
            0,
            0,
            0, // 0
            0,
            1,
            0,
            0,
            0,
            1,
            0,
            0,
            1, // infinity
            1,
            0,
            0,
            0,
            0,
            0,
            1,
            1,
            0, // NaN
            0,
            0,
            1,
            0,
            0,
            1,
            0,
            0,
            0, // subnormal
            0,
            0,
            1,
            1,
            0,
            1,
            0,
            0,
            0, // 1
            0,
            0,
            1,
            1,
            1,
            1,
            0,
            0,
            0); // -1
  }

  @Test
  void selectAnyAll() {
    assertThat(run("selection", 11)).containsExactly(4, 2, 6, 2, 1, 1, 0, 0, 1, 0, 0);
  }

  @Test
  void limitsOfFloatingPointTypes() {
    assertThat(Buffers.ints(HostKernel.run(FILE, "floating_limits", 1, Buffers.ints(0), 168)))
        .containsExactly(
            0x7BFF,
            0x0400,
            0xFBFF,
            0x1400,
            0x0001,
            0x7C00,
            0x7E00,
            11,
            16,
            -13,
            3,
            5,
            4,
            -4,
            0x7F7F,
            0x0080,
            0xFF7F,
            0x3C00,
            0x0001,
            0x7F80,
            0x7FC0,
            8,
            128,
            -125,
            2,
            4,
            38,
            -37,
            0x7F7FFFFF,
            0x00800000,
            0xFF7FFFFF,
            0x34000000,
            0x00000001,
            0x7F800000,
            0x7FC00000,
            24,
            128,
            -125,
            6,
            9,
            38,
            -37);
  }

  @Test
  void limitsOfIntegers() {
    assertThat(Buffers.longs(HostKernel.run(FILE, "integer_limits", 1, Buffers.ints(0), 288)))
        .containsExactly(
            0,
            1,
            1,
            0, // bool
            -128,
            127,
            7,
            2, // char
            0,
            255,
            8,
            2, // uchar
            -32768,
            32767,
            15,
            4, // short
            0,
            65535,
            16,
            4, // ushort
            Integer.MIN_VALUE,
            Integer.MAX_VALUE,
            31,
            9, // int
            0,
            0xFFFFFFFFL,
            32,
            9, // uint
            Long.MIN_VALUE,
            Long.MAX_VALUE,
            63,
            18, // long
            0,
            -1,
            64,
            19); // ulong
  }

  @Test
  void traitsHoldAndFailInTurn() {
    int[] traits = run("traits", 38);
    for (int i = 0; i < traits.length; i++) {
      assertThat(traits[i]).as("trait %d", i).isEqualTo(1 - i % 2);
    }
  }

  @Test
  void atomicOperationsOfManyThreads() {
    int[] counters = new int[12];
    counters[1] = 100;
    counters[3] = 1000;
    counters[5] = -1;
    counters[9] = 4;
    int[] out = Buffers.ints(HostKernel.run(FILE, "atomics", 64, Buffers.ints(counters), 4 * 76));
    int[] tickets = Arrays.copyOf(out, 64);
    Arrays.sort(tickets);
    for (int i = 0; i < 64; i++) {
      assertThat(tickets[i]).isEqualTo(2 * i);
    }
    int cubed = 0;
    for (int i = 0; i < 64; i++) {
      cubed = 3 * cubed + 1;
    }
    assertThat(Arrays.copyOfRange(out, 64, 76))
        .containsExactly(
            4, 128, 36, 63, 37, -1, 0xFFFFFF00, 0, cubed, Float.floatToIntBits(32), 5, 6);
  }

  @Test
  void matricesMultiplyByColumns() {
    // Columns (1 2 3), (4 5 6) times columns (1 2), (3 4), (5 6).
    assertThat(Buffers.floats(HostKernel.run(FILE, "matrices", 1, Buffers.ints(0), 92)))
        .containsExactly(
            9, 12, 15, 19, 26, 33, 29, 40, 51, // product
            41, 52, 63, // of (1, 10)
            6, 15, // (1, 1, 1) times it
            6, // transposed
            -2, -4, 5, // determinants
            3, 0, // diagonal
            5, 1, 24);
  }

  @Test
  void normalizedValuesPackAndUnpack() {
    assertThat(run("packing", 10))
        .containsExactly(
            0xFF80FF00, // 0.5 is 127.5, which rounds to even
            0x81817F00,
            0x4000FFFF,
            0x7FFF8001,
            0xFFF003FF,
            0xF81F,
            Float.floatToIntBits(0x33 / 255f),
            Float.floatToIntBits(-1),
            Float.floatToIntBits(1),
            Float.floatToIntBits(-1));
  }

  @Test
  void arraysUniformsAndConstants() {
    assertThat(run("containers", 4)).containsExactly(5, 8, 15, 26);
  }

  private static int[] run(String kernel, int count) {
    return Buffers.ints(HostKernel.run(FILE, kernel, count, Buffers.ints(0), 4 * count));
  }
}
