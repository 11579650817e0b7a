package io.github.kernelconformance.numerics;

/** IEEE 754 binary16: 1 sign, 5 exponent and 10 fraction bits; MSL's {@code half}. */
public final class Half {

  private static final int INFINITY = 0x7C00;
  private static final int QUIET_NAN = 0x7E00;
  private static final BinaryFormat FORMAT = new BinaryFormat(5, 10, INFINITY);

  private Half() {}

  /**
   * The bits of the nearest half, ties to even, in one rounding from double. Magnitudes from 65520
   * on become infinity, NaN becomes {@code 0x7E00}, and zeros keep their sign.
   */
  public static short encode(double value) {
    return Double.isNaN(value) ? QUIET_NAN : (short) FORMAT.encode(value);
  }

  /** The value of a half's bits, exactly; a NaN's payload is not kept. */
  public static float decode(short bits) {
    int code = bits & 0x7FFF;
    float magnitude;
    if (code < INFINITY) {
      magnitude = (float) FORMAT.decodeMagnitude(code);
    } else {
      magnitude = code == INFINITY ? Float.POSITIVE_INFINITY : Float.NaN;
    }
    return bits < 0 ? -magnitude : magnitude;
  }
}
