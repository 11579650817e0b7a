package io.github.kernelconformance.numerics;

/**
 * The shared scale of the MX formats (OCP Microscaling Formats (MX) v1.0): an 8-bit exponent with
 * bias 127 and nothing else. It has neither sign nor zero; {@code 0xFF} is NaN and {@code 0x00} is
 * 2^-127.
 */
public final class E8m0 {

  private static final int BIAS = 127;
  private static final int NAN = 0xFF;
  private static final double LN_2 = StrictMath.log(2);
  private static final float[] VALUES = new float[256];

  static {
    for (int code = 0; code < NAN; code++) {
      VALUES[code] = Math.scalb(1f, code - BIAS);
    }
    VALUES[NAN] = Float.NaN;
  }

  private E8m0() {}

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
   * The code that MLX chooses for a scale: {@code round(log2(value)) + 127}, the logarithm in
   * float32 and halves away from zero, clamped to 0 to 254. (The MX specification leaves the choice
   * to the implementation; its own suggestion takes the floor.) Zero and negative values get code
   * 0, infinity and NaN {@code 0xFF}.
   */
  public static int encode(float value) {
    if (!Float.isFinite(value)) {
      return NAN;
    }
    if (value <= 0) {
      return 0;
    }
    float log2 = (float) (StrictMath.log(value) / LN_2);
    int exponent = (int) (log2 + Math.copySign(0.5, log2));
    return Math.min(Math.max(exponent, -BIAS), BIAS) + BIAS;
  }
}
