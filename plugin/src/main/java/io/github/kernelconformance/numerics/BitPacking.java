package io.github.kernelconformance.numerics;

/**
 * Codes of 1 to 8 bits as a bit stream: each code starts where the one before it ends, low bits
 * first, from the low bit of each byte up. MLX packs all its quantized weights so, whether it views
 * them as bytes or as little-endian uint32 words; codes of 3, 5 and 6 bits cross byte borders.
 */
public final class BitPacking {

  private BitPacking() {}

  /**
   * Packs codes.
   *
   * @param codes each at least 0 and below {@code 2^bits}; together a whole number of bytes
   * @param bits 1 to 8
   * @return {@code codes.length * bits / 8} bytes
   * @throws IllegalArgumentException if a code does not fit, the stream ends within a byte, or the
   *     bits are out of range
   */
  public static byte[] pack(int[] codes, int bits) {
    requireBits(bits);
    long length = (long) codes.length * bits;
    if (length % Byte.SIZE != 0) {
      throw new IllegalArgumentException(
          "%d codes of %d bits do not fill whole bytes".formatted(codes.length, bits));
    }
    byte[] packed = new byte[Math.toIntExact(length / Byte.SIZE)];
    int pending = 0;
    int pendingBits = 0;
    int next = 0;
    for (int code : codes) {
      if (code >>> bits != 0) {
        throw new IllegalArgumentException("code %d does not fit in %d bits".formatted(code, bits));
      }
      pending |= code << pendingBits;
      pendingBits += bits;
      if (pendingBits >= Byte.SIZE) {
        packed[next++] = (byte) pending;
        pending >>>= Byte.SIZE;
        pendingBits -= Byte.SIZE;
      }
    }
    return packed;
  }

  /**
   * The codes of a bit stream, the inverse of {@link #pack}.
   *
   * @param packed a whole number of codes
   * @param bits 1 to 8
   * @throws IllegalArgumentException if the stream ends within a code or the bits are out of range
   */
  public static int[] unpack(byte[] packed, int bits) {
    requireBits(bits);
    long length = (long) packed.length * Byte.SIZE;
    if (length % bits != 0) {
      throw new IllegalArgumentException(
          "%d bytes do not hold a whole number of %d-bit codes".formatted(packed.length, bits));
    }
    int[] codes = new int[Math.toIntExact(length / bits)];
    int mask = (1 << bits) - 1;
    int pending = 0;
    int pendingBits = 0;
    int next = 0;
    for (int i = 0; i < codes.length; i++) {
      if (pendingBits < bits) {
        pending |= Byte.toUnsignedInt(packed[next++]) << pendingBits;
        pendingBits += Byte.SIZE;
      }
      codes[i] = pending & mask;
      pending >>>= bits;
      pendingBits -= bits;
    }
    return codes;
  }

  private static void requireBits(int bits) {
    if (bits < 1 || bits > Byte.SIZE) {
      throw new IllegalArgumentException(bits + " bits; a packed code has 1 to 8");
    }
  }
}
