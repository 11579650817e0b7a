package io.github.kernelconformance.contract;

import io.github.kernelconformance.numerics.DType;

/** A reference calls a function for which the table of accuracies has no row. */
public final class NoAccuracyException extends RuntimeException {

  private static final long serialVersionUID = 1;

  NoAccuracyException(MathFunction function, DType type, AccuracyTable table) {
    super(
        "%s has no accuracy for %s in the table %s, so nothing bounds a kernel that calls it%s"
            .formatted(
                function.spelling(),
                type.id(),
                table.id(),
                type == DType.FLOAT32 || !table.has(function, DType.FLOAT32)
                    ? "; write the reference with functions that have a row"
                    : "; compute it in float32: x.in(DType.FLOAT32)"));
  }
}
