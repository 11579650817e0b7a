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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
    try {
      List<Future<List<CellResult>>> futures = new ArrayList<>();
      for (ProblemCells problem : interleaved(matrix.problems())) {
        futures.add(executor.submit(() -> experiment.run(library, problem)));
      }
      Map<Cell, CellResult> results = new HashMap<>();
      Optional<DeviceException> failure = Optional.empty();
      for (var future : futures) {
        if (failure.isPresent() && !future.isDone()) {
          continue; // it was not begun, or ends with the device
        }
        try {
          List<CellResult> done = future.get();
          done.forEach(result -> results.put(result.cell(), result));
          long failed = done.stream().filter(result -> result.status().failed()).count();
          progress.advance(done.size(), (int) failed);
        } catch (ExecutionException e) {
          failure = Optional.of(failure.orElse(deviceFailure(e.getCause())));
          executor.shutdownNow();
        }
      }
      return new Results(
          matrix.cells().stream()
              .map(cell -> results.computeIfAbsent(cell, MatrixRun::notRun))
              .toList(),
          failure);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DeviceException("Interrupted while the matrix ran", e);
    } finally {
      progress.end();
      executor.shutdownNow();
    }
  }

  /**
   * Problems of all types and contracts come early, whatever their order. The JIT compiler assumes
   * what it has seen, and compiles again what turns out otherwise.
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
    throw new IllegalStateException(cause);
  }

  private static CellResult notRun(Cell cell) {
    return CellResult.skipped(cell, "the device failed before this cell ran");
  }
}
