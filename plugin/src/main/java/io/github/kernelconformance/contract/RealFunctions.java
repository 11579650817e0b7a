package io.github.kernelconformance.contract;

/** Functions that {@link Math} lacks, to a few ulps of a double. */
final class RealFunctions {

  private static final double LN2 = Math.log(2);

  private RealFunctions() {}

  static double log2(double x) {
    return Math.log(x) / LN2;
  }

  static double asinh(double x) {
    double size = Math.abs(x);
    double result =
        size > 0x1p30
            ? Math.log(size) + LN2
            : Math.log1p(size + size * size / (1 + Math.sqrt(1 + size * size)));
    return Math.copySign(result, x);
  }

  static double acosh(double x) {
    if (x < 1) {
      return Double.NaN;
    }
    double over = x - 1;
    return x > 0x1p30 ? Math.log(x) + LN2 : Math.log1p(over + Math.sqrt(over * (2 + over)));
  }

  static double atanh(double x) {
    double size = Math.abs(x);
    return Math.copySign(Math.log1p(2 * size / (1 - size)) / 2, x);
  }
}
