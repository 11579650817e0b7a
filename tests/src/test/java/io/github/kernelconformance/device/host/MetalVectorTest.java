package io.github.kernelconformance.device.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** Vectors of the Metal standard library on the host device. */
class MetalVectorTest {

  private static final String FILE = "vectors.metal";

  @Test
  void sizesAndAlignmentsAreThoseOfTheSpecification() {
    assertThat(Buffers.ints(HostKernel.run(FILE, "layouts", 60, Buffers.ints(0), 240)))
        .containsExactly(
            2, 2, 4, 4, 4, 4, // bool
            2, 2, 4, 4, 4, 4, // char
            4, 4, 8, 8, 8, 8, // short
            8, 8, 16, 16, 16, 16, // int
            16, 16, 32, 32, 32, 32, // long
            4, 4, 8, 8, 8, 8, // half
            4, 4, 8, 8, 8, 8, // bfloat
            8, 8, 16, 16, 16, 16, // float
            3, 1, 6, 2, 8, 4, 12, 4, 16, 4, // packed
            48, 16);
  }

  @Test
  void constructorsTakeScalarsAndVectorsInEveryOrder() {
    float[] rows = run("constructors", 15);
    assertThat(rows)
        .containsExactly(
            1, 1, 1, 1, //
            1, 2, 3, 4, //
            1, 2, 3, 4, //
            1, 2, 3, 4, //
            1, 2, 3, 4, //
            1, 2, 3, 4, //
            1, 2, 3, 4, //
            1, 2, 3, 4, //
            1, 2, 0, 0, // a list in braces that is short
            1, 2, 3, 4, //
            0, 0, 0, 0, //
            7, 7, 7, 7, // an int where a float4 is expected
            1, 2, 3, 4, //
            1.5f, 2.5f, -3.5f, 4, //
            4, 3, 2, 1);
  }

  @Test
  void swizzlesReadAndWriteInBothAlphabets() {
    float[] rows = run("swizzles", 10);
    assertThat(rows)
        .containsExactly(
            4, 3, 2, 1, //
            1, 1, 2, 2, //
            3, 2, 4, 3, // (zy, ab)
            3, 2, 1, 4, //
            10, 20, 3, 4, // xy = (10, 20)
            11, 20, 3, 5, // wx += 1
            3, 20, 11, 5, // zyx = xyz
            6, 17, 9, 6, // x *= 2, g -= 3, [2] = 9, ++w
            1, 3, -4, 0, // yz = (3, 4), b = -b
            8, 8, 6, 4); // packed (1, 2, 3), zx = (1, 2), * 2, + 4
  }

  @Test
  void operatorsWorkByComponents() {
    int[] a = {7, -9, 12};
    int[] b = {2, 4, -5};
    ByteBuffer out = HostKernel.run(FILE, "operators", 1, Buffers.ints(7, -9, 12, 2, 4, -5), 300);
    int[] results = Buffers.ints(out);
    for (int c = 0; c < 3; c++) {
      int x = a[c];
      int y = b[c];
      int[] expected = {
        x + y,
        x - y,
        x * y,
        x / y,
        x % y,
        x & y,
        x | y,
        x ^ y,
        x << 2,
        x >> 1,
        -x,
        ~x,
        2 + x,
        x - 1,
        3 * x,
        100 / x,
        x < y ? 1 : 0,
        x <= y ? 1 : 0,
        x > y ? 1 : 0,
        x >= y ? 1 : 0,
        x == y ? 1 : 0,
        x != y ? 1 : 0,
        x != y ? 1 : 0,
        x < 0 || y < 0 ? 1 : 0,
        x < 0 && y > 0 ? 1 : 0
      };
      for (int n = 0; n < expected.length; n++) {
        assertThat(results[3 * n + c])
            .as("operator %d of %d and %d", n, x, y)
            .isEqualTo(expected[n]);
      }
    }
  }

  @Test
  void componentsOfEightBitsWrap() {
    byte[] in = {(byte) 200, 1, (byte) 255, 127};
    ByteBuffer out = HostKernel.run(FILE, "narrow_components", 1, in, 4);
    byte[] results = new byte[4];
    out.get(results);
    assertThat(results).containsExactly((byte) 144, (byte) 2, (byte) 254, (byte) 254);
  }

  @Test
  void conversionsFollowTheElement() {
    ByteBuffer out =
        HostKernel.run(FILE, "conversions", 1, Buffers.floats(1.75f, -2.75f, 0, 100.5f), 112);
    assertThat(Buffers.ints(out))
        .containsExactly(
            1, -2, 0, 100, // int
            1, 1, 0, 1, // bool
            1, -2, 0, 100, // char
            1, -2, 0, 100, // bfloat: 100.5 has 8 significant bits
            1, -2, 0, 100, // half
            1, -2, 0, 100, // long
            1, 65534, 0, 100); // ushort of short
  }

  @Test
  void asTypeKeepsTheBits() {
    ByteBuffer out = HostKernel.run(FILE, "bits", 1, Buffers.ints(0x7FA00001), 28);
    assertThat(Buffers.ints(out))
        .containsExactly(
            0x3F800000, 0xC0003C00, 0x04030201, 7, 0x7FA00001, 0x3F80, Float.floatToIntBits(4));
  }

  private static float[] run(String kernel, int rows) {
    byte[] in = Buffers.floats(1, 2, 3, 4, 5, 6, 7, 8);
    return Buffers.floats(HostKernel.run(FILE, kernel, 1, in, 16 * rows));
  }
}
