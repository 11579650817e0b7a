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
    METAL_FAST,
    CUDA;

    /** The largest absolute error; infinite where anything may come. */
    double allowed(Op op, double x, double exact) {
      int exponent = Math.min(Math.getExponent(exact), Float.MAX_EXPONENT);
      double ulp = Math.scalb(1.0, Math.max(exponent, Float.MIN_EXPONENT) - 23);
      return this == METAL_FAST ? fast(op, x, ulp) : ulps(op) * ulp;
    }

    private static double fast(Op op, double x, double ulp) {
      boolean near = x >= 0.5 && x <= 2;
      return switch (op) {
        case EXP, EXP2 -> (3 + Math.floor(Math.abs(2 * x))) * ulp;
        case LOG -> near ? 0x1p-21 : 3 * ulp;
        case LOG2 -> near ? 0x1p-22 : 2 * ulp;
        case SIN, COS -> Math.abs(x) <= Math.PI ? 0x1p-13 : Double.POSITIVE_INFINITY;
        case RSQRT -> 2 * ulp;
        case ATAN, ASIN, ACOS -> 5 * ulp;
        default -> throw new IllegalArgumentException(op + " is a formula");
      };
    }

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
    if (platform == Platform.METAL_FAST) {
      Float formula = formula(op, x);
      if (formula != null) {
        return formula;
      }
    }
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
              ? atTheEdge(1 / Math.sqrt(x[0]), op, x[0])
              : 1 / (float) Math.sqrt(x[0]);
      case POW -> atTheEdge(exact(op, x), op, Float.isInfinite(x[1]) ? x[1] : x[0]);
      default -> atTheEdge(exact(op, x), op, x[0]);
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

  /** What fast math makes of others; null for what has a row of its own. */
  private Float formula(Op op, float[] x) {
    float at = x[0];
    return switch (op) {
      case SQRT -> at == 0 ? 0 : at * of(Op.RSQRT, at);
      case RECIPROCAL -> 1 / at;
      case EXP10 -> of(Op.EXP2, at * 3.3219281f);
      case LOG10 -> of(Op.LOG2, at) * 0.30103f;
      case TAN -> of(Op.SIN, at) * (1 / of(Op.COS, at));
      case TANH -> tanh(of(Op.EXP, 2 * at));
      case SINH -> (of(Op.EXP, at) - of(Op.EXP, -at)) * 0.5f;
      case COSH -> (of(Op.EXP, at) + of(Op.EXP, -at)) * 0.5f;
      case ASINH -> of(Op.LOG, at + of(Op.SQRT, at * at + 1));
      case ACOSH -> of(Op.LOG, at + of(Op.SQRT, at * at - 1));
      case ATANH -> 0.5f * of(Op.LOG, of(Op.OVER, 1 + at, 1 - at));
      case POW -> of(Op.EXP2, x[1] * of(Op.LOG2, at));
      case ATAN2 -> atan2(of(Op.ATAN, of(Op.OVER, at, x[1])), at, x[1]);
      default -> null;
    };
  }

  private float tanh(float t) {
    return of(Op.OVER, t - 1, t + 1);
  }

  private static float atan2(float angle, float y, float x) {
    return x > 0 ? angle : angle + Math.copySign((float) Math.PI, y);
  }

  /** The float that is as far from the exact result as its row allows, up, down or anywhere. */
  private float atTheEdge(double exact, Op op, double x) {
    boolean limit = Double.isInfinite(x) && Math.abs(exact) == 1;
    boolean exactly =
        !Double.isFinite(exact) || limit || exact == 0 && platform != Platform.METAL_FAST;
    double allowed = exactly ? 0 : excess * platform.allowed(op, x, exact);
    boolean nearest = exactly || platform != Platform.METAL_FAST && platform.ulps(op) == 0.5;
    if (nearest || allowed == Double.POSITIVE_INFINITY) {
      return (float) exact;
    }
    double share = random.nextInt(3) - 1;
    double aim = exact + (share == 0 ? 2 * random.nextDouble() - 1 : share) * allowed;
    float got = (float) aim;
    if (Float.isFinite(got) && Math.abs(got - exact) > allowed) {
      got = got > exact ? Math.nextDown(got) : Math.nextUp(got);
    }
    // No exponential is negative, and no function but a wave has the wrong sign near 0.
    boolean wave = op == Op.SIN || op == Op.COS || op == Op.LOG || op == Op.LOG2;
    return !wave && Math.signum(got) * exact < 0 ? 0 : got;
  }
}
