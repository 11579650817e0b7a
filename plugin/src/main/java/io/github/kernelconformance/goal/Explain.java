package io.github.kernelconformance.goal;

import io.github.kernelconformance.device.CompilationException;
import io.github.kernelconformance.device.DeviceException;
import io.github.kernelconformance.device.Library;
import io.github.kernelconformance.verdict.CauseSearch;
import io.github.kernelconformance.verdict.CellResult;
import io.github.kernelconformance.verdict.Explanation;
import io.github.kernelconformance.verdict.KernelSuspects;
import java.nio.file.Path;
import java.util.List;

/** Finds out why cells fail. Whatever becomes of that, the results stand. */
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
    Experiment experiment = new Experiment(workspace.matrix(), workspace::lacks);
    return new Explanation(suspects(workspace, experiment, results, basedir, notes))
        .with(SmallestCases.find(workspace, library, experiment, results, notes))
        .diagnosed(CauseSearch.of(results, experiment::family, experiment::problem));
  }

  private static List<KernelSuspects> suspects(
      Workspace workspace,
      Experiment experiment,
      List<CellResult> results,
      Path basedir,
      List<String> notes) {
    try {
      return SuspectLines.find(workspace, experiment, results, basedir, notes);
    } catch (CompilationException | DeviceException e) {
      notes.add("Could not look for suspect lines: " + e.getMessage());
      return List.of();
    }
  }
}
