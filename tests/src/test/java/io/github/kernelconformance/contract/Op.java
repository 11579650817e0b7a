package io.github.kernelconformance.contract;

/** The doors of {@link Tracked} that a random program goes through, with the number of operands. */
enum Op {
  PLUS(2),
  MINUS(2),
  TIMES(2),
  OVER(2),
  FMA(3),
  SQUARED(1),
  RECIPROCAL(1),
  NEGATE(1),
  ABS(1),
  FLOOR(1),
  CEIL(1),
  RINT(1),
  MAX(2),
  MIN(2),
  SELECT(4),
  SQRT(1),
  RSQRT(1),
  EXP(1),
  EXP2(1),
  EXP10(1),
  LOG(1),
  LOG2(1),
  LOG10(1),
  SIN(1),
  COS(1),
  TAN(1),
  TANH(1),
  SINH(1),
  COSH(1),
  ASIN(1),
  ACOS(1),
  ATAN(1),
  ASINH(1),
  ACOSH(1),
  ATANH(1),
  ATAN2(2),
  POW(2),
  FMOD(2);

  final int operands;

  Op(int operands) {
    this.operands = operands;
  }

  /** The reference. */
  Tracked of(Tracked... x) {
    return switch (this) {
      case PLUS -> x[0].plus(x[1]);
      case MINUS -> x[0].minus(x[1]);
      case TIMES -> x[0].times(x[1]);
      case OVER -> x[0].over(x[1]);
      case FMA -> x[0].fma(x[1], x[2]);
      case SQUARED -> x[0].squared();
      case RECIPROCAL -> x[0].reciprocal();
      case NEGATE -> x[0].negate();
      case ABS -> x[0].abs();
      case FLOOR -> x[0].floor();
      case CEIL -> x[0].ceil();
      case RINT -> x[0].rint();
      case MAX -> x[0].max(x[1]);
      case MIN -> x[0].min(x[1]);
      case SELECT -> x[0].select(x[1], x[2], x[3]);
      case SQRT -> x[0].sqrt();
      case RSQRT -> x[0].rsqrt();
      case EXP -> x[0].exp();
      case EXP2 -> x[0].exp2();
      case EXP10 -> x[0].exp10();
      case LOG -> x[0].log();
      case LOG2 -> x[0].log2();
      case LOG10 -> x[0].log10();
      case SIN -> x[0].sin();
      case COS -> x[0].cos();
      case TAN -> x[0].tan();
      case TANH -> x[0].tanh();
      case SINH -> x[0].sinh();
      case COSH -> x[0].cosh();
      case ASIN -> x[0].asin();
      case ACOS -> x[0].acos();
      case ATAN -> x[0].atan();
      case ASINH -> x[0].asinh();
      case ACOSH -> x[0].acosh();
      case ATANH -> x[0].atanh();
      case ATAN2 -> x[0].atan2(x[1]);
      case POW -> x[0].pow(x[1]);
      case FMOD -> x[0].fmod(x[1]);
    };
  }
}
