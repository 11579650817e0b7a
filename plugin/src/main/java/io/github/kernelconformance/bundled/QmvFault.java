package io.github.kernelconformance.bundled;

import io.github.kernelconformance.family.Hypothesis;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * A fault of a quantized matrix-vector product.
 *
 * @param hypothesis its name
 * @param reading how a kernel with it reads the operands, given how a right one does; empty where
 *     it cannot have the fault
 */
record QmvFault(
    Hypothesis hypothesis, BiFunction<QmvOperands, Reading, Optional<Reading>> reading) {

  static QmvFault of(
      String id, String words, BiFunction<QmvOperands, Reading, Optional<Reading>> reading) {
    return new QmvFault(Hypothesis.told(id, words), reading);
  }

  /** One that every kernel may have. */
  static QmvFault always(
      String id, String words, BiFunction<QmvOperands, Reading, Reading> reading) {
    return of(id, words, (operands, right) -> Optional.of(reading.apply(operands, right)));
  }
}
