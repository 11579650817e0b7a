package io.github.kernelconformance.family;

import io.github.kernelconformance.matrix.Cell;
import java.util.List;
import java.util.function.LongFunction;
import java.util.function.Predicate;

/**
 * The cells that run on one problem. To be run together, so that the problem is made once.
 *
 * @param family their contract
 * @param maker makes the problem from a seed, as in {@code mx.random.key(seed)}
 * @param cells at least one
 * @param cellCost about how many nanoseconds a cell takes on the host device with all checks. A
 *     fixed figure, so that every machine comes to the same shards.
 */
public record ProblemCells(
    KernelFamily family, LongFunction<Problem> maker, List<Cell> cells, long cellCost) {

  /** Copies the list. */
  public ProblemCells {
    cells = List.copyOf(cells);
  }

  /** The same problem with some of its cells, perhaps none. */
  ProblemCells only(Predicate<Cell> kept) {
    return new ProblemCells(family, maker, cells.stream().filter(kept).toList(), cellCost);
  }

  /** Makes the problem. */
  public Problem problem(long seed) {
    return maker.apply(seed);
  }

  /** About how many nanoseconds all cells take. */
  long cost() {
    return cells.size() * cellCost;
  }
}
