package io.github.kernelconformance.verdict;

import io.github.kernelconformance.device.Finding;
import io.github.kernelconformance.family.AuthorException;
import io.github.kernelconformance.family.Hypothesis;
import io.github.kernelconformance.family.KernelFamily;
import io.github.kernelconformance.family.Problem;
import io.github.kernelconformance.matrix.Axis.Role;
import io.github.kernelconformance.matrix.Cell;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Looks for faults that explain failing cells. Nothing runs: what a kernel with a fault leaves is
 * computed, and compared with what the kernel left.
 *
 * <p>The cells of a group that are of one variant are explained by one fault, or else its modes and
 * its kernels are each looked at alone. A few cells decide which faults are tried on the others.
 * What is never named: a fault that does not fit, one that fits by chance, one that passing cells
 * refute.
 */
public final class CauseSearch {

  /** What is computed may take about so many nanoseconds in all. */
  private static final long BUDGET = 3_000_000_000L;

  /** Parts of a group that are looked at alone. */
  private static final List<Function<Cell, String>> PARTS =
      List.of(
          it -> it.contract() + " " + it.variant(),
          it -> it.contract() + " " + it.variant() + " " + it.at().of(Role.MODE),
          Cell::kernel);

  private final Function<Cell, KernelFamily> families;
  private final Function<Cell, Problem> problems;
  private final Map<String, List<Cell>> passing;
  private final List<CellResult> results;
  private final Survey.Tried tried = new Survey.Tried();
  private long spent;

  private CauseSearch(
      List<CellResult> results,
      Function<Cell, KernelFamily> families,
      Function<Cell, Problem> problems) {
    this.results = results;
    this.families = families;
    this.problems = problems;
    passing =
        results.stream()
            .filter(it -> it.status() == Status.PASS)
            .map(CellResult::cell)
            .collect(Collectors.groupingBy(Cell::kernel));
  }

  /**
   * What explains failing cells with wrong numbers.
   *
   * @param results every cell, with the evidence of those that fail
   * @param families the contract of a cell
   * @param problems the problem of a cell; may throw {@link AuthorException}
   */
  public static List<Diagnosis> of(
      List<CellResult> results,
      Function<Cell, KernelFamily> families,
      Function<Cell, Problem> problems) {
    return new CauseSearch(results, families, problems).all();
  }

  private List<Diagnosis> all() {
    FailureGroups found = FailureGroups.of(results);
    List<List<CellResult>> groups = new ArrayList<>();
    found.groups().forEach(it -> groups.add(wrong(it.failures())));
    groups.add(wrong(found.others()));
    groups.removeIf(List::isEmpty);
    List<Diagnosis> all = new ArrayList<>();
    for (int i = 0; i < groups.size(); i++) {
      long until = spent + (BUDGET - spent) / (groups.size() - i);
      all.addAll(parts(groups.get(i), 0, until));
    }
    return Diagnosis.joined(all, results.stream().map(CellResult::cell).toList());
  }

  /** Only numbers can be explained, and outputs are known of cells that ran here. */
  private static List<CellResult> wrong(List<CellResult> failures) {
    return failures.stream()
        .filter(it -> it.measured().wrong() > 0 && it.evidence().isPresent())
        .filter(it -> !it.evidence().get().outputs().isEmpty())
        .filter(it -> it.evidence().get().outputs().stream().allMatch(o -> o.bytes().isPresent()))
        .toList();
  }

  /** Looks at the parts of some cells, and where nothing explains one, at the parts of that. */
  private List<Diagnosis> parts(List<CellResult> cells, int level, long until) {
    Map<String, List<CellResult>> parts =
        cells.stream()
            .collect(
                Collectors.groupingBy(
                    it -> PARTS.get(level).apply(it.cell()),
                    LinkedHashMap::new,
                    Collectors.toList()));
    List<Diagnosis> all = new ArrayList<>();
    int left = parts.size();
    for (List<CellResult> part : parts.values()) {
      long end = spent + Math.max(0, until - spent) / left--;
      boolean more =
          level + 1 < PARTS.size()
              && part.stream()
                      .map(it -> PARTS.get(PARTS.size() - 1).apply(it.cell()))
                      .distinct()
                      .count()
                  > 1;
      // Some is left for the parts.
      Diagnosis whole = explain(part, more ? spent + (end - spent) / 2 : end);
      if (!whole.known() && more) {
        all.addAll(parts(part, level + 1, end));
      } else if (whole.known() || part.stream().anyMatch(it -> it.status() == Status.MISMATCH)) {
        // Otherwise what checks saw is the cause.
        all.add(whole);
      }
    }
    return all;
  }

  private Diagnosis explain(List<CellResult> cells, long until) {
    Survey survey = new Survey(cells, this::trial, tried);
    List<Candidate> candidates = survey.candidates(until - spent);
    spent += survey.spent();
    if (!candidates.isEmpty()) {
      survey.confirm(candidates, until - spent);
      spent += survey.spent();
    }
    Verdicts verdicts = new Verdicts(survey, this::refutes);
    Diagnosis diagnosis = verdicts.diagnosis(candidates);
    spent += verdicts.spent();
    return diagnosis;
  }

  /** A cell with what it left; empty if its contract fails. */
  private Optional<Trial> trial(CellResult result) {
    Cell cell = result.cell();
    Map<String, byte[]> outputs = new HashMap<>();
    result
        .evidence()
        .orElseThrow()
        .outputs()
        .forEach(it -> outputs.put(it.name(), it.bytes().orElseThrow()));
    try {
      Problem problem = problems.apply(cell);
      return Optional.of(
          new Trial(
              cell, problem, families.apply(cell).arrays(cell), outputs, readsUnknown(result)));
    } catch (AuthorException e) {
      return Optional.empty();
    }
  }

  private static boolean readsUnknown(CellResult result) {
    return result.findings().stream()
        .filter(it -> it.kind() == Finding.Kind.MEMORY)
        .anyMatch(it -> it.access().stream().noneMatch(Finding.Access::write));
  }

  /**
   * How many of some passing cells a kernel with the fault would fail, of those that take the path
   * of a failing one.
   */
  private Verdicts.Passing refutes(Hypothesis hypothesis, List<Cell> failing, int most) {
    Verdicts.Passing found = new Verdicts.Passing();
    for (Cell cell : failing) {
      List<Cell> near =
          passing.getOrDefault(cell.kernel(), List.of()).stream()
              .sorted(Comparator.comparingInt(it -> -likeness(cell, it)))
              .limit(most)
              .toList();
      near.forEach(it -> found.see(hypothesis, cell, it, this::passingTrial));
    }
    return found;
  }

  private static int likeness(Cell one, Cell other) {
    int alike = 0;
    for (int i = 0; i < one.at().values().size(); i++) {
      alike += one.at().values().get(i).equals(other.at().values().get(i)) ? 1 : 0;
    }
    return alike;
  }

  private Optional<Verdicts.Right> passingTrial(Cell cell) {
    try {
      return Optional.of(
          new Verdicts.Right(problems.apply(cell), families.apply(cell).arrays(cell)));
    } catch (AuthorException e) {
      return Optional.empty();
    }
  }
}
