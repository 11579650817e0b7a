package io.github.kernelconformance.matrix;

/** A quantization mode: how groups of weights become codes and a scale. */
public sealed interface Mode permits FpMode, AffineMode {

  /** The spelling in cell ids, parameters and reports, for example {@code mxfp4}. */
  String id();

  /** Bits of one element code. */
  int bits();

  /** Consecutive elements along K that share one scale. */
  int groupSize();
}
