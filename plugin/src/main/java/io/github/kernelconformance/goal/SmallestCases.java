package io.github.kernelconformance.goal;

import io.github.kernelconformance.device.CompilationException;
import io.github.kernelconformance.device.DeviceException;
import io.github.kernelconformance.device.Library;
import io.github.kernelconformance.family.AuthorException;
import io.github.kernelconformance.family.ProblemCells;
import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.msl.Program;
import io.github.kernelconformance.verdict.CellResult;
import io.github.kernelconformance.verdict.FailureGroup;
import io.github.kernelconformance.verdict.FailureGroups;
import io.github.kernelconformance.verdict.SmallestCase;
import io.github.kernelconformance.verdict.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Finds the smallest case for each of the largest groups of failing cells. */
final class SmallestCases {

  /** For all groups: about 3 s on two cores. A search for a fault in a product takes 40. */
  private static final int MOST_LAUNCHES = 800;

  /** For kernels that take longer than their contracts say, and machines that are busy. */
  private static final Duration LIMIT = Duration.ofSeconds(8);

  /** What a launch may take beyond the limit, before its worker is ended. */
  private static final Duration GRACE = Duration.ofSeconds(1);

  /** Opens the library of the matrix. */
  interface Opener {
    Library open() throws CompilationException, DeviceException;
  }

  private final Experiment experiment;
  private final Map<String, CellResult> known;
  private final List<String> notes;
  private final List<CaseSearch> searches = new CopyOnWriteArrayList<>();

  private SmallestCases(Experiment experiment, List<CellResult> results, List<String> notes) {
    this.experiment = experiment;
    this.notes = notes;
    known = results.stream().collect(Collectors.toMap(it -> it.cell().id(), it -> it));
  }

  /**
   * The cases, in the order of the groups. Groups of contracts that fail have none.
   *
   * @param library of the matrix; closed afterwards
   * @param results of the matrix, judged
   * @param notes gets a sentence if the search failed
   */
  static List<SmallestCase> find(
      Workspace workspace,
      Library library,
      Experiment experiment,
      List<CellResult> results,
      List<String> notes) {
    return find(
        experiment, () -> library, workspace.programs(), results, notes, MOST_LAUNCHES, LIMIT);
  }

  /** The same with a budget of launches and of time. */
  static List<SmallestCase> find(
      Experiment experiment,
      Opener opener,
      List<Program> programs,
      List<CellResult> results,
      List<String> notes,
      int launches,
      Duration limit) {
    List<FailureGroup> groups =
        FailureGroups.of(results).groups().stream()
            .flatMap(group -> byStatus(group).stream())
            .limit(FailureGroups.MOST_GROUPS)
            .toList();
    if (groups.isEmpty()) {
      return List.of();
    }
    SmallestCases search = new SmallestCases(experiment, results, notes);
    search.run(groups, opener, launches, limit);
    return search.cases(groups, programs);
  }

  private void run(List<FailureGroup> groups, Opener opener, int launches, Duration limit) {
    try (Library library = opener.open()) {
      FutureTask<Void> task =
          new FutureTask<>(() -> search(groups, library, launches, limit), null);
      Thread thread = new Thread(task, "smallest-cases");
      thread.setDaemon(true);
      thread.start();
      task.get(limit.plus(GRACE).toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      // The library is closed, which ends what still runs. What was found stands.
    } catch (CompilationException | DeviceException e) {
      notes.add(failed(e));
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof CaseSearch.SearchFailedException)
          && !(e.getCause() instanceof AuthorException)) {
        throw new IllegalStateException(e.getCause());
      }
      notes.add(failed(e.getCause()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      notes.add(failed(e));
    }
  }

  /** What was found; groups whose cases are alike share one. */
  private List<SmallestCase> cases(List<FailureGroup> groups, List<Program> programs) {
    List<SmallestCase> cases = new ArrayList<>();
    for (int i = 0; i < searches.size(); i++) {
      SmallestCase next = CaseReport.of(programs, experiment, groups.get(i), searches.get(i));
      int like = like(cases, next);
      if (like < 0) {
        cases.add(next);
      } else {
        cases.set(like, cases.get(like).and(next));
      }
    }
    return cases;
  }

  private static int like(List<SmallestCase> cases, SmallestCase next) {
    return IntStream.range(0, cases.size())
        .filter(i -> cases.get(i).isLike(next))
        .findFirst()
        .orElse(-1);
  }

  private static String failed(Throwable cause) {
    return "Could not look for smaller cases that fail: " + cause.getMessage();
  }

  private void search(List<FailureGroup> groups, Library library, int launches, Duration limit) {
    long end = System.nanoTime() + limit.toNanos();
    List<CaseSearch> all = new ArrayList<>();
    for (FailureGroup group : groups) {
      CellResult first = start(experiment, group);
      ProblemCells alone = alone(first.cell());
      SearchBudget budget = new SearchBudget();
      all.add(new CaseSearch(experiment, library, alone, first, known, budget));
    }
    searches.addAll(all);
    long launchesLeft = launches;
    for (int i = 0; i < all.size(); i++) {
      CaseSearch search = all.get(i);
      // Most take little, and the first waits for its worker.
      int share = i == all.size() - 1 ? 1 : 2;
      search
          .budget()
          .begin(launchesLeft / share, Duration.ofNanos((end - System.nanoTime()) / share));
      search.run();
      launchesLeft -= search.budget().spent();
    }
  }

  private ProblemCells alone(Cell cell) {
    long cost = experiment.family(cell).like(cell, Map.of()).map(ProblemCells::cellCost).orElse(0L);
    return new ProblemCells(
        experiment.family(cell), seed -> experiment.problem(cell), List.of(cell), cost);
  }

  /** The cells of a group that fail alike, the gravest first; without contracts that fail. */
  private static List<FailureGroup> byStatus(FailureGroup group) {
    Map<Status, List<CellResult>> all =
        group.failures().stream()
            .filter(it -> it.status() != Status.CONTRACT_ERROR)
            .collect(Collectors.groupingBy(CellResult::status, TreeMap::new, Collectors.toList()));
    return all.values().stream()
        .map(failures -> new FailureGroup(group.description(), failures))
        .toList();
  }

  /** The cell with the fewest elements in its arrays, and of these the first. */
  private static CellResult start(Experiment experiment, FailureGroup group) {
    return group.failures().stream()
        .min(Comparator.comparingLong(it -> size(experiment, it.cell())))
        .orElseThrow();
  }

  private static long size(Experiment experiment, Cell cell) {
    try {
      return experiment.family(cell).arrays(cell).values().stream()
          .mapToLong(type -> type.size())
          .sum();
    } catch (AuthorException e) {
      return Long.MAX_VALUE;
    }
  }
}
