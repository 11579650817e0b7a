package io.github.kernelconformance.contract;

/**
 * Makes the elements of an input where no {@link Distribution} will do, such as sorted segment ends
 * or a table of angles: {@code it.input("ends", INT, n).filled((values, at, draw) -> ...)}.
 */
@FunctionalInterface
public interface Filler {

  /**
   * Sets every element.
   *
   * @param values to be set, row-major; they are rounded to the buffer's type afterwards
   * @param at the case
   * @param draw random numbers
   */
  void fill(double[] values, Point at, Draw draw);
}
