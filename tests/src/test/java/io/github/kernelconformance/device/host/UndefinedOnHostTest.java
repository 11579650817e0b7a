package io.github.kernelconformance.device.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kernelconformance.device.Execution;
import io.github.kernelconformance.family.Argument;
import io.github.kernelconformance.family.Launch;
import io.github.kernelconformance.family.Size;
import io.github.kernelconformance.matrix.Check;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What C++ leaves undefined and Metal defines, with and without checks; shifts above all. */
class UndefinedOnHostTest {

  private static final String FILE = "undefined.metal";

  private static final List<Set<Check>> CHECKS = List.of(Set.of(), CheckedKernel.ALL);

  private static final int[] COUNTS =
      IntStream.concat(
              IntStream.rangeClosed(-70, 140),
              IntStream.of(255, 256, 1 << 20, Integer.MIN_VALUE, Integer.MAX_VALUE - 3))
          .toArray();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "char_int",
        "uchar_int",
        "short_int",
        "ushort_int",
        "int_int",
        "uint_int",
        "long_int",
        "ulong_int",
        "int_uchar",
        "uint_long",
        "ulong_uint",
        "long_long"
      })
  void countsAreTakenModuloTheWidthOfThePromotedScalar(String types) {
    String type = types.substring(0, types.indexOf('_'));
    for (Set<Check> checks : CHECKS) {
      long[] out = run("shifts_" + types, type, types.substring(types.indexOf('_') + 1), checks);
      // A char or a short is shifted as an int.
      checkShifts(out, type, Math.max(32, bits(type)));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"char", "uchar", "short", "ushort", "int", "uint", "long", "ulong"})
  void countsOfVectorsAreTakenModuloTheWidthOfAnElement(String type) {
    for (Set<Check> checks : CHECKS) {
      checkShifts(run("vector_shifts_" + type, type, "int", checks), type, bits(type));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"char", "uchar", "short", "ushort", "int", "uint", "long", "ulong"})
  void countsInConstantsAreTakenModuloTheWidthToo(String type) {
    for (Set<Check> checks : CHECKS) {
      checkShifts(
          run("folded_shifts_" + type, type, "int", checks), type, Math.max(32, bits(type)));
    }
  }

  @Test
  void shiftsInConstantsAreToldFromTemplateArguments() {
    for (Set<Check> checks : CHECKS) {
      int[] out =
          Buffers.ints(
              ByteBuffer.wrap(execute("folded_beside_templates", Buffers.ints(0), 8, 1, checks)));
      // 37 counts as 5, 33 as 1, 36 as 4, 32 as 0, -2 as 30, and -3 as 29.
      assertThat(out).containsExactly((1 << 5) + 18 + (1 << 4) + 700, 1 << 2);
    }
  }

  private static void checkShifts(long[] out, String type, int modulus) {
    for (int i = 0; i < COUNTS.length; i++) {
      int count = Math.floorMod(COUNTS[i], modulus);
      long left = wrapped(pattern(type).shiftLeft(count), bits(type));
      long right = wrapped(pattern(type).shiftRight(count), bits(type));
      assertThat(List.of(out[4 * i], out[4 * i + 1], out[4 * i + 2], out[4 * i + 3]))
          .as("%s by %d", type, COUNTS[i])
          .containsExactly(left, right, left, right);
    }
  }

  @Test
  void whatTheCompilerKnowsIsTakenModuloTheWidthToo() {
    for (Set<Check> checks : CHECKS) {
      int[] out =
          Buffers.ints(ByteBuffer.wrap(execute("odd_shifts", Buffers.ints(37), 32, 1, checks)));
      assertThat(out).containsExactly(32, 0, 0x80001 >> 5, 0, -3 << 5, -1, 32, -1);
    }
  }

  @Test
  void whatElseMetalDefinesIsDefinedOnTheHost() {
    int[] in = {-3, 0x40400000, Integer.MIN_VALUE};
    for (Set<Check> checks : CHECKS) {
      int[] out =
          Buffers.ints(ByteBuffer.wrap(execute("promises", Buffers.ints(in), 40, 1, checks)));
      assertThat(out)
          .containsExactly(
              3, 3, Float.floatToIntBits(-3), -2, 1, Integer.MIN_VALUE, 2, -128, 3, 32 + 16);
    }
  }

  private static long[] run(String kernel, String type, String countType, Set<Check> checks) {
    byte[] in =
        switch (bits(countType)) {
          case 8 -> bytes();
          case 64 -> Buffers.longs(IntStream.of(COUNTS).asLongStream().toArray());
          default -> Buffers.ints(COUNTS);
        };
    int bytes = bits(type) / 8;
    ByteBuffer out =
        ByteBuffer.wrap(execute(kernel, in, 4 * bytes * COUNTS.length, COUNTS.length, checks))
            .order(ByteOrder.LITTLE_ENDIAN);
    return IntStream.range(0, 4 * COUNTS.length)
        .mapToLong(
            i ->
                switch (bytes) {
                  case 1 -> out.get(i);
                  case 2 -> out.getShort(2 * i);
                  case 4 -> out.getInt(4 * i);
                  default -> out.getLong(8 * i);
                })
        .toArray();
  }

  private static byte[] bytes() {
    byte[] counts = new byte[COUNTS.length];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = (byte) COUNTS[i];
    }
    return counts;
  }

  private static byte[] execute(
      String kernel, byte[] in, int outputBytes, int threads, Set<Check> checks) {
    Launch launch =
        new Launch(
            kernel,
            new Size(1, 1, 1),
            new Size(threads, 1, 1),
            List.of(new Argument.Input("in", in), new Argument.Output("out", outputBytes)));
    Execution execution = HostKernel.execute(FILE, launch, checks);
    assertThat(execution.findings()).isEmpty();
    return execution.outputs().get("out");
  }

  private static BigInteger pattern(String type) {
    int bits = bits(type);
    BigInteger pattern = BigInteger.valueOf(0xB7).shiftLeft(bits - 8).or(BigInteger.valueOf(0x5B));
    return type.startsWith("u") ? pattern : BigInteger.valueOf(wrapped(pattern, bits));
  }

  /** The low bits as a signed number, which is how outputs are read. */
  private static long wrapped(BigInteger value, int bits) {
    return value.shiftLeft(64 - bits).longValue() >> (64 - bits);
  }

  private static int bits(String type) {
    return switch (type) {
      case "char", "uchar" -> 8;
      case "short", "ushort" -> 16;
      case "int", "uint" -> 32;
      default -> 64;
    };
  }
}
