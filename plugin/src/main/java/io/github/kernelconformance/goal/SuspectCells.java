package io.github.kernelconformance.goal;

import io.github.kernelconformance.matrix.Axis;
import io.github.kernelconformance.matrix.Axis.Role;
import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.verdict.CellResult;
import io.github.kernelconformance.verdict.Status;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A kernel's cells, by whether they are right.
 *
 * @param wrong those that are not
 * @param numbers those of them whose numbers are wrong; a check that saw something has its line
 * @param right the others
 */
record SuspectCells(String kernel, List<Cell> wrong, List<Cell> numbers, List<Cell> right) {

  private SuspectCells(String kernel) {
    this(kernel, new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
  }

  /** What a defect may depend on, besides sizes: a kernel's instantiation. */
  Set<String> traits() {
    Cell cell = (wrong.isEmpty() ? right : wrong).get(0);
    String variant = cell.contract() + " " + cell.variant();
    return kinds(cell).stream()
        .map(axis -> variant + " " + kind(cell, axis))
        .collect(Collectors.toSet());
  }

  /** How much two kernels are alike. */
  int likeness(SuspectCells other) {
    Cell mine = wrong.get(0);
    Cell its = other.right().get(0);
    if (!mine.contract().equals(its.contract())) {
      return kinds(mine).equals(kinds(its)) ? alike(mine, its) : 0;
    }
    return 2 * kinds(mine).size() + 5 + alike(mine, its);
  }

  private static int alike(Cell mine, Cell its) {
    return (mine.variant().equals(its.variant()) ? 4 : 0)
        + kinds(mine).stream()
            .mapToInt(
                axis ->
                    !kind(mine, axis).equals(kind(its, axis))
                        ? 0
                        : axis.role() == Role.EXTENT ? 1 : 2)
            .sum();
  }

  /** The axes whose values decide which instantiation runs. */
  private static List<Axis> kinds(Cell cell) {
    return cell.at().axes().stream()
        .filter(
            axis ->
                axis.role() == Role.MODE
                    || axis.role() == Role.TYPE
                    || axis.role() == Role.EXTENT
                    || axis.role() == Role.CHOICE)
        .toList();
  }

  /** A value; of an extent, whether there is more than one. */
  private static String kind(Cell cell, Axis axis) {
    Object value = cell.at().value(axis).orElse("");
    return axis.role() == Role.EXTENT
        ? axis.name() + " " + axis.names(value)
        : axis.name() + " " + value;
  }

  /** Of the kernels that have wrong and right cells, and of those that have only wrong ones. */
  private static final int MOST_KERNELS = 6;

  /** How many kernels stand in for the right cells that a kernel lacks. */
  private static final int MOST_OTHERS = 3;

  /** What is expected to be wrong needs no explanation. */
  static boolean isWrong(CellResult result) {
    return result.failed() && SUSPICIOUS.contains(result.status());
  }

  /** What a line of a kernel may be to blame for. */
  private static final Set<Status> SUSPICIOUS =
      Set.of(
          Status.MISMATCH,
          Status.MEMORY_ERROR,
          Status.UNDEFINED,
          Status.RACE,
          Status.MISSING_FENCE,
          Status.DIVERGENCE,
          Status.NONDETERMINISTIC);

  /** All kernels with wrong or right cells, in matrix order. */
  static List<SuspectCells> kernels(List<CellResult> results) {
    Map<String, SuspectCells> all = new LinkedHashMap<>();
    for (CellResult result : results) {
      Cell cell = result.cell();
      SuspectCells cells = all.computeIfAbsent(cell.kernel(), SuspectCells::new);
      if (isWrong(result)) {
        cells.wrong().add(cell);
        if (result.status() == Status.MISMATCH) {
          cells.numbers().add(cell);
        }
      } else if (result.status() == Status.PASS) {
        cells.right().add(cell);
      }
    }
    return all.values().stream()
        .filter(it -> !it.wrong().isEmpty() || !it.right().isEmpty())
        .toList();
  }

  /**
   * A few kernels that have all traits that any of them has: of a variant that is wrong in three
   * modes and three dtypes three, not nine.
   */
  static List<SuspectCells> representatives(List<SuspectCells> kernels) {
    List<SuspectCells> chosen = new ArrayList<>();
    Set<String> covered = new HashSet<>();
    while (chosen.size() < MOST_KERNELS) {
      SuspectCells best = null;
      long most = 0;
      for (SuspectCells it : kernels) {
        long added = it.traits().stream().filter(trait -> !covered.contains(trait)).count();
        if (added > most) {
          best = it;
          most = added;
        }
      }
      if (best == null) {
        return chosen;
      }
      chosen.add(best);
      covered.addAll(best.traits());
    }
    return chosen;
  }

  List<SuspectCells> others(List<SuspectCells> right) {
    return right.stream()
        .sorted(Comparator.comparingInt(this::likeness).reversed())
        .limit(MOST_OTHERS)
        .toList();
  }
}
