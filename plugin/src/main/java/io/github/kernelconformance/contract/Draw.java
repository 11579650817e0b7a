package io.github.kernelconformance.contract;

/** A source of numbers for fillers; equal cases get equal numbers on every machine. */
public interface Draw {

  /** The next standard normal number, a float. */
  double normal();

  /** The next number from 0 to less than 1, a float. */
  double uniform();

  /**
   * The next integer from 0 to less than the bound.
   *
   * @param bound at least 1
   */
  int below(int bound);
}
