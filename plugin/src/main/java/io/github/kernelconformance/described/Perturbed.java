package io.github.kernelconformance.described;

import io.github.kernelconformance.contract.ContractException;
import io.github.kernelconformance.contract.MathFunction;
import io.github.kernelconformance.contract.Observer;
import io.github.kernelconformance.contract.Operation;
import io.github.kernelconformance.contract.Tracked;
import io.github.kernelconformance.described.Recording.Site;

/** Does what one line of a reference does otherwise. */
final class Perturbed implements Observer {

  /** Puts something in the place of a result. */
  interface Change {
    /**
     * What goes on.
     *
     * @param second operand; null if there is one alone
     * @param number of the operation among those of its site, from 0
     */
    Tracked of(Tracked result, Tracked first, Tracked second, int number);
  }

  /** Puts other terms in the place of terms. */
  interface OtherTerms {
    Terms of(Operation operation, Terms terms, Perturbed by);
  }

  private final Recording recording;
  private final String key;
  private final Change change;
  private final OtherTerms otherTerms;
  private final double constant;
  private int operations;
  private int reductions;
  private int numbers;
  private boolean busy;
  private boolean beyond;

  private Perturbed(
      Recording recording, String key, Change change, OtherTerms otherTerms, double constant) {
    this.recording = recording;
    this.key = key;
    this.change = change;
    this.otherTerms = otherTerms;
    this.constant = constant;
  }

  /** Another result of a site. */
  static Perturbed operation(Recording recording, String key, Change change) {
    return new Perturbed(recording, key, change, null, Double.NaN);
  }

  /** Other terms of a site, or of all if the key is empty. */
  static Perturbed terms(Recording recording, String key, OtherTerms terms) {
    return new Perturbed(recording, key, null, terms, Double.NaN);
  }

  /** Another constant. */
  static Perturbed constant(Recording recording, String key, double value) {
    return new Perturbed(recording, key, null, null, value);
  }

  /** Whether elements beyond the end of an input are zeros just now. */
  boolean beyond() {
    return beyond;
  }

  /** Terms that go on with zeros beyond the last. */
  Terms padded(Terms terms, int count) {
    return new Terms(
        Math.max(count, terms.count()),
        i -> {
          boolean outer = beyond;
          beyond |= i >= terms.count();
          try {
            return terms.term().apply(i);
          } finally {
            beyond = outer;
          }
        });
  }

  @Override
  public Tracked did(Operation operation, Tracked result, Tracked first, Tracked second) {
    boolean square = operation == Operation.TIMES && first == second;
    return saw(square ? "SQUARE" : operation.name(), result, first, second);
  }

  @Override
  public Tracked did(MathFunction function, Tracked result, Tracked argument) {
    return saw(function.name(), result, argument, null);
  }

  private Tracked saw(String operation, Tracked result, Tracked first, Tracked second) {
    if (busy || otherTerms != null || !isSite(operation) || change == null) {
      return result;
    }
    busy = true;
    try {
      return change.of(result, first, second, numbers++);
    } finally {
      busy = false;
    }
  }

  @Override
  public double constant(double value) {
    boolean here = !busy && otherTerms == null && isSite(Recording.CONSTANT);
    return here && !Double.isNaN(constant) ? constant : value;
  }

  /** Whether the next operation is the one; without other terms their order stays. */
  private boolean isSite(String operation) {
    Site site = recording.operation(operations++).orElseThrow(Perturbed::drifted);
    if (!site.operation().equals(operation)) {
      throw drifted();
    }
    return site.key().equals(key);
  }

  @Override
  public Terms terms(Operation operation, Terms terms) {
    if (busy || otherTerms == null) {
      return terms;
    }
    if (key.isEmpty()) {
      return otherTerms.of(operation, terms, this);
    }
    Site site = recording.reduction(reductions++).orElseThrow(Perturbed::drifted);
    if (!site.operation().equals(operation.name())) {
      throw drifted();
    }
    return site.key().equals(key) ? otherTerms.of(operation, terms, this) : terms;
  }

  private static ContractException drifted() {
    return new ContractException("With other numbers the reference does other operations");
  }
}
