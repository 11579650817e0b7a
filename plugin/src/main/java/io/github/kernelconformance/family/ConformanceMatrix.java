package io.github.kernelconformance.family;

import io.github.kernelconformance.family.Enumeration.Refusal;
import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.matrix.ConfigurationException;
import io.github.kernelconformance.matrix.Selection;
import io.github.kernelconformance.matrix.Shard;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The cells that a build runs.
 *
 * @param cells in report order, contract by contract
 * @param problems the same cells by problem, in the order in which they are best run
 * @param families the contracts that were selected
 * @param notes what was left out although it was asked for, one sentence each
 */
public record ConformanceMatrix(
    List<Cell> cells,
    List<ProblemCells> problems,
    List<KernelFamily> families,
    List<String> notes) {

  /** Copies the lists. */
  public ConformanceMatrix {
    cells = List.copyOf(cells);
    problems = List.copyOf(problems);
    families = List.copyOf(families);
    notes = List.copyOf(notes);
  }

  /**
   * Enumerates what a build selects.
   *
   * @throws ConfigurationException if a contract or an axis is unknown, a parameter is not right,
   *     no selected contract has what is asked for, or a glob matches no cell
   */
  public static ConformanceMatrix of(Selection selection, Families families) {
    List<KernelFamily> chosen = chosen(selection, families);
    return of(selection, chosen, chosen.stream().map(it -> it.enumerate(selection)).toList());
  }

  /**
   * The contracts that a build selects.
   *
   * @throws ConfigurationException if a contract or an axis is unknown
   */
  static List<KernelFamily> chosen(Selection selection, Families families) {
    List<KernelFamily> chosen =
        families.named(selection.contracts().isEmpty() ? families.auto() : selection.contracts());
    requireAxes(selection, chosen);
    return chosen;
  }

  /**
   * What contracts have for a selection, put together.
   *
   * @param enumerations one for each contract
   * @throws ConfigurationException if no selected contract has what is asked for, or a glob matches
   *     no cell
   */
  static ConformanceMatrix of(
      Selection selection, List<KernelFamily> chosen, List<Enumeration> enumerations) {
    List<String> notes = new ArrayList<>();
    enumerations.forEach(it -> notes.addAll(it.notes()));
    notes.addAll(notes(chosen, enumerations));
    List<Cell> all =
        new ArrayList<>(enumerations.stream().flatMap(it -> it.cells().stream()).toList());
    List<ProblemCells> problems =
        new ArrayList<>(enumerations.stream().flatMap(it -> it.problems().stream()).toList());
    List<ProblemCells> beyond = beyond(selection.cells().idsBeyond(all), chosen, enumerations);
    problems.addAll(beyond);
    beyond.forEach(it -> all.addAll(it.cells()));
    List<Cell> cells = selection.cells().select(all);
    if (cells.size() == all.size()) {
      return new ConformanceMatrix(all, withCells(problems), chosen, notes);
    }
    return new ConformanceMatrix(all, problems, chosen, notes)
        .only(new HashSet<>(cells)::contains, notes);
  }

  /** Cells that are asked for by their ids, such as a smallest one that fails. */
  private static List<ProblemCells> beyond(
      List<String> ids, List<KernelFamily> families, List<Enumeration> enumerations) {
    List<ProblemCells> beyond = new ArrayList<>();
    for (String id : ids) {
      for (int i = 0; i < families.size(); i++) {
        if (!enumerations.get(i).cells().isEmpty()) {
          new CellIds(families.get(i), enumerations.get(i).cells().get(0))
              .named(id)
              .ifPresent(beyond::add);
        }
      }
    }
    return beyond;
  }

  private static void requireAxes(Selection selection, List<KernelFamily> families) {
    Set<String> known = new TreeSet<>();
    families.forEach(it -> known.addAll(it.axes()));
    for (String axis : new TreeSet<>(selection.axes().keySet())) {
      if (!known.contains(axis)) {
        throw known.isEmpty()
            ? new ConfigurationException(
                "axes",
                axis,
                "no selected contract has an axis '%s'".formatted(axis),
                "none, since no selected contract has an axis that this parameter sets",
                List.of())
            : ConfigurationException.unknown("axes", "axis", axis, List.copyOf(known));
      }
    }
  }

  /** The notes on what some contracts refuse; what all refuse is an error. */
  private static List<String> notes(List<KernelFamily> families, List<Enumeration> enumerations) {
    List<String> notes = new ArrayList<>();
    for (int i = 0; i < families.size(); i++) {
      for (Refusal refusal : enumerations.get(i).refusals()) {
        long asked = families.stream().filter(it -> it.words().contains(refusal.word())).count();
        long refused =
            enumerations.stream()
                .filter(
                    it ->
                        it.refusals().stream()
                            .anyMatch(
                                other ->
                                    other.word().equals(refusal.word())
                                        && other.entry().equals(refusal.entry())))
                .count();
        if (refused >= asked) {
          throw refusal.error();
        }
        if (!refusal.note().isEmpty()) {
          notes.add(refusal.note());
        }
      }
    }
    return notes;
  }

  /**
   * This matrix without the cells that a project may do without, if it has no kernel for them: see
   * {@link KernelFamily#dispensable}. A note reports what was left out. If nothing else is
   * selected, all stays as it is, and the cells are skipped.
   *
   * @param selection what this matrix was made of
   * @param families the contracts that it was made of
   * @param kernels the names of all kernels that the project has
   */
  public ConformanceMatrix withKernels(
      Selection selection, Families families, Set<String> kernels) {
    Set<Cell> without = new LinkedHashSet<>();
    Map<String, List<String>> missing = new TreeMap<>();
    Set<KernelFamily> absent = absent(selection, families, kernels);
    for (ProblemCells problem : problems) {
      for (Cell cell : problem.cells()) {
        if (absent.contains(problem.family())) {
          without.add(cell);
        } else if (!kernels.contains(cell.kernel())) {
          problem
              .family()
              .dispensable(cell, selection)
              .ifPresent(
                  what -> {
                    without.add(cell);
                    missing.computeIfAbsent(what, it -> new ArrayList<>()).add(cell.kernel());
                  });
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

  /** The contracts that {@code auto} chose although the project has none of their kernels. */
  private Set<KernelFamily> absent(Selection selection, Families families, Set<String> kernels) {
    if (!selection.contracts().isEmpty()) {
      return Set.of();
    }
    Set<KernelFamily> present =
        problems.stream()
            .filter(it -> it.cells().stream().anyMatch(cell -> kernels.contains(cell.kernel())))
            .map(ProblemCells::family)
            .collect(Collectors.toSet());
    return this.families.stream()
        .filter(it -> families.dispensable(it) && !present.contains(it))
        .collect(Collectors.toSet());
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

  private static List<ProblemCells> withCells(List<ProblemCells> problems) {
    return problems.stream().filter(problem -> !problem.cells().isEmpty()).toList();
  }

  private ConformanceMatrix only(Predicate<Cell> kept, List<String> told) {
    return new ConformanceMatrix(
        cells.stream().filter(kept).toList(),
        problems.stream()
            .map(problem -> problem.only(kept))
            .filter(problem -> !problem.cells().isEmpty())
            .toList(),
        families,
        told);
  }

  /**
   * The part of the matrix that a shard runs; it holds problems whole, and may hold none where
   * there are more shards than problems.
   */
  public ConformanceMatrix shard(Shard shard) {
    List<ProblemCells> part = shard.select(problems, ProblemCells::cost);
    Set<Cell> kept = part.stream().flatMap(p -> p.cells().stream()).collect(Collectors.toSet());
    return new ConformanceMatrix(
        cells.stream().filter(kept::contains).toList(), part, families, notes);
  }
}
