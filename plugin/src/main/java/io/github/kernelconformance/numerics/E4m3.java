package io.github.kernelconformance.numerics;

/**
 * The 8-bit format E4M3 (OCP 8-bit Floating Point Specification (OFP8) v1.0), the element of MXFP8
 * here and the scale of nvfp4: 1 sign, 4 exponent and 3 fraction bits, bias 7. It has subnormals
 * and no infinity; {@code 0x7F} and {@code 0xFF} are NaN, and 448 is the largest value.
 */
public final class E4m3 {

  private static final int NAN = 0x7F;
  private static final BinaryFormat FORMAT = new BinaryFormat(4, 3, 0x7E);
  private static final float[] VALUES = new float[256];

  static {
    for (int code = 0; code < NAN; code++) {
      VALUES[code] = (float) FORMAT.decodeMagnitude(code);
      VALUES[code | FORMAT.signBit()] = -VALUES[code];
    }
    VALUES[NAN] = Float.NaN;
    VALUES[NAN | FORMAT.signBit()] = Float.NaN;
  }

  private E4m3() {}

  /**
   * The value of a code.
   *
   * @param code 0 to 255
   * @throws IndexOutOfBoundsException for any other code
   */
  public static float decode(int code) {
    return VALUES[code];
  }

  /**
   * The code of the nearest value, ties to the even code. Greater magnitudes and infinity saturate
   * to 448, the OFP8 saturating conversion, and zeros and results that underflow keep their sign.
   * NaN saturates to {@code 0x7E} too, as in MLX, where OFP8 would have NaN.
   */
  public static int encode(float value) {
    return Float.isNaN(value) ? FORMAT.largest() : FORMAT.encode(value);
  }
}
