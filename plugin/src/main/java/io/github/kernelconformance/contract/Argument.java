package io.github.kernelconformance.contract;

/** An argument of the kernel, found by the name of its parameter. */
public interface Argument {

  /** The name of the kernel's parameter. */
  String name();

  /**
   * Binds it only at some points and leaves it unbound at others, as hosts do with an optional
   * mask: {@code it.input("mask", HALF, n).when(masked.isSet())}.
   */
  Argument when(Condition bound);

  /** Gives it to these kernels only; the others have no such parameter. */
  Argument of(Kernel... kernels);
}
