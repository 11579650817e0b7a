package io.github.kernelconformance.family;

import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.matrix.Mode;
import io.github.kernelconformance.matrix.Pattern;
import io.github.kernelconformance.matrix.Shape;
import java.util.List;

/**
 * The cells that run on one problem: equal in all but dtype and variant. To be run together, so
 * that the problem is made once.
 *
 * @param cells at least one
 */
public record ProblemCells(
    KernelFamily family, Mode mode, Shape shape, Pattern pattern, List<Cell> cells) {

  /**
   * Makes the problem.
   *
   * @param seed as in {@code mx.random.key(seed)}
   */
  public Problem problem(long seed) {
    return family.problem(mode, shape, pattern, seed);
  }
}
