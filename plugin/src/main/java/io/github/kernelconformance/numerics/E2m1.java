package io.github.kernelconformance.numerics;

/**
 * The 4-bit element format of MXFP4 (OCP Microscaling Formats (MX) v1.0): 1 sign, 2 exponent and 1
 * fraction bits, bias 1. It has subnormals but neither infinity nor NaN; the magnitudes are 0, 0.5,
 * 1, 1.5, 2, 3, 4 and 6.
 */
public final class E2m1 {

  private static final BinaryFormat FORMAT = new BinaryFormat(2, 1, 0x7);
  private static final float[] VALUES = new float[16];

  static {
    for (int code = 0; code < 8; code++) {
      VALUES[code] = (float) FORMAT.decodeMagnitude(code);
      VALUES[code | FORMAT.signBit()] = -VALUES[code];
    }
  }

  private E2m1() {}

  /**
   * The value of a code.
   *
   * @param code 0 to 15
   * @throws IndexOutOfBoundsException for any other code
   */
  public static float decode(int code) {
    return VALUES[code];
  }

  /**
   * The code of the nearest value, ties to the even code. Greater magnitudes and infinity saturate
   * to 6. The sign is kept even where the value becomes zero, so small negatives get code 8. NaN,
   * for which the format has no code, becomes code 7 as in MLX.
   */
  public static int encode(float value) {
    return Float.isNaN(value) ? FORMAT.largest() : FORMAT.encode(value);
  }
}
