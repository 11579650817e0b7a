package io.github.kernelconformance.mutation;

/**
 * What the mutants of a family measure. Each has a rate of its own, since one says nothing of the
 * others: a matrix with exact sizes may have loose bounds.
 */
public enum Rate {
  /** Whether the cells tell a right kernel from a wrong one. */
  MATRIX("matrix"),
  /** Whether bounds are tight. */
  NUMERICS("numerics"),
  /** Whether the checks see. */
  SYNCHRONISATION("synchronisation");

  private final String id;

  Rate(String id) {
    this.id = id;
  }

  /** The spelling in reports and parameters. */
  public String id() {
    return id;
  }
}
