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
 */
final class CudaTable {

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
        .row(new CorrectlyRounded(), ADD, MULTIPLY, FMA, DIVIDE)
        .type(DType.BFLOAT16)
        .row(new CorrectlyRounded(), ADD, MULTIPLY, FMA, DIVIDE)
        .build();
  }

  private static Ulps guide(double ulps) {
    return new Ulps(ulps + 0.5);
  }
}
