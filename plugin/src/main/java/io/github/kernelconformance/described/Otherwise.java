package io.github.kernelconformance.described;

import io.github.kernelconformance.contract.Case;
import io.github.kernelconformance.contract.Observer;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * In what a call of a reference differs from the right one.
 *
 * @param observer sees each operation; null if none does
 * @param beyond whether elements beyond the end of an input are zeros just now
 * @param values makes other numbers of those that {@code c.value} gives, by name
 * @param reference is called in place of the contract's
 * @param glance sees what is given, and ends the reference when it has seen enough
 */
record Otherwise(
    Observer observer,
    BooleanSupplier beyond,
    UnaryOperator<Map<String, Double>> values,
    Optional<Consumer<Case>> reference,
    Glance glance) {

  /** In nothing. */
  static final Otherwise NOTHING =
      new Otherwise(null, () -> false, it -> it, Optional.empty(), Glance.NONE);

  /** In that somebody watches, or puts other numbers in the place of results. */
  static Otherwise observed(Observer by) {
    return new Otherwise(by, () -> false, it -> it, Optional.empty(), Glance.NONE);
  }

  /** In that numbers are others. */
  static Otherwise valued(UnaryOperator<Map<String, Double>> values) {
    return new Otherwise(null, () -> false, values, Optional.empty(), Glance.NONE);
  }

  /** In that all is computed in another way. */
  static Otherwise by(Consumer<Case> reference) {
    return new Otherwise(null, () -> false, it -> it, Optional.of(reference), Glance.NONE);
  }

  /** The same under a glance. */
  Otherwise under(Glance other) {
    return new Otherwise(observer, beyond, values, reference, other);
  }
}
