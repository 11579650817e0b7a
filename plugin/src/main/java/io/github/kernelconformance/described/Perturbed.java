package io.github.kernelconformance.described;

import io.github.kernelconformance.contract.ContractException;
import io.github.kernelconformance.contract.MathFunction;
import io.github.kernelconformance.contract.Observer;
import io.github.kernelconformance.contract.Operation;
import io.github.kernelconformance.contract.Tracked;
import io.github.kernelconformance.described.Recording.Site;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Map;

/** Does what one line of a reference does otherwise. */
final class Perturbed implements Observer, Reads {

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

  /** Puts other sums in the place of those of the first 1 to n terms. */
  interface OtherSums {
    /**
     * What goes on.
     *
     * @param terms each of them, exactly once made
     * @param threads of a threadgroup
     */
    Tracked[] of(Tracked[] terms, int threads);
  }

  private final Recording recording;
  private final String key;
  private final Change change;
  private final OtherTerms otherTerms;
  private final OtherSums otherSums;
  private final double constant;
  private final int threads;
  private final Map<String, Elements> others;
  private final Deque<Boolean> scans = new ArrayDeque<>();
  private int operations;
  private int reductions;
  private int numbers;
  private boolean busy;
  private boolean beyond;
  private boolean otherwise;
  private boolean keeping;

  private Perturbed(
      Recording recording,
      String key,
      Change change,
      OtherTerms otherTerms,
      OtherSums otherSums,
      double constant,
      int threads,
      Map<String, Elements> others) {
    this.recording = recording;
    this.key = key;
    this.change = change;
    this.otherTerms = otherTerms;
    this.otherSums = otherSums;
    this.constant = constant;
    this.threads = threads;
    this.others = others;
  }

  /** Another result of a site. */
  static Perturbed operation(Recording recording, String key, Change change) {
    return new Perturbed(recording, key, change, null, null, Double.NaN, 0, Map.of());
  }

  /**
   * Other terms of a site, or of all if the key is empty.
   *
   * @param threads of a threadgroup
   */
  static Perturbed terms(Recording recording, String key, OtherTerms terms, int threads) {
    return new Perturbed(recording, key, null, terms, null, Double.NaN, threads, Map.of());
  }

  /**
   * Other sums of the first terms of a site.
   *
   * @param threads of a threadgroup
   */
  static Perturbed sums(Recording recording, String key, OtherSums sums, int threads) {
    OtherTerms same = (operation, terms, by) -> terms;
    return new Perturbed(recording, key, null, same, sums, Double.NaN, threads, Map.of());
  }

  /** Other inputs in the terms of a site. */
  static Perturbed inputs(Recording recording, String key, Map<String, Elements> others) {
    OtherTerms read = (operation, terms, by) -> by.readOtherwise(terms);
    return new Perturbed(recording, key, null, read, null, Double.NaN, 0, others);
  }

  /** Another constant. */
  static Perturbed constant(Recording recording, String key, double value) {
    return new Perturbed(recording, key, null, null, null, value, 0, Map.of());
  }

  /** The threads of a threadgroup. */
  int threads() {
    return threads;
  }

  @Override
  public boolean beyond() {
    return beyond;
  }

  @Override
  public boolean otherwise() {
    return otherwise;
  }

  @Override
  public Map<String, Elements> others() {
    return others;
  }

  private Terms readOtherwise(Terms terms) {
    return new Terms(
        terms.count(),
        i -> {
          boolean outer = otherwise;
          otherwise = true;
          try {
            return terms.term().apply(i);
          } finally {
            otherwise = outer;
          }
        });
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
    if (busy) {
      return result;
    }
    if (otherTerms != null || !isSite(operation) || change == null) {
      return stored(result, first, second);
    }
    busy = true;
    try {
      return stored(change.of(result, first, second, numbers++), first, second);
    } finally {
      busy = false;
    }
  }

  /** A subnormal as a float has it, if they are kept, and what is divided by one. */
  private Tracked stored(Tracked result, Tracked first, Tracked second) {
    if (!keeping) {
      return result;
    }
    double size = Math.abs(result.value());
    boolean small = size < Float.MIN_NORMAL && result.bound() < Float.MIN_NORMAL;
    // A reciprocal of it would be infinite.
    boolean divided =
        result.bound() == Double.POSITIVE_INFINITY
            && Double.isFinite(size)
            && second != null
            && isExact(first)
            && isExact(second);
    return small || divided ? result.arithmetic().exact((float) result.value()) : result;
  }

  private static boolean isExact(Tracked number) {
    return number.bound() == 0 && Double.isFinite(number.value());
  }

  /** The same on a device that keeps subnormals, and divides as IEEE 754 has it. */
  Perturbed keepingSubnormals() {
    keeping = true;
    return this;
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
    boolean here = !busy && otherTerms != null && isReduction(operation);
    if (operation == Operation.SCAN) {
      scans.push(here);
    }
    return here ? otherTerms.of(operation, terms, this) : terms;
  }

  private boolean isReduction(Operation operation) {
    if (key.isEmpty()) {
      return true;
    }
    Site site = recording.reduction(reductions++).orElseThrow(Perturbed::drifted);
    if (!site.operation().equals(operation.name())) {
      throw drifted();
    }
    return site.key().equals(key);
  }

  @Override
  public Tracked[] scanned(Terms terms, Tracked[] sums) {
    if (!scans.pop() || otherSums == null || terms.count() == 0) {
      return sums;
    }
    Tracked[] made = new Tracked[terms.count()];
    Arrays.setAll(made, i -> terms.term().apply(i));
    busy = true;
    try {
      return otherSums.of(made, threads);
    } finally {
      busy = false;
    }
  }

  private static ContractException drifted() {
    return new ContractException("With other numbers the reference does other operations");
  }
}
