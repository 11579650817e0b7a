package io.github.kernelconformance.described;

import io.github.kernelconformance.contract.Case;
import io.github.kernelconformance.contract.Observer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * In what a call of a reference differs from the right one.
 *
 * @param observer sees each operation; null if none does
 * @param reads how inputs are read
 * @param values makes other numbers of those that {@code c.value} gives, by name
 * @param reference is called in place of the contract's
 * @param glance sees what is given, and ends the reference when it has seen enough
 * @param keepsSubnormals whether all is computed as on a device that keeps subnormals
 */
record Otherwise(
    Observer observer,
    Reads reads,
    UnaryOperator<Map<String, Double>> values,
    Optional<Consumer<Case>> reference,
    Glance glance,
    boolean keepsSubnormals) {

  /** In nothing. */
  static final Otherwise NOTHING =
      new Otherwise(null, Reads.RIGHT, it -> it, Optional.empty(), Glance.NONE, false);

  /** In that somebody watches, or puts other numbers in the place of results. */
  static Otherwise observed(Observer by) {
    return new Otherwise(by, Reads.RIGHT, it -> it, Optional.empty(), Glance.NONE, false);
  }

  /** In that somebody watches; the names of values that are read are added to some. */
  static Otherwise recorded(Observer by, Set<String> read) {
    UnaryOperator<Map<String, Double>> noted =
        numbers ->
            new HashMap<>(numbers) {
              private static final long serialVersionUID = 1;

              @Override
              public Double get(Object name) {
                read.add((String) name);
                return super.get(name);
              }
            };
    return new Otherwise(by, Reads.RIGHT, noted, Optional.empty(), Glance.NONE, false);
  }

  /** In what one line does otherwise. */
  static Otherwise perturbed(Perturbed by) {
    return new Otherwise(by, by, it -> it, Optional.empty(), Glance.NONE, false);
  }

  /** In that numbers are others. */
  static Otherwise valued(UnaryOperator<Map<String, Double>> values) {
    return new Otherwise(null, Reads.RIGHT, values, Optional.empty(), Glance.NONE, false);
  }

  /** In that all is computed in another way. */
  static Otherwise by(Consumer<Case> reference) {
    return new Otherwise(null, Reads.RIGHT, it -> it, Optional.of(reference), Glance.NONE, false);
  }

  /** The same under a glance. */
  Otherwise under(Glance other) {
    return new Otherwise(observer, reads, values, reference, other, keepsSubnormals);
  }

  /** The same on a device that keeps subnormals. */
  Otherwise keepingSubnormals() {
    return new Otherwise(observer, reads, values, reference, glance, true);
  }
}
