package io.github.kernelconformance.goal;

import io.github.kernelconformance.device.CompilationException;
import io.github.kernelconformance.device.DeviceException;
import io.github.kernelconformance.device.Library;
import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.verdict.CellResult;
import io.github.kernelconformance.verdict.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Proves that a run which passes could have failed: on the same device, a kernel of each contract
 * is run with a mistake, and its cells have to fail.
 */
final class SelfCheckRun {

  /** If a cell does not see a mistake, so many others may. */
  private static final int MOST_CELLS = 4;

  private SelfCheckRun() {}

  /**
   * What was proven.
   *
   * @param line for the report: how many mistakes were seen
   * @param notes what could not be done, a sentence each
   * @param unseen the mistakes that no cell saw, a sentence each; the build is then an error
   */
  record Proof(String line, List<String> notes, List<String> unseen) {}

  /**
   * Compiles the kernels with their mistakes, for runs to come. Where that fails, {@link #run} says
   * so.
   */
  static void compile(Workspace workspace) throws DeviceException {
    Mistakes mistakes = Mistakes.of(workspace, experiment(workspace));
    try (Library library = load(workspace, mistakes)) {
      library.has("");
    } catch (CompilationException e) {
      // The run tells.
    }
  }

  /**
   * Runs the mistakes.
   *
   * @throws DeviceException where the device fails
   */
  static Proof run(Workspace workspace) throws DeviceException {
    Experiment experiment = experiment(workspace);
    Mistakes mistakes = Mistakes.of(workspace, experiment);
    List<String> notes = new ArrayList<>(mistakes.notMade());
    if (mistakes.made().isEmpty()) {
      return new Proof("no mistake was made", notes, List.of());
    }
    if (workspace.device().ofTexts() != workspace.device()) {
      notes.add(
          "The self-check compiles the kernels' text with Metal's run-time compiler; the .metallib"
              + " itself cannot be given a mistake.");
    }
    List<String> unseen = new ArrayList<>();
    int seen = 0;
    try (Library library = load(workspace, mistakes)) {
      for (Mistakes.Mistake mistake : mistakes.made()) {
        if (isSeen(experiment, library, mistake)) {
          seen++;
        } else {
          unseen.add(unseen(mistake));
        }
      }
    } catch (CompilationException e) {
      notes.add(
          "The self-check was not done: the kernels with mistakes do not compile. "
              + e.getMessage().lines().findFirst().orElse(""));
      return new Proof("not done", notes, List.of());
    }
    return new Proof(
        "%d of %s seen".formatted(seen, Figures.count(mistakes.made().size(), "mistake")),
        notes,
        unseen);
  }

  private static Experiment experiment(Workspace workspace) {
    return new Experiment(workspace.matrix(), workspace::lacks);
  }

  private static Library load(Workspace workspace, Mistakes mistakes)
      throws CompilationException, DeviceException {
    Set<String> kernels =
        mistakes.made().stream()
            .flatMap(it -> it.cells().stream().limit(MOST_CELLS))
            .map(Cell::kernel)
            .collect(Collectors.toSet());
    return workspace.device().ofTexts().load(mistakes.programs(), kernels);
  }

  private static boolean isSeen(Experiment experiment, Library library, Mistakes.Mistake mistake)
      throws DeviceException {
    List<Cell> cells = mistake.cells();
    for (Cell cell : cells.subList(0, Math.min(MOST_CELLS, cells.size()))) {
      CellResult result = experiment.run(library, List.of(cell)).get(0);
      if (result.status().failed()) {
        return true;
      }
    }
    return false;
  }

  private static String unseen(Mistakes.Mistake mistake) {
    return "The cells of the contract %s pass although a kernel of %s has a mistake: %s."
        .formatted(mistake.contract(), mistake.source(), mistake.says());
  }
}
