package io.github.kernelconformance.device.host;

/**
 * An IEEE 754 binary format no wider than float, by its definition: a number is a multiple of its
 * ulp, 2^(exponent - precision + 1), and rounding takes the nearest multiple, the even one of two.
 */
enum Format {
  HALF(11, -14, 15),
  BFLOAT(8, -126, 127),
  FLOAT(24, -126, 127);

  private final int precision;
  private final int leastExponent;
  private final int mostExponent;

  Format(int precision, int leastExponent, int mostExponent) {
    this.precision = precision;
    this.leastExponent = leastExponent;
    this.mostExponent = mostExponent;
  }

  /** The distance between the numbers of this format around a value. */
  double ulp(double value) {
    return Math.scalb(1.0, Math.max(Math.getExponent(value), leastExponent) - precision + 1);
  }

  /** The number of this format nearest to a value. */
  double round(double value) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return value;
    }
    double ulp = ulp(value);
    double rounded = Math.rint(value / ulp) * ulp;
    return Math.abs(rounded) < Math.scalb(1.0, mostExponent + 1)
        ? rounded
        : Math.copySign(Double.POSITIVE_INFINITY, value);
  }

  /** The value of a code of 16 bits. */
  double decode(int code) {
    int fractionBits = precision - 1;
    int exponent = (code & 0x7FFF) >> fractionBits;
    int fraction = code & (1 << fractionBits) - 1;
    double magnitude;
    if (exponent > mostExponent - leastExponent + 1) {
      magnitude = fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
    } else {
      int hidden = exponent == 0 ? 0 : 1 << fractionBits;
      magnitude =
          Math.scalb(
              (double) (hidden + fraction), Math.max(exponent, 1) + leastExponent - precision);
    }
    return code >> 15 == 0 ? magnitude : -magnitude;
  }
}
