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

  private static final long NANOSECONDS_A_CELL = 110_000;
  private static final long NANOSECONDS_A_PRODUCT = 17;

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

  /**
   * About how many nanoseconds the problem takes on the host device with all checks, as
   * docs/benchmarks.md tells: what a cell costs whatever its size, and its products. Fixed figures,
   * so that every machine comes to the same shards.
   */
  long cost() {
    long products = (long) shape.batch() * shape.m() * shape.n() * shape.k();
    return cells.size() * (NANOSECONDS_A_CELL + NANOSECONDS_A_PRODUCT * products);
  }
}
