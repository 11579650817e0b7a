package io.github.kernelconformance.described;

import io.github.kernelconformance.contract.MathFunction;
import io.github.kernelconformance.contract.Observer;
import io.github.kernelconformance.contract.Operation;
import io.github.kernelconformance.contract.Tracked;

/** Counts what a reference does. */
final class Counting implements Observer {

  private long operations;

  /** How many operations there were. */
  long operations() {
    return operations;
  }

  @Override
  public Tracked did(Operation operation, Tracked result, Tracked first, Tracked second) {
    operations++;
    return result;
  }

  @Override
  public Tracked did(MathFunction function, Tracked result, Tracked argument) {
    operations++;
    return result;
  }

  @Override
  public double constant(double value) {
    operations++;
    return value;
  }

  @Override
  public Terms terms(Operation operation, Terms terms) {
    return terms;
  }
}
