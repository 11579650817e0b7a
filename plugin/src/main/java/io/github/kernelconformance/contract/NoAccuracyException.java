package io.github.kernelconformance.contract;

import io.github.kernelconformance.numerics.DType;

/** A reference calls a function for which the table of accuracies has no row. */
public final class NoAccuracyException extends RuntimeException {

  private static final long serialVersionUID = 1;

  NoAccuracyException(MathFunction function, DType type, AccuracyTable table) {
    this(
        missing(function, type, table)
            + (type == DType.FLOAT32 || !table.has(function, DType.FLOAT32)
                ? "; write the reference with functions that have a row"
                : "; compute it in float: x.in(FLOAT)"));
  }

  private NoAccuracyException(String message) {
    super(message);
  }

  /** Of {@link Tracked#rescaled}, in whose name no reader sees a function. */
  static NoAccuracyException rescaled(Arithmetic arithmetic) {
    String type = ScalarType.of(arithmetic.type()).name();
    return new NoAccuracyException(
        "rescaled() multiplies by an exp, and "
            + missing(MathFunction.EXP, arithmetic.type(), arithmetic.table())
            + "; call it before the number goes to %1$s: x.rescaled().in(%1$s)".formatted(type));
  }

  private static String missing(MathFunction function, DType type, AccuracyTable table) {
    return "%s has no accuracy for %s in the table %s, so nothing bounds a kernel that calls it"
        .formatted(function.spelling(), type.id(), table.id());
  }
}
