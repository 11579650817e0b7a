package io.github.kernelconformance.contract;

/** A real number for each point: {@code it.value("scale", at -> 1 / Math.sqrt(at.size("d")))}. */
@FunctionalInterface
public interface Real {

  /** The number there; an argument of the kernel has it rounded to its type. */
  double at(Point at);
}
