package io.github.kernelconformance.goal;

import io.github.kernelconformance.device.DeviceException;
import io.github.kernelconformance.device.Library;
import io.github.kernelconformance.family.ConformanceMatrix;
import io.github.kernelconformance.family.KernelFamily;
import io.github.kernelconformance.family.ProblemCells;
import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.verdict.CellResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiFunction;

/** Runs every cell of a matrix: inputs, launch, outputs, comparison. */
final class MatrixRun {

  private MatrixRun() {}

  /**
   * What became of a matrix.
   *
   * @param cells the results of all cells, in matrix order
   * @param failure of the device, if it failed before all cells had run; the others are skipped
   */
  record Results(List<CellResult> cells, Optional<DeviceException> failure) {}

  /**
   * The results in matrix order. A cell without a kernel, or of a type that the device lacks, is
   * skipped; one whose kernel crashes or does not end, or whose contract fails, costs nothing but
   * itself.
   *
   * @param lacks why the device cannot run a cell, whatever its kernel; empty where it can
   * @param threads how many problems are prepared and compared at once
   * @param progress hears of each problem
   * @throws DeviceException if this thread is interrupted
   */
  static Results run(
      ConformanceMatrix matrix,
      Library library,
      BiFunction<KernelFamily, Cell, Optional<String>> lacks,
      int threads,
      Progress progress)
      throws DeviceException {
    Experiment experiment = new Experiment(matrix, lacks);
    progress.start(matrix.cells().size());
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    Run run = new Run(matrix.problems().size(), progress);
    try {
      for (ProblemCells problem : interleaved(matrix.problems())) {
        executor.execute(() -> run.add(() -> experiment.run(library, problem)));
      }
      run.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DeviceException("Interrupted while the matrix ran", e);
    } finally {
      run.end();
      executor.shutdownNow();
    }
    return run.results(matrix.cells());
  }

  /** What has become of the problems so far. */
  private static final class Run {

    private final Progress progress;
    private final Map<Cell, CellResult> results = new HashMap<>();
    private Optional<Throwable> failure = Optional.empty();
    private int left;
    private boolean over;

    Run(int problems, Progress progress) {
      left = problems;
      this.progress = progress;
    }

    /** One wait for all problems: who waits has nothing to do with each. */
    synchronized void await() throws InterruptedException {
      while (left > 0 && failure.isEmpty()) {
        wait();
      }
    }

    /** Runs the cells of a problem; if that fails, nobody waits for others. */
    void add(Callable<List<CellResult>> problem) {
      try {
        keep(problem.call());
      } catch (Throwable e) {
        fail(e);
      }
    }

    private synchronized void keep(List<CellResult> done) {
      done.forEach(result -> results.put(result.cell(), result));
      if (!over) {
        long failed = done.stream().filter(result -> result.status().failed()).count();
        progress.advance(done.size(), (int) failed);
      }
      left--;
      if (left == 0) {
        notifyAll();
      }
    }

    private synchronized void fail(Throwable cause) {
      failure = Optional.of(failure.orElse(cause));
      notifyAll();
    }

    synchronized void end() {
      over = true;
      progress.end();
    }

    synchronized Results results(List<Cell> cells) {
      Optional<DeviceException> ofDevice = failure.map(MatrixRun::deviceFailure);
      return new Results(
          cells.stream().map(it -> results.computeIfAbsent(it, MatrixRun::notRun)).toList(),
          ofDevice);
    }
  }

  /**
   * Problems of all types, contracts and sizes come early, whatever their order. The JIT compiler
   * assumes what it has seen, and workers make room for the largest launch that they have had.
   */
  private static List<ProblemCells> interleaved(List<ProblemCells> problems) {
    int apart = (int) Math.ceil(Math.sqrt(problems.size()));
    List<ProblemCells> turns = new ArrayList<>(problems.size());
    for (int first = 0; first < apart; first++) {
      for (int i = first; i < problems.size(); i += apart) {
        turns.add(problems.get(i));
      }
    }
    return turns;
  }

  private static DeviceException deviceFailure(Throwable cause) {
    if (cause instanceof DeviceException failure) {
      return failure;
    }
    if (cause instanceof RuntimeException exception) {
      throw exception;
    }
    if (cause instanceof Error error) {
      throw error;
    }
    throw new IllegalStateException(cause);
  }

  private static CellResult notRun(Cell cell) {
    return CellResult.skipped(cell, "the device failed before this cell ran");
  }
}
