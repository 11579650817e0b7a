package io.github.kernelconformance.goal;

import io.github.kernelconformance.family.KernelFamily;
import io.github.kernelconformance.family.ProblemCells;
import io.github.kernelconformance.matrix.Axis;
import io.github.kernelconformance.matrix.Axis.Role;
import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.verdict.SizeSearch;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The cells like a cell, for a search for smaller ones: those of smaller sizes. On an axis of words
 * of which ids leave one out, such as batches and views, that one is the smallest.
 */
final class CellSizes implements SizeSearch.Space<ProblemCells> {

  private static final int ANOTHER_WORD = 2;

  private final KernelFamily family;

  /**
   * @param family the contract of the cells
   */
  CellSizes(KernelFamily family) {
    this.family = family;
  }

  /** The cell of problems that have one. */
  static Cell cell(ProblemCells one) {
    return one.cells().get(0);
  }

  @Override
  public List<String> axes(ProblemCells point) {
    return cell(point).at().axes().stream().filter(CellSizes::shrinks).map(Axis::name).toList();
  }

  private static boolean shrinks(Axis axis) {
    return axis.isSize()
        || axis.role() == Role.EXTENT
        || axis.role() == Role.CHOICE && !axis.omitted().isEmpty();
  }

  @Override
  public int size(ProblemCells point, String name) {
    Object value = cell(point).at().value(name);
    if (value instanceof Integer size) {
      return size;
    }
    return axis(point, name).names(value) ? ANOTHER_WORD : 1;
  }

  @Override
  public Optional<ProblemCells> at(ProblemCells point, String name, int size) {
    boolean number = cell(point).at().value(name) instanceof Integer;
    Object value = number ? (Object) size : axis(point, name).omitted();
    return family.like(cell(point), Map.of(name, value));
  }

  private static Axis axis(ProblemCells point, String name) {
    return cell(point).at().axes().stream()
        .filter(it -> it.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
