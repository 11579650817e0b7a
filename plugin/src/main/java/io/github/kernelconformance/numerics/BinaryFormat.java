package io.github.kernelconformance.numerics;

/**
 * A binary floating-point format of at most 16 bits: sign, biased exponent and fraction from the
 * high bit to the low, with subnormals, and a bias of {@code 2^(exponentBits-1) - 1} as IEEE 754
 * has it. Half, bfloat16, e4m3 and e2m1 all are of this kind; they differ in what the greatest
 * codes mean, which is left to the caller.
 *
 * @param largest the greatest magnitude code that rounding can give: infinity in formats that have
 *     one, else the greatest finite number
 */
record BinaryFormat(int exponentBits, int fractionBits, int largest) {

  private static final int DOUBLE_BIAS = Double.MAX_EXPONENT;

  /**
   * The code of the value nearest to a number, ties to the even code, with the number's sign.
   *
   * <p>Neighbouring codes stand for neighbouring values, so the code is the magnitude counted in
   * steps of its binade's spacing, plus the codes of the binades below. A carry out of the fraction
   * thereby raises the exponent, and steps past the largest finite number reach infinity.
   *
   * @param value anything but NaN
   */
  int encode(double value) {
    int magnitude = encodeMagnitude(Math.abs(value));
    return Double.doubleToRawLongBits(value) < 0 ? magnitude | signBit() : magnitude;
  }

  private int encodeMagnitude(double magnitude) {
    int minExponent = minExponent();
    int exponent = Math.max(Math.getExponent(magnitude), minExponent);
    if (exponent > 1 << (exponentBits - 1)) {
      return largest; // beyond every finite value; also keeps the arithmetic below in range
    }
    int steps = (int) Math.rint(magnitude * powerOfTwo(fractionBits - exponent));
    return Math.min(steps + ((exponent - minExponent) << fractionBits), largest);
  }

  /** The value of a magnitude code, read as a finite number whatever the format reserves. */
  double decodeMagnitude(int code) {
    int field = code >> fractionBits;
    int fraction = code & ((1 << fractionBits) - 1);
    int significand = field == 0 ? fraction : fraction | 1 << fractionBits;
    return significand * powerOfTwo(Math.max(field - 1, 0) + minExponent() - fractionBits);
  }

  /** The bit that makes a code negative. */
  int signBit() {
    return 1 << (exponentBits + fractionBits);
  }

  /** The exponent of the smallest normal number, 1 - bias. */
  private int minExponent() {
    return 2 - (1 << (exponentBits - 1));
  }

  private static double powerOfTwo(int exponent) {
    return Double.longBitsToDouble((long) (exponent + DOUBLE_BIAS) << 52);
  }
}
