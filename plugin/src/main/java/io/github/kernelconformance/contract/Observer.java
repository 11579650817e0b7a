package io.github.kernelconformance.contract;

import java.util.function.IntFunction;

/**
 * Sees what a reference computes, and may put something else in its place: so a reference also
 * tells what kernels leave that do one operation otherwise. For who runs references; a contract has
 * no use for it.
 */
public interface Observer {

  /**
   * An operation was done.
   *
   * @param result of it
   * @param first operand; of a choice the one for less
   * @param second operand; of a choice the other one; null if there is none
   * @return what goes on in its place
   */
  Tracked did(Operation operation, Tracked result, Tracked first, Tracked second);

  /** A function of one argument was computed; returns what goes on in its place. */
  Tracked did(MathFunction function, Tracked result, Tracked argument);

  /** A constant is to be used; returns what is used in its place. */
  double constant(double value);

  /** Terms are to be added or compared; returns those that are in their place. */
  Terms terms(Operation operation, Terms terms);

  /**
   * The sums of the first 1 to n terms were made; returns what goes on in their place.
   *
   * @param terms what {@link #terms} gave for them
   */
  default Tracked[] scanned(Terms terms, Tracked[] sums) {
    return sums;
  }

  /**
   * Terms 0 to count - 1.
   *
   * @param count at least 0
   */
  record Terms(int count, IntFunction<Tracked> term) {}
}
