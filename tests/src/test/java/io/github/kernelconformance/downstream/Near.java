package io.github.kernelconformance.downstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kernelconformance.numerics.DType;

/**
 * Whether an output is about as it should be: enough to tell a right kernel from a wrong one, which
 * is all that these tests ask.
 */
final class Near {

  private static final double ARITHMETIC = 1e-5;

  private Near() {}

  /** How many elements are not near: NaN and infinities have to be the same. */
  static int wrong(DType type, double[] out, double[] expected, double magnitude) {
    assertThat(out).hasSameSizeAs(expected);
    int wrong = 0;
    for (int i = 0; i < out.length; i++) {
      wrong += near(type, out[i], expected[i], magnitude) ? 0 : 1;
    }
    return wrong;
  }

  /** Expects all to be near. */
  static void check(String what, DType type, double[] out, double[] expected, double magnitude) {
    assertThat(out).hasSameSizeAs(expected);
    for (int i = 0; i < out.length; i++) {
      assertThat(near(type, out[i], expected[i], magnitude))
          .as("%s: out[%d] = %s, expected %s", what, i, out[i], expected[i])
          .isTrue();
    }
  }

  private static boolean near(DType type, double out, double expected, double magnitude) {
    double rounded = type.round(expected);
    if (Double.isNaN(rounded) || Double.isInfinite(rounded)) {
      return Double.compare(out, rounded) == 0;
    }
    return Math.abs(out - expected)
        <= ARITHMETIC * Math.max(magnitude, Math.abs(expected)) + type.ulp(expected);
  }
}
