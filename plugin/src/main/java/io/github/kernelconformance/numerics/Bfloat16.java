package io.github.kernelconformance.numerics;

/** Bfloat16: 1 sign, 8 exponent and 7 fraction bits, the upper half of a binary32. */
public final class Bfloat16 {

  private static final int INFINITY = 0x7F80;
  private static final int QUIET_NAN = 0x7FC0;
  private static final BinaryFormat FORMAT = new BinaryFormat(8, 7, INFINITY);

  private Bfloat16() {}

  /**
   * The bits of the nearest bfloat16, ties to even, in one rounding from double. Magnitudes that
   * round past the largest finite value become infinity, NaN becomes {@code 0x7FC0}, and zeros keep
   * their sign.
   */
  public static short encode(double value) {
    return Double.isNaN(value) ? QUIET_NAN : (short) FORMAT.encode(value);
  }

  /** The value of a bfloat16's bits, exactly. */
  public static float decode(short bits) {
    return Float.intBitsToFloat(bits << 16);
  }
}
