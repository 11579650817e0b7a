package io.github.kernelconformance.family;

import io.github.kernelconformance.matrix.Axes;
import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.matrix.Shard;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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
   * This matrix without the cells that a project may do without, if it has no kernel for them:
   * those of optional variants, and of batches unless the build asks for batches. A note reports
   * what was left out. If nothing else is selected, all stays as it is, and the cells are skipped.
   *
   * @param axes what this matrix was made of
   * @param kernels the names of all kernels that the project has
   */
  public ConformanceMatrix withKernels(Axes axes, Set<String> kernels) {
    Set<Cell> without = new LinkedHashSet<>();
    Map<String, List<String>> missing = new TreeMap<>();
    for (ProblemCells problem : problems) {
      for (Cell cell : problem.cells()) {
        String kernel = problem.family().kernel(cell);
        boolean optional = !problem.family().everywhere().contains(cell.variant());
        boolean batch = cell.shape().batch() > 1 && axes.batches().isEmpty();
        if ((optional || batch) && !kernels.contains(kernel)) {
          without.add(cell);
          missing
              .computeIfAbsent(optional ? cell.variant() : "batches", it -> new ArrayList<>())
              .add(kernel);
        }
      }
    }
    if (without.isEmpty() || without.size() == cells.size()) {
      return this;
    }
    List<String> told = new ArrayList<>(notes);
    missing.forEach((what, names) -> told.add(leftOut(what, names)));
    return only(cell -> !without.contains(cell), told);
  }

  private static String leftOut(String what, List<String> kernels) {
    return String.format(
        Locale.ROOT,
        "Left out: %,d %s of %s, because the sources lack kernels such as %s.",
        kernels.size(),
        kernels.size() == 1 ? "cell" : "cells",
        what,
        kernels.get(0));
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
