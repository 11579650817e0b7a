package io.github.kernelconformance.goal;

import io.github.kernelconformance.device.CompilationException;
import io.github.kernelconformance.device.DeviceException;
import io.github.kernelconformance.device.Execution;
import io.github.kernelconformance.device.KernelCrashException;
import io.github.kernelconformance.device.KernelTimeoutException;
import io.github.kernelconformance.device.Library;
import io.github.kernelconformance.family.Problem;
import io.github.kernelconformance.family.ProblemCells;
import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.verdict.CellResult;
import io.github.kernelconformance.verdict.KernelSuspects;
import io.github.kernelconformance.verdict.Localization;
import io.github.kernelconformance.verdict.Status;
import io.github.kernelconformance.verdict.Suspect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Looks for the lines to blame for wrong numbers: kernels that have both wrong and right cells are
 * compiled once more, to tell which of their blocks run, and run on some of these cells. Where no
 * number is wrong, or the device cannot tell blocks, this does nothing.
 */
final class SuspectLines {

  /** Of the kernels that have wrong numbers, evenly spread. */
  private static final int MOST_KERNELS = 12;

  /** Of each kernel's wrong cells, and of its right ones, evenly spread. */
  private static final int MOST_CELLS = 12;

  private static final int MOST_LINES = 10;

  private final Workspace workspace;
  private final Map<Cell, ProblemCells> problems = new HashMap<>();
  private final Map<ProblemCells, Problem> made = new HashMap<>();
  private final Map<String, List<String>> sources = new HashMap<>();

  private SuspectLines(Workspace workspace) {
    this.workspace = workspace;
    for (ProblemCells problem : workspace.matrix().problems()) {
      problem.cells().forEach(cell -> problems.put(cell, problem));
    }
  }

  /** A kernel's cells, by whether their numbers are right. */
  private record Cells(List<Cell> wrong, List<Cell> right) {

    private Cells() {
      this(new ArrayList<>(), new ArrayList<>());
    }
  }

  /**
   * The suspect lines of some kernels; of none where that would tell nothing.
   *
   * @param basedir what the paths in messages are relative to
   */
  static List<KernelSuspects> find(Workspace workspace, List<CellResult> results, Path basedir)
      throws CompilationException, DeviceException {
    if (results.stream().noneMatch(result -> result.status() == Status.MISMATCH)) {
      return List.of();
    }
    SuspectLines lines = new SuspectLines(workspace);
    Map<String, Cells> kernels = lines.kernels(results);
    List<KernelSuspects> found = new ArrayList<>();
    Optional<Library> coverage = workspace.coverage(kernels.keySet());
    if (coverage.isEmpty()) {
      return List.of();
    }
    try (Library library = coverage.get()) {
      for (Map.Entry<String, Cells> kernel : kernels.entrySet()) {
        List<Suspect> ranked =
            Localization.rank(lines.runs(library, kernel.getValue())).stream()
                .limit(MOST_LINES)
                .map(suspect -> suspect.withText(lines.text(basedir, suspect)))
                .toList();
        if (!ranked.isEmpty()) {
          Cell wrong = kernel.getValue().wrong().get(0);
          found.add(new KernelSuspects(kernel.getKey(), wrong, ranked));
        }
      }
    }
    return found;
  }

  private Map<String, Cells> kernels(List<CellResult> results) {
    Map<String, Cells> all = new LinkedHashMap<>();
    for (CellResult result : results) {
      Cell cell = result.cell();
      Cells cells =
          all.computeIfAbsent(problems.get(cell).family().kernel(cell), kernel -> new Cells());
      if (result.status() == Status.MISMATCH) {
        cells.wrong().add(cell);
      } else if (result.status() == Status.PASS) {
        cells.right().add(cell);
      }
    }
    all.values().removeIf(cells -> cells.wrong().isEmpty() || cells.right().isEmpty());
    Map<String, Cells> some = new LinkedHashMap<>();
    spread(List.copyOf(all.keySet()), MOST_KERNELS)
        .forEach(kernel -> some.put(kernel, all.get(kernel)));
    return some;
  }

  private List<Localization.Run> runs(Library library, Cells cells) throws DeviceException {
    List<Localization.Run> runs = new ArrayList<>();
    for (Cell cell : spread(cells.wrong(), MOST_CELLS)) {
      run(library, cell, true, runs);
    }
    for (Cell cell : spread(cells.right(), MOST_CELLS)) {
      run(library, cell, false, runs);
    }
    return runs;
  }

  private void run(Library library, Cell cell, boolean wrong, List<Localization.Run> runs)
      throws DeviceException {
    ProblemCells problem = problems.get(cell);
    Problem inputs = made.computeIfAbsent(problem, it -> it.problem(MatrixRun.SEED));
    try {
      Execution execution = library.run(inputs.launch(cell));
      runs.add(new Localization.Run(wrong, execution.blocks()));
    } catch (KernelCrashException | KernelTimeoutException e) {
      // Without the checks it may do that; it then tells nothing.
    }
  }

  private static <T> List<T> spread(List<T> all, int most) {
    int count = Math.min(all.size(), most);
    List<T> some = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      some.add(all.get((int) ((long) i * all.size() / count)));
    }
    return some;
  }

  private String text(Path basedir, Suspect suspect) {
    List<String> lines =
        sources.computeIfAbsent(suspect.file(), file -> lines(basedir.resolve(file)));
    return suspect.line() <= lines.size() ? lines.get(suspect.line() - 1).strip() : "";
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      return List.of();
    }
  }
}
