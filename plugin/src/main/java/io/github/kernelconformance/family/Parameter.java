package io.github.kernelconformance.family;

/**
 * An argument as a contract gives it, for comparison with what a kernel takes.
 *
 * @param name of the kernel's parameter
 * @param type of an element in words, for example {@code half}
 * @param elementBytes the bytes of one element; of a struct, all of it
 * @param shape in words, for example {@code [rows, n]}; empty for one element
 */
public record Parameter(String name, Use use, String type, int elementBytes, String shape) {

  /** What a launch does with it. */
  public enum Use {
    READ,
    WRITTEN,
    BOTH,
    THREADGROUP,
    UNBOUND
  }
}
