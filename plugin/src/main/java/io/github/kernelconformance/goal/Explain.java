package io.github.kernelconformance.goal;

import io.github.kernelconformance.device.CompilationException;
import io.github.kernelconformance.device.DeviceException;
import io.github.kernelconformance.device.Library;
import io.github.kernelconformance.verdict.CauseSearch;
import io.github.kernelconformance.verdict.CellResult;
import io.github.kernelconformance.verdict.Diagnosis;
import io.github.kernelconformance.verdict.Explanation;
import io.github.kernelconformance.verdict.KernelSuspects;
import io.github.kernelconformance.verdict.SmallestCase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Finds out why cells fail. Whatever becomes of that, the results stand. Causes are computed while
 * what runs kernels, the search for suspect lines and for smaller cases, does so in as many threads
 * as launches may run at once.
 */
final class Explain {

  private Explain() {}

  /**
   * What explains unexpected failures; {@link Explanation#NONE} where there are none.
   *
   * @param library of the workspace, for cells that run again; closed afterwards where there were
   *     some
   * @param results of the workspace's matrix or of a part of it, judged
   * @param basedir what the paths in messages are relative to
   * @param notes gets a sentence about what could not be found out
   */
  static Explanation of(
      Workspace workspace,
      Library library,
      List<CellResult> results,
      Path basedir,
      List<String> notes) {
    if (results.stream().noneMatch(CellResult::failed)) {
      return Explanation.NONE;
    }
    List<String> ofSuspects = new ArrayList<>();
    List<String> ofCases = new ArrayList<>();
    ExecutorService launching = Executors.newFixedThreadPool(workspace.forks());
    try {
      Experiment shared = experiment(workspace);
      Team team = new Team(launching, workspace.forks() - 1);
      Future<List<KernelSuspects>> suspects =
          launching.submit(() -> suspects(workspace, shared, team, results, basedir, ofSuspects));
      Future<List<SmallestCase>> cases =
          launching.submit(() -> SmallestCases.find(workspace, library, shared, results, ofCases));
      // What causes may take depends on which problems are kept.
      Experiment alone = experiment(workspace);
      List<Diagnosis> causes = CauseSearch.of(results, alone::family, alone::problem);
      Explanation explanation =
          new Explanation(Waiting.of(suspects)).with(Waiting.of(cases)).diagnosed(causes);
      notes.addAll(ofSuspects);
      notes.addAll(ofCases);
      return explanation;
    } catch (DeviceException e) {
      notes.add("Could not find out why cells fail: " + e.getMessage());
      return Explanation.NONE;
    } finally {
      launching.shutdownNow();
    }
  }

  private static Experiment experiment(Workspace workspace) {
    return new Experiment(workspace.matrix(), workspace::lacks);
  }

  private static List<KernelSuspects> suspects(
      Workspace workspace,
      Experiment experiment,
      Team team,
      List<CellResult> results,
      Path basedir,
      List<String> notes) {
    try {
      return SuspectLines.find(workspace, experiment, team, results, basedir, notes);
    } catch (CompilationException | DeviceException e) {
      notes.add("Could not look for suspect lines: " + e.getMessage());
      return List.of();
    }
  }
}
