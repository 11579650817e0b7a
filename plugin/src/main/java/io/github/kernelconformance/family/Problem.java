package io.github.kernelconformance.family;

import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.numerics.DType;

/** The inputs of one mode, shape and pattern, shared by every dtype and variant that runs them. */
public interface Problem {

  /**
   * The dispatch that a cell stands for.
   *
   * @param cell a cell of this problem's mode, shape and pattern
   */
  Launch launch(Cell cell);

  /**
   * The expected result where x and y are of the dtype, for variants that compute the plain
   * product; y itself is not rounded.
   */
  Reference reference(DType dtype);

  /**
   * The expected result of a cell.
   *
   * @param cell a cell of this problem's mode, shape and pattern
   */
  default Reference reference(Cell cell) {
    return reference(cell.dtype());
  }
}
