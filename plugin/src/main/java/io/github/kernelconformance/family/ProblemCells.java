package io.github.kernelconformance.family;

import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.matrix.Mode;
import io.github.kernelconformance.matrix.Pattern;
import io.github.kernelconformance.matrix.Shape;
import java.util.List;
import java.util.function.Predicate;

/**
 * The cells that run on one problem: equal in all but dtype and variant. To be run together, so
 * that the problem is made once.
 *
 * @param cells at least one
 */
public record ProblemCells(
    KernelFamily family, Mode mode, Shape shape, Pattern pattern, List<Cell> cells) {

  /** The same problem with some of its cells, perhaps none. */
  ProblemCells only(Predicate<Cell> kept) {
    return new ProblemCells(family, mode, shape, pattern, cells.stream().filter(kept).toList());
  }

  /**
   * Makes the problem.
   *
   * @param seed as in {@code mx.random.key(seed)}
   */
  public Problem problem(long seed) {
    return family.problem(mode, shape, pattern, seed);
  }
}
