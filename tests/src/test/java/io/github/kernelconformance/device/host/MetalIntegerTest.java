package io.github.kernelconformance.device.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;

/** Integer functions of the Metal standard library on the host device. */
class MetalIntegerTest {

  private static final String FILE = "integer.metal";

  private static final long[] EDGES = {
    0,
    1,
    -1,
    2,
    7,
    0x55555555L,
    0x7FFFFFFFL,
    0x80000000L,
    0xFFFFFFFFL,
    0x123456789ABCDEFL,
    Long.MAX_VALUE,
    Long.MIN_VALUE,
    -1000,
    1L << 40,
    0xF0F0F0F0F0F0F0F0L
  };

  @Test
  void everyPairOfChars() {
    pairs("pairs_of_char", -128, 127);
  }

  @Test
  void everyPairOfUchars() {
    pairs("pairs_of_uchar", 0, 255);
  }

  @Test
  void pairsOfInts() {
    int[] in = new int[2 * EDGES.length * EDGES.length];
    for (int i = 0; i < in.length / 2; i++) {
      in[2 * i] = (int) EDGES[i / EDGES.length];
      in[2 * i + 1] = (int) EDGES[i % EDGES.length];
    }
    int[] out =
        Buffers.ints(
            HostKernel.run(FILE, "wide_int", in.length / 2, Buffers.ints(in), 28 * in.length));
    for (int i = 0; i < in.length / 2; i++) {
      BigInteger[] expected =
          wide(BigInteger.valueOf(in[2 * i]), BigInteger.valueOf(in[2 * i + 1]), 32, true);
      for (int n = 0; n < expected.length; n++) {
        assertThat(out[14 * i + n])
            .as("function %d of %d and %d", n, in[2 * i], in[2 * i + 1])
            .isEqualTo(expected[n].intValue());
      }
    }
  }

  @Test
  void pairsOfLongs() {
    pairsOf64Bits("wide_long", true);
  }

  @Test
  void pairsOfUlongs() {
    pairsOf64Bits("wide_ulong", false);
  }

  @Test
  void singularOperands() {
    int[] expected = {
      32, 32, 7, 16, 8, 0x80, // clz, ctz, popcount, reverse_bits
      -1, 0, 8, -8, 0xFF00, 9, // extract_bits, insert_bits
      15, -3, 0x2FFFFFD, 4, // mul24, mad24
      5, -128, 2, 1, // abs, and the size of what abs and min return
      7, 4, 1, 10
    };
    byte[] in = Buffers.ints(0);
    assertThat(
            Buffers.ints(
                HostKernel.run(FILE, "singular", expected.length, in, 4 * expected.length)))
        .containsExactly(expected);
  }

  @Test
  void vectorsGiveWhatTheirComponentsGive() {
    assertThat(Buffers.ints(HostKernel.run(FILE, "by_components", 1, Buffers.ints(0), 108)))
        .containsExactly(
            7,
            8,
            100, // abs
            9,
            9,
            100, // max
            0,
            8,
            50, // clamp
            30,
            1,
            3, // popcount
            8,
            7,
            99, // absdiff
            -14,
            16,
            200, // addsat
            -4,
            -4,
            2, // extract_bits(x, 1, 3): 0b100, 0b100, 0b010
            (-7 & ~0xF0) | 0x50,
            0x58,
            0x54, // insert_bits
            0xF3,
            16,
            200); // rotate of 249, 8, 100
  }

  private static void pairs(String kernel, int least, int most) {
    int[] out = Buffers.ints(HostKernel.run(FILE, kernel, 1 << 16, Buffers.ints(0), 48 << 16));
    for (int i = 0; i < 1 << 16; i++) {
      int x = least < 0 ? (byte) (i >> 8) : i >> 8;
      int y = least < 0 ? (byte) i : i & 0xFF;
      int unsigned = x & 0xFF;
      int turns = y & 7;
      int rotated = (unsigned << turns | unsigned >> 8 - turns) & 0xFF;
      int[] expected = {
        Math.abs(x - y),
        saturate(x + y, least, most),
        saturate(x - y, least, most),
        Math.floorDiv(x + y, 2),
        Math.floorDiv(x + y + 1, 2),
        Math.floorDiv(x * y, 256),
        Math.min(x, y),
        Math.max(x, y),
        wrap(rotated, least),
        saturate(x * y + x, least, most),
        wrap(Math.floorDiv(x * y, 256) + y, least),
        saturate(x, 10, 20)
      };
      for (int n = 0; n < expected.length; n++) {
        if (out[12 * i + n] != expected[n]) {
          assertThat(out[12 * i + n])
              .as("function %d of %d and %d", n, x, y)
              .isEqualTo(expected[n]);
        }
      }
    }
  }

  private static void pairsOf64Bits(String kernel, boolean signed) {
    long[] in = new long[2 * EDGES.length * EDGES.length];
    for (int i = 0; i < in.length / 2; i++) {
      in[2 * i] = EDGES[i / EDGES.length];
      in[2 * i + 1] = EDGES[i % EDGES.length];
    }
    long[] out =
        Buffers.longs(
            HostKernel.run(FILE, kernel, in.length / 2, Buffers.longs(in), 56 * in.length));
    for (int i = 0; i < in.length / 2; i++) {
      BigInteger x = number(in[2 * i], signed);
      BigInteger y = number(in[2 * i + 1], signed);
      BigInteger[] expected = wide(x, y, 64, signed);
      for (int n = 0; n < expected.length; n++) {
        assertThat(out[14 * i + n])
            .as("function %d of %d and %d", n, x, y)
            .isEqualTo(expected[n].longValue());
      }
    }
  }

  /** What the kernels named wide compute, of any size, low bits first. */
  private static BigInteger[] wide(BigInteger x, BigInteger y, int width, boolean signed) {
    BigInteger one = BigInteger.ONE;
    BigInteger least = signed ? one.shiftLeft(width - 1).negate() : BigInteger.ZERO;
    BigInteger most = one.shiftLeft(signed ? width - 1 : width).subtract(one);
    BigInteger bits = x.mod(one.shiftLeft(width));
    BigInteger reversed = BigInteger.ZERO;
    for (int i = 0; i < width; i++) {
      if (bits.testBit(i)) {
        reversed = reversed.setBit(width - 1 - i);
      }
    }
    BigInteger field = bits.shiftRight(3).and(BigInteger.valueOf(127));
    boolean negativeField = signed && field.testBit(6);
    BigInteger mask = BigInteger.valueOf(127).shiftLeft(3);
    return new BigInteger[] {
      x.subtract(y).abs(),
      x.add(y).max(least).min(most),
      x.subtract(y).max(least).min(most),
      x.add(y).shiftRight(1),
      x.add(y).add(one).shiftRight(1),
      x.multiply(y).shiftRight(width),
      x.multiply(y).add(x).max(least).min(most),
      BigInteger.valueOf(width - bits.bitLength()),
      BigInteger.valueOf(bits.signum() == 0 ? width : bits.getLowestSetBit()),
      BigInteger.valueOf(bits.bitCount()),
      reversed,
      bits.shiftLeft(5).or(bits.shiftRight(width - 5)),
      negativeField ? field.subtract(BigInteger.valueOf(128)) : field,
      bits.andNot(mask).or(y.shiftLeft(3).and(mask))
    };
  }

  private static BigInteger number(long bits, boolean signed) {
    return signed ? BigInteger.valueOf(bits) : new BigInteger(Long.toUnsignedString(bits));
  }

  private static int saturate(int value, int least, int most) {
    return Math.min(Math.max(value, least), most);
  }

  private static int wrap(int value, int least) {
    return least < 0 ? (byte) value : value & 0xFF;
  }
}
