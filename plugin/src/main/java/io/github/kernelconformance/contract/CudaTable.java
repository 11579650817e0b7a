package io.github.kernelconformance.contract;

import static io.github.kernelconformance.contract.MathFunction.*;

import io.github.kernelconformance.contract.Accuracy.CorrectlyRounded;
import io.github.kernelconformance.contract.Accuracy.Ulps;
import io.github.kernelconformance.numerics.DType;

/**
 * The table of the CUDA C++ Programming Guide, appendix "Mathematical Functions", for single
 * precision with {@code -prec-div=true -prec-sqrt=true -ftz=false}.
 *
 * <p>The guide counts ulps from the correctly rounded result; from the exact one it is half an ulp
 * more.
 *
 * <p>CUDA's own functions of halves are not used: the library computes a function of a half, or of
 * a bfloat, in single precision and rounds that once. So it is off by half an ulp of the type and
 * the few ulps of a float.
 */
final class CudaTable {

  /** The largest error of a row for single precision, 4.5 ulps, is 4.5 / 2^13 ulps of a half. */
  private static final Ulps ROUNDED_FLOAT = new Ulps(0.5 + 4.5 / (1 << 13));

  private CudaTable() {}

  static AccuracyTable table() {
    return AccuracyTable.table(
            "cuda",
            "CUDA C++ Programming Guide, Mathematical Functions, Single-Precision Floating-Point"
                + " Functions")
        .type(DType.FLOAT32)
        .row(new CorrectlyRounded(), ADD, MULTIPLY, FMA, DIVIDE, RECIPROCAL, SQRT)
        .row(guide(2), RSQRT, EXP, EXP2, EXP10, LOG10, SIN, COS, COSH, TANH, ASIN, ACOS, ATAN)
        .row(guide(1), LOG, LOG2)
        .row(guide(3), SINH, ATAN2, ASINH, ATANH)
        .row(guide(4), TAN, ACOSH)
        .row(guide(4), POW)
        .row(new Ulps(0), FMOD)
        .type(DType.FLOAT16)
        .row(new CorrectlyRounded(), ADD, MULTIPLY, FMA, DIVIDE, RECIPROCAL, SQRT)
        .row(ROUNDED_FLOAT, RSQRT, EXP, EXP2, EXP10, LOG, LOG2, LOG10, SIN, COS, TAN, TANH, SINH)
        .row(ROUNDED_FLOAT, COSH, ASIN, ACOS, ATAN, ATAN2, ASINH, ACOSH, ATANH, POW)
        .row(new Ulps(0), FMOD)
        .type(DType.BFLOAT16)
        .row(new CorrectlyRounded(), ADD, MULTIPLY, FMA, DIVIDE, RECIPROCAL)
        .build();
  }

  private static Ulps guide(double ulps) {
    return new Ulps(ulps + 0.5);
  }
}
