package io.github.kernelconformance.verdict;

import io.github.kernelconformance.matrix.Cell;
import java.util.function.Function;

/**
 * A property of cells that can tell failing ones from passing ones, in the order of a cell's id.
 */
enum Axis {
  MODE(Cell::qualifiedMode),
  DTYPE(cell -> cell.dtype().id()),
  VARIANT(Cell::variant),
  BRANCH(Cell::branch),
  BATCH(cell -> "B=" + cell.batch().id()),
  M(cell -> "M=" + cell.shape().m()),
  N(cell -> cell.shape().n()),
  K(cell -> cell.shape().k()),
  PATTERN(cell -> cell.pattern().id());

  private final Function<Cell, Object> value;

  Axis(Function<Cell, Object> value) {
    this.value = value;
  }

  Object value(Cell cell) {
    return value.apply(cell);
  }

  /** Whether the values are numbers, whose neighbours belong together. */
  boolean isSize() {
    return this == N || this == K;
  }
}
