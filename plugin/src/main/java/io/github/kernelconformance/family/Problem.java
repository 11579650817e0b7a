package io.github.kernelconformance.family;

import io.github.kernelconformance.matrix.Cell;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Inputs that some cells share. Equal problems of equal seeds give equal bytes. */
public interface Problem {

  /**
   * The dispatch that a cell stands for.
   *
   * @param cell one of this problem's
   */
  Launch launch(Cell cell);

  /**
   * What the kernel is to leave in each output, by the name of the argument, in the order in which
   * reports show them.
   *
   * @param cell one of this problem's
   */
  Map<String, Expected> expected(Cell cell);

  /**
   * Outputs as {@link #expected} has them, row-major without gaps, of what a launch left in the
   * buffers.
   *
   * @param cell one of this problem's
   * @param buffers whole ones, by the name of the argument
   */
  default Map<String, byte[]> dense(Cell cell, Map<String, byte[]> buffers) {
    return buffers;
  }

  /**
   * The inputs as elements that may be made simpler, for who looks for the smallest input that
   * fails; empty if the contract has no such thing.
   *
   * @param cell one of this problem's
   */
  default Optional<Reducible> reducible(Cell cell) {
    return Optional.empty();
  }

  /**
   * Faults that a cell's kernel may have. Lists of several cells may differ; a hypothesis of one
   * may be asked of all.
   *
   * @param cell one of this problem's
   * @param outputs what the kernel left, as {@link #dense} gives it: numbers of hypotheses may be
   *     chosen so that they fit it
   * @throws AuthorException if what the author of the contract wrote fails
   */
  default List<Hypothesis> hypotheses(Cell cell, Map<String, byte[]> outputs) {
    return List.of();
  }

  /**
   * What a kernel with a fault is to leave in each output, as {@link #expected} has it. An element
   * with the bound NaN is not known.
   *
   * @param cell one of this problem's
   * @param hypothesis one of this contract's
   * @return empty where a kernel with the fault does nothing else than a right one, or where what
   *     it leaves is not known
   * @throws AuthorException if what the author of the contract wrote fails
   */
  default Optional<Map<String, Expected>> supposing(Cell cell, Hypothesis hypothesis) {
    return Optional.empty();
  }

  /**
   * The same, but empty too if what a kernel left is surely something else, which may be known long
   * before all is computed.
   *
   * @param outputs what the kernel left, as {@link #dense} gives it
   */
  default Optional<Map<String, Expected>> supposing(
      Cell cell, Hypothesis hypothesis, Map<String, byte[]> outputs) {
    return supposing(cell, hypothesis);
  }

  /**
   * About how many nanoseconds {@link #supposing(Cell, Hypothesis)} takes. A fixed figure, so that
   * every machine looks at the same cells.
   *
   * @param cell one of this problem's
   */
  default long supposingCost(Cell cell) {
    return 1_000_000;
  }
}
