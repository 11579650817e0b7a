package io.github.kernelconformance.family;

import io.github.kernelconformance.matrix.Axes;
import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.matrix.Shard;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The cells that a build runs, in the order in which their ids read: family, mode, dtype, variant,
 * batch, M, N, K, pattern.
 *
 * @param cells in report order
 * @param problems the same cells by problem, in the order in which they are best run: family, mode,
 *     batch, M, N, K, pattern
 * @param notes what was left out although it was asked for, one sentence each
 */
public record ConformanceMatrix(List<Cell> cells, List<ProblemCells> problems, List<String> notes) {

  /** Copies the lists. */
  public ConformanceMatrix {
    cells = List.copyOf(cells);
    problems = List.copyOf(problems);
    notes = List.copyOf(notes);
  }

  /**
   * Enumerates what the axes select.
   *
   * <p>Modes that were asked for go to the selected families that have kernels for them. An inner
   * size that was asked for is left out, with a note, for modes whose groups do not divide it.
   *
   * @throws io.github.kernelconformance.matrix.ConfigurationException if a family is unknown, no
   *     selected family has a mode, no mode can have an inner size, a problem would be too large,
   *     or a glob matches no cell
   */
  public static ConformanceMatrix of(Axes axes, Families families) {
    return new MatrixEnumeration(axes, families.named(axes.families())).matrix();
  }

  /**
   * This matrix without the cells of a batch that have no kernel, of which a note tells. A kernel
   * need not have a batched form.
   *
   * @param kernels the names of all there are
   */
  public ConformanceMatrix withBatchesOf(Set<String> kernels) {
    Set<Cell> without = new LinkedHashSet<>();
    String example = "";
    for (ProblemCells problem : problems) {
      for (Cell cell : problem.cells()) {
        String kernel = problem.family().kernel(cell);
        if (cell.shape().batch() > 1 && !kernels.contains(kernel)) {
          example = without.isEmpty() ? kernel : example;
          without.add(cell);
        }
      }
    }
    if (without.isEmpty()) {
      return this;
    }
    List<String> told = new ArrayList<>(notes);
    told.add(
        String.format(
            Locale.ROOT,
            "%,d cells of a batch are left out: there is no kernel for them, such as %s.",
            without.size(),
            example));
    return only(cell -> !without.contains(cell), told);
  }

  private ConformanceMatrix only(Predicate<Cell> kept, List<String> told) {
    return new ConformanceMatrix(
        cells.stream().filter(kept).toList(),
        problems.stream()
            .map(problem -> problem.only(kept))
            .filter(problem -> !problem.cells().isEmpty())
            .toList(),
        told);
  }

  /**
   * The part of the matrix that a shard runs; it holds problems whole, and may hold none where
   * there are more shards than problems.
   */
  public ConformanceMatrix shard(Shard shard) {
    List<ProblemCells> part = shard.select(problems, ProblemCells::cost);
    Set<Cell> kept = part.stream().flatMap(p -> p.cells().stream()).collect(Collectors.toSet());
    return new ConformanceMatrix(cells.stream().filter(kept::contains).toList(), part, notes);
  }
}
