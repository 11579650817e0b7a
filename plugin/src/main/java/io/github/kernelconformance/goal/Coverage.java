package io.github.kernelconformance.goal;

import io.github.kernelconformance.coverage.CoverageTally;
import io.github.kernelconformance.device.CompilationException;
import io.github.kernelconformance.device.Device;
import io.github.kernelconformance.device.DeviceException;
import io.github.kernelconformance.device.Execution;
import io.github.kernelconformance.device.KernelCrashException;
import io.github.kernelconformance.device.KernelTimeoutException;
import io.github.kernelconformance.device.Library;
import io.github.kernelconformance.family.AuthorException;
import io.github.kernelconformance.family.Problem;
import io.github.kernelconformance.family.ProblemCells;
import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.matrix.CellFilter;
import io.github.kernelconformance.matrix.ConfigurationException;
import io.github.kernelconformance.matrix.Shard;
import io.github.kernelconformance.report.CoverageReport;
import io.github.kernelconformance.report.CoverageText;
import io.github.kernelconformance.toolchain.ToolchainException;
import io.github.kernelconformance.verdict.Figures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** The goal {@code coverage}. */
public final class Coverage {

  private final Workspace workspace;
  private final Library library;
  private final Map<String, CoverageTally> tallies = new LinkedHashMap<>();
  private final AtomicInteger uncounted = new AtomicInteger();

  private Coverage(Workspace workspace, Library library) {
    this.workspace = workspace;
    this.library = library;
  }

  /**
   * Runs the matrix on kernels that count what runs of them, and writes the reports. Whether
   * kernels are right is not looked at.
   *
   * @param minimum the percentage that each contract's lines and sides of conditions are to reach
   * @throws NothingRanException if no cell ran
   * @throws CompilationException if a program does not compile
   * @throws ToolchainException if there is no compiler
   * @throws DeviceException if the compiler or the device fails, or the device cannot count
   * @throws IOException if sources cannot be read or reports not be written
   */
  public static Outcome run(Request request, double minimum)
      throws NothingRanException,
          CompilationException,
          DeviceException,
          ToolchainException,
          IOException {
    if (!request.shard().isBlank()) {
      Shard.parse(request.shard());
      throw new ConfigurationException(
          "shard",
          request.shard(),
          "the goal coverage tells what the whole matrix runs, and a part of it says little",
          "no shard",
          List.of());
    }
    try (Workspace workspace = Workspace.open(request)) {
      if (workspace.lacksAll()) {
        throw NothingRan.explain(request, workspace);
      }
      Device counting = workspace.counting().orElseThrow(() -> cannotCount(workspace));
      try (Library library = counting.load(workspace.programs(), runnable(workspace))) {
        Coverage coverage = new Coverage(workspace, library);
        coverage.run(request.surroundings().progress());
        return coverage.conclude(request, minimum);
      }
    }
  }

  private static DeviceException cannotCount(Workspace workspace) {
    return new DeviceException(
        "The goal coverage needs the host device, which counts what kernels run; this build takes the"
            + " device %s. Run the goal on Linux with -DkernelConformance.device=host."
                .formatted(workspace.device().name()));
  }

  private static Set<String> runnable(Workspace workspace) {
    Set<String> kernels = new LinkedHashSet<>();
    for (ProblemCells it : workspace.matrix().problems()) {
      it.cells().stream()
          .filter(cell -> workspace.lacks(it.family(), cell).isEmpty())
          .forEach(cell -> kernels.add(cell.kernel()));
    }
    return kernels;
  }

  private void run(Progress progress) throws DeviceException {
    List<ProblemCells> problems = workspace.matrix().problems();
    for (Cell cell : workspace.matrix().cells()) {
      if (library.has(cell.kernel())) {
        tallies
            .computeIfAbsent(cell.contract(), CoverageTally::new)
            .kernel(cell.kernel(), library.counted(cell.kernel()));
      }
    }
    progress.start(workspace.matrix().cells().size());
    ExecutorService executor = Executors.newFixedThreadPool(workspace.forks());
    try {
      List<Future<Integer>> futures = new ArrayList<>();
      problems.forEach(it -> futures.add(executor.submit(() -> run(it))));
      for (int i = 0; i < problems.size(); i++) {
        progress.advance(problems.get(i).cells().size(), futures.get(i).get());
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof DeviceException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DeviceException("Interrupted while the matrix ran", e);
    } finally {
      progress.end();
      executor.shutdownNow();
    }
  }

  /** Runs the cells of a problem; tells how many gave no counts. */
  private int run(ProblemCells of) throws DeviceException {
    List<Cell> cells = of.cells().stream().filter(it -> library.has(it.kernel())).toList();
    if (cells.isEmpty()) {
      return 0;
    }
    int without = 0;
    try {
      Problem problem = of.problem(Experiment.SEED);
      for (Cell cell : cells) {
        without += run(problem, cell) ? 0 : 1;
      }
    } catch (AuthorException e) {
      without = cells.size();
    }
    uncounted.addAndGet(without);
    return without;
  }

  private boolean run(Problem problem, Cell cell) throws DeviceException {
    try {
      Execution execution = library.run(problem.launch(cell));
      tallies.get(cell.contract()).cell(cell.kernel(), execution.counts().values());
      return true;
    } catch (KernelCrashException | KernelTimeoutException | AuthorException e) {
      return false;
    }
  }

  private Outcome conclude(Request request, double minimum) throws IOException {
    String cells = request.selection().cells().toString();
    CoverageReport report =
        new CoverageReport(
            workspace.device().description(),
            cells.equals(CellFilter.ALL.toString()) ? "" : cells,
            tallies.values().stream().map(CoverageTally::result).toList());
    Path basedir = request.sources().basedir();
    report.write(request.outputDirectory(), sources(report, basedir));
    List<String> lines = new ArrayList<>(CoverageText.lines(report));
    lines.add(
        "The source with what ran of it: "
            + Places.relative(basedir, request.outputDirectory().resolve(CoverageReport.HTML)));
    List<String> warnings = new ArrayList<>();
    if (uncounted.get() > 0) {
      warnings.add(
          "%s ended before what they ran could be counted. The goal verify says why."
              .formatted(Figures.count(uncounted.get(), "cell")));
    }
    return new Outcome(lines, warnings, CoverageText.failure(report, minimum));
  }

  private static Map<String, List<String>> sources(CoverageReport report, Path basedir) {
    Map<String, List<String>> sources = new TreeMap<>();
    report.contracts().stream()
        .flatMap(it -> it.files().stream())
        .forEach(it -> sources.computeIfAbsent(it.path(), path -> lines(basedir.resolve(path))));
    return sources;
  }

  /** Without its text a file still has its numbers. */
  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      return List.of();
    }
  }
}
