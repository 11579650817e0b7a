package io.github.kernelconformance.contract;

/** What a reference does with numbers, for an {@link Observer}; functions have their own names. */
public enum Operation {
  PLUS,
  MINUS,
  TIMES,
  OVER,
  RECIPROCAL,
  NEGATE,
  ABS,
  MAX,
  MIN,
  SELECT,
  RESCALED,
  /** A sum of n terms, or a dot product. */
  SUM,
  /** All sums of the first terms. */
  SCAN,
  /** The largest of n numbers. */
  LARGEST,
  /** The smallest of n numbers. */
  SMALLEST
}
