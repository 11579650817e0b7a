package io.github.kernelconformance.contract;

import java.util.Random;

/**
 * A kernel that is as bad as its platform allows: it computes in float, moves each function to the
 * edge of its row, and uses every freedom at random.
 */
final class FloatKernel {

  /** How far functions may be off; written down from the documents, not read from our tables. */
  enum Platform {
    METAL,
    CUDA;

    /** In ulps of the exact result; 0.5 is rounding to nearest. */
    double ulps(Op op) {
      boolean metal = this == METAL;
      return switch (op) {
        case SQRT -> 0.5;
        case RSQRT -> metal ? 0.5 : 2.5;
        case EXP, EXP2, EXP10, LOG10, SIN, COS, COSH, ASIN, ACOS -> metal ? 4 : 2.5;
        case LOG, LOG2 -> metal ? 4 : 1.5;
        case SINH, ASINH -> metal ? 4 : 3.5;
        case ACOSH -> metal ? 4 : 4.5;
        case TANH, ATAN -> metal ? 5 : 2.5;
        case ATANH -> metal ? 5 : 3.5;
        case TAN -> metal ? 6 : 4.5;
        case ATAN2 -> metal ? 6 : 3.5;
        case POW -> metal ? 16 : 4.5;
        default -> throw new IllegalArgumentException(op + " has no row");
      };
    }
  }

  private final Platform platform;
  private final Random random;
  private final double excess;

  /**
   * @param excess how many times the error of its row a function may have; 1 for a kernel that
   *     conforms
   */
  FloatKernel(Platform platform, Random random, double excess) {
    this.platform = platform;
    this.random = random;
    this.excess = excess;
  }

  /** An operand or result, which may be flushed where the platform does that. */
  float flushed(float x) {
    boolean subnormal = x != 0 && Math.abs(x) < Float.MIN_NORMAL;
    return subnormal && platform == Platform.METAL && random.nextBoolean()
        ? Math.copySign(0f, x)
        : x;
  }

  float of(Op op, float... x) {
    return flushed(compute(op, x));
  }

  /** {@code a * b + c} in one rounding. */
  float fused(float a, float b, float c) {
    return flushed(Math.fma(a, b, c));
  }

  private float compute(Op op, float[] x) {
    return switch (op) {
      case PLUS -> x[0] + x[1];
      case MINUS -> x[0] - x[1];
      case TIMES -> x[0] * x[1];
      case OVER -> random.nextBoolean() ? x[0] / x[1] : x[0] * flushed(1 / x[1]);
      case FMA -> Math.fma(x[0], x[1], x[2]);
      case SQUARED -> x[0] * x[0];
      case RECIPROCAL -> 1 / x[0];
      case NEGATE -> -x[0];
      case ABS -> Math.abs(x[0]);
      case FLOOR -> (float) Math.floor(x[0]);
      case CEIL -> (float) Math.ceil(x[0]);
      case RINT -> (float) Math.rint(x[0]);
      case MAX -> random.nextBoolean() == x[0] > x[1] ? larger(x[0], x[1]) : larger(x[1], x[0]);
      case MIN -> random.nextBoolean() ? smaller(x[0], x[1]) : smaller(x[1], x[0]);
      case SELECT -> x[0] < x[1] ? x[2] : x[3];
      case FMOD -> x[0] % x[1];
      case RSQRT ->
          random.nextBoolean()
              ? atTheEdge(1 / Math.sqrt(x[0]), platform.ulps(op))
              : 1 / (float) Math.sqrt(x[0]);
      default -> atTheEdge(exact(op, x), platform.ulps(op));
    };
  }

  private static float larger(float a, float b) {
    return a > b ? a : b;
  }

  private static float smaller(float a, float b) {
    return a < b ? a : b;
  }

  private static double exact(Op op, float[] x) {
    double at = x[0];
    return switch (op) {
      case SQRT -> Math.sqrt(at);
      case EXP -> StrictMath.exp(at);
      case EXP2 -> StrictMath.pow(2, at);
      case EXP10 -> StrictMath.pow(10, at);
      case LOG -> StrictMath.log(at);
      case LOG2 -> StrictMath.log(at) / StrictMath.log(2);
      case LOG10 -> StrictMath.log10(at);
      case SIN -> StrictMath.sin(at);
      case COS -> StrictMath.cos(at);
      case TAN -> StrictMath.tan(at);
      case TANH -> StrictMath.tanh(at);
      case SINH -> StrictMath.sinh(at);
      case COSH -> StrictMath.cosh(at);
      case ASIN -> StrictMath.asin(at);
      case ACOS -> StrictMath.acos(at);
      case ATAN -> StrictMath.atan(at);
      case ASINH -> inverse(StrictMath.log1p(Math.abs(at) + at * at / (1 + root(at))), at);
      case ACOSH -> at < 1 ? Double.NaN : StrictMath.log1p(at - 1 + Math.sqrt((at - 1) * (at + 1)));
      case ATANH -> (StrictMath.log1p(at) - StrictMath.log1p(-at)) / 2;
      case ATAN2 -> StrictMath.atan2(at, x[1]);
      case POW -> at == 1 || at == -1 && Float.isInfinite(x[1]) ? 1 : StrictMath.pow(at, x[1]);
      default -> throw new IllegalArgumentException(op + " is exact");
    };
  }

  private static double root(double x) {
    return Math.sqrt(1 + x * x);
  }

  private static double inverse(double size, double sign) {
    return Double.isNaN(size) && Double.isInfinite(sign) ? sign : Math.copySign(size, sign);
  }

  /** The float that is as far from the exact result as its row allows, up, down or anywhere. */
  private float atTheEdge(double exact, double ulps) {
    if (Double.isNaN(exact) || Double.isInfinite(exact) || exact == 0 || ulps == 0.5) {
      return (float) exact;
    }
    int exponent = Math.min(Math.getExponent(exact), Float.MAX_EXPONENT);
    double ulp = Math.scalb(1.0, Math.max(exponent, Float.MIN_EXPONENT) - 23);
    double allowed = ulps * excess * ulp;
    double share = random.nextInt(3) - 1;
    double aim = exact + (share == 0 ? 2 * random.nextDouble() - 1 : share) * allowed;
    float got = (float) aim;
    if (Float.isFinite(got) && Math.abs(got - exact) > allowed) {
      got = got > exact ? Math.nextDown(got) : Math.nextUp(got);
    }
    // No exponential is negative, and no function but a wave has the wrong sign near 0.
    return Math.signum(got) * exact < 0 ? 0 : got;
  }
}
