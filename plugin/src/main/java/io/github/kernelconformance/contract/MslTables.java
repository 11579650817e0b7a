package io.github.kernelconformance.contract;

import static io.github.kernelconformance.contract.MathFunction.*;

import io.github.kernelconformance.contract.Accuracy.AbsoluteWithin;
import io.github.kernelconformance.contract.Accuracy.BinaryFormula;
import io.github.kernelconformance.contract.Accuracy.CorrectlyRounded;
import io.github.kernelconformance.contract.Accuracy.Formula;
import io.github.kernelconformance.contract.Accuracy.GrowingUlps;
import io.github.kernelconformance.contract.Accuracy.Relative;
import io.github.kernelconformance.contract.Accuracy.Ulps;
import io.github.kernelconformance.contract.Accuracy.UlpsWithin;
import io.github.kernelconformance.numerics.DType;

/** The tables of the Metal Shading Language Specification 4.1, section 8.4. */
final class MslTables {

  private static final String SOURCE = "Metal Shading Language Specification 4.1, section 8.4";

  private static final double NOTHING = Double.POSITIVE_INFINITY;

  private MslTables() {}

  static AccuracyTable precise() {
    return precise(AccuracyTable.table("msl-precise", SOURCE)).build();
  }

  static AccuracyTable relaxed() {
    return precise(AccuracyTable.table("msl-relaxed", SOURCE).reassociates()).build();
  }

  private static AccuracyTable.Builder precise(AccuracyTable.Builder table) {
    table
        .flushesSubnormals()
        .type(DType.FLOAT32)
        .row(new CorrectlyRounded(), ADD, MULTIPLY, FMA, DIVIDE, RECIPROCAL, SQRT, RSQRT)
        .row(new Ulps(4), EXP, EXP2, EXP10, LOG, LOG2, LOG10, SIN, COS, SINH, COSH)
        .row(new Ulps(4), ASIN, ACOS, ASINH, ACOSH)
        .row(new Ulps(5), TANH, ATAN, ATANH)
        .row(new Ulps(6), TAN, ATAN2)
        .row(new Ulps(16), POW)
        .row(new Ulps(0), FMOD);
    return narrow(table);
  }

  static AccuracyTable fast() {
    AccuracyTable.Builder table =
        AccuracyTable.table("msl-fast", SOURCE).fastMath().flushesSubnormals();
    table
        .type(DType.FLOAT32)
        .row(new CorrectlyRounded(), ADD, MULTIPLY, FMA)
        .row(new UlpsWithin(1, 0x1p-126, 0x1p126), RECIPROCAL)
        .row(new UlpsWithin(2.5, 0x1p-126, 0x1p126), DIVIDE)
        .row(new Ulps(2), RSQRT)
        // x * rsqrt(x), right at 0: 2 ulps are 4 units, the product rounds once more, and 2^-20 of
        // a unit is more than what these multiply to.
        .row(new Relative(5 + 0x1p-20), SQRT)
        .row(new GrowingUlps(3, 2), EXP, EXP2)
        .row(new AbsoluteWithin(0.5, 2, 0x1p-21, 3), LOG)
        .row(new AbsoluteWithin(0.5, 2, 0x1p-22, 2), LOG2)
        .row(new AbsoluteWithin(-Math.PI, Math.PI, 0x1p-13, NOTHING), SIN, COS)
        .row(new Ulps(5), ATAN)
        .row(new UlpsWithin(5, 0, 1), ASIN, ACOS)
        .row(new Formula("exp2(x * log2(10))", MslFormulas::exp10), EXP10)
        .row(new Formula("log2(x) * log10(2)", MslFormulas::log10), LOG10)
        .row(new Formula("sin(x) * (1 / cos(x))", MslFormulas::tan), TAN)
        .row(new Formula("(t - 1) / (t + 1), t = exp(2 * x)", MslFormulas::tanh), TANH)
        .row(new Formula("(exp(x) - exp(-x)) * 0.5", MslFormulas::sinh), SINH)
        .row(new Formula("(exp(x) + exp(-x)) * 0.5", MslFormulas::cosh), COSH)
        .row(new Formula("log(x + sqrt(x * x + 1))", MslFormulas::asinh), ASINH)
        .row(new Formula("log(x + sqrt(x * x - 1))", MslFormulas::acosh), ACOSH)
        .row(new Formula("0.5 * log((1 + x) / (1 - x))", MslFormulas::atanh), ATANH)
        .row(new BinaryFormula("atan(y / x), and pi by the signs", MslFormulas::atan2), ATAN2)
        .row(new BinaryFormula("exp2(y * log2(x))", MslFormulas::pow), POW);
    return narrow(table).build();
  }

  /** half and bfloat, which the math mode leaves alone. */
  private static AccuracyTable.Builder narrow(AccuracyTable.Builder table) {
    return table
        .type(DType.FLOAT16)
        .row(new CorrectlyRounded(), ADD, MULTIPLY, FMA, DIVIDE, RECIPROCAL, SQRT, RSQRT)
        .row(new Ulps(1), EXP, EXP2, EXP10, LOG, LOG2, LOG10, SIN, COS, TAN, TANH, SINH, COSH)
        .row(new Ulps(1), ASIN, ACOS, ATAN, ATAN2, ASINH, ACOSH, ATANH)
        .row(new Ulps(0), FMOD)
        .type(DType.BFLOAT16)
        .row(new CorrectlyRounded(), ADD, MULTIPLY, FMA, DIVIDE, RECIPROCAL);
  }
}
