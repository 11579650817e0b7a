package io.github.kernelconformance.goal;

import io.github.kernelconformance.device.DeviceException;
import io.github.kernelconformance.device.Finding;
import io.github.kernelconformance.device.Library;
import io.github.kernelconformance.family.AuthorException;
import io.github.kernelconformance.family.KernelFamily;
import io.github.kernelconformance.family.Problem;
import io.github.kernelconformance.family.ProblemCells;
import io.github.kernelconformance.family.Reducible;
import io.github.kernelconformance.family.Reducible.Value;
import io.github.kernelconformance.verdict.CellResult;
import io.github.kernelconformance.verdict.ElementSearch;
import io.github.kernelconformance.verdict.SizeSearch;
import io.github.kernelconformance.verdict.Status;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes a failing cell smaller as long as it fails in the same way: sizes first, then the inputs.
 * What it has found so far can be read by another thread at any time.
 */
final class CaseSearch {

  /**
   * A case that fails.
   *
   * @param cell its problem, for it alone
   * @param result of a run on the problem
   * @param reducible the elements of the problem before any was changed; empty if they cannot be
   * @param elements what has become of them
   */
  record Found(
      ProblemCells cell,
      Problem problem,
      CellResult result,
      Optional<Reducible> reducible,
      List<Value[]> elements) {}

  /** An error of so many times its bound is a wrong number at first sight. */
  private static final double CLEAR = 100;

  private static final double CLEARLY_LESS = 10;

  private final Experiment experiment;
  private final Library library;
  private final KernelFamily family;
  private final CellResult original;
  private final Map<String, CellResult> known;
  private final SearchBudget budget;
  private volatile Found found;

  /**
   * @param start a cell that fails
   * @param original how
   * @param known the results of the matrix, by the ids of cells
   */
  CaseSearch(
      Experiment experiment,
      Library library,
      ProblemCells start,
      CellResult original,
      Map<String, CellResult> known,
      SearchBudget budget) {
    this.experiment = experiment;
    this.library = library;
    this.family = start.family();
    this.original = original;
    this.known = known;
    this.budget = budget;
    Problem problem = experiment.problem(original.cell());
    found = new Found(start, problem, original, Optional.empty(), List.of());
  }

  /** What it began with. */
  CellResult original() {
    return original;
  }

  /** The smallest so far. */
  Found found() {
    return found;
  }

  /** Searches until nothing gets smaller or the budget is spent. */
  void run() {
    search();
    budget.finish();
  }

  /** What it has taken. */
  SearchBudget budget() {
    return budget;
  }

  private void search() {
    if (original.status() == Status.TIMEOUT || original.status() == Status.CONTRACT_ERROR) {
      return; // each try would take as long; of a contract that fails there is no input to tell
    }
    ProblemCells smallest =
        new SizeSearch<>(new CellSizes(family), this::fails, budget::over).smallest(found.cell());
    Problem problem = found.problem();
    Optional<Reducible> reducible = problem.reducible(CellSizes.cell(smallest));
    if (reducible.isEmpty()) {
      return;
    }
    Reducible inputs = reducible.get();
    List<Value[]> kept = inputs.parts().stream().map(Reducible.Part::kept).toList();
    found = new Found(smallest, problem, found.result(), reducible, kept);
    new ElementSearch(inputs.parts(), elements -> fails(smallest, inputs, elements), budget::over)
        .simplest();
  }

  /** Whether a cell fails as the original does; the results of the matrix are known. */
  private boolean fails(ProblemCells cell) {
    CellResult told = known.get(CellSizes.cell(cell).id());
    if (told != null && !alike(told)) {
      return false;
    }
    try {
      Problem problem = cell.problem(Experiment.SEED);
      CellResult result = told != null ? told : run(cell, problem);
      return take(new Found(cell, problem, result, Optional.empty(), List.of()));
    } catch (AuthorException e) {
      return false;
    }
  }

  private boolean fails(ProblemCells cell, Reducible inputs, List<Value[]> elements) {
    try {
      Problem problem = inputs.with(elements);
      CellResult result = run(cell, problem);
      return take(new Found(cell, problem, result, Optional.of(inputs), elements));
    } catch (AuthorException e) {
      return false;
    }
  }

  private boolean take(Found next) {
    if (!alike(next.result())) {
      return false;
    }
    found = next;
    return true;
  }

  private CellResult run(ProblemCells cell, Problem problem) {
    try {
      CellResult result = experiment.run(library, family, CellSizes.cell(cell), problem);
      budget.launched(
          cell.cellCost(),
          result.status() == Status.CRASH
              || result.status() == Status.TIMEOUT
              || result.lostWorker().isPresent());
      return result;
    } catch (DeviceException e) {
      throw new SearchFailedException(e);
    }
  }

  /**
   * Whether a result is a failure of the same kind at the same place; and one that is far beyond
   * its bound does not become one that is hardly beyond it, which convinces nobody.
   */
  private boolean alike(CellResult other) {
    double clear = Math.min(CLEAR, original.measured().boundRatio() / CLEARLY_LESS);
    boolean marginal = other.measured().boundRatio() < clear;
    return other.status() == original.status()
        && !(marginal && original.status() == Status.MISMATCH)
        && other.crashedAt().equals(original.crashedAt())
        && place(other).equals(place(original));
  }

  private static String place(CellResult result) {
    return result.findings().stream()
        .findFirst()
        .map(Finding::site)
        .map(site -> site.file() + ":" + site.line())
        .orElse("");
  }

  /** The device failed; what was found before that is right. */
  static final class SearchFailedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private SearchFailedException(DeviceException cause) {
      super(cause.getMessage(), cause);
    }
  }
}
