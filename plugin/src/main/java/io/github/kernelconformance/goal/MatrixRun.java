package io.github.kernelconformance.goal;

import io.github.kernelconformance.device.DeviceException;
import io.github.kernelconformance.device.Execution;
import io.github.kernelconformance.device.KernelCrashException;
import io.github.kernelconformance.device.KernelTimeoutException;
import io.github.kernelconformance.device.Library;
import io.github.kernelconformance.family.ConformanceMatrix;
import io.github.kernelconformance.family.KernelFamily;
import io.github.kernelconformance.family.Launch;
import io.github.kernelconformance.family.Problem;
import io.github.kernelconformance.family.ProblemCells;
import io.github.kernelconformance.family.Reference;
import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.numerics.DType;
import io.github.kernelconformance.verdict.CellResult;
import io.github.kernelconformance.verdict.Comparison;
import io.github.kernelconformance.verdict.Evidence;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs every cell of a matrix: inputs, launch, outputs, comparison. */
final class MatrixRun {

  /** The key of x is the seed, that of w is {@code seed + 100 + N}, as in published tables. */
  static final long SEED = 0;

  private final Library library;

  private MatrixRun(Library library) {
    this.library = library;
  }

  /**
   * The results in matrix order. A cell without a kernel is skipped; one whose kernel crashes or
   * does not end costs nothing but itself.
   *
   * @param threads how many problems are prepared and compared at once
   * @param progress is told of each problem, in order
   * @throws DeviceException where the device fails, which is no kernel's fault
   */
  static List<CellResult> run(
      ConformanceMatrix matrix, Library library, int threads, Progress progress)
      throws DeviceException {
    MatrixRun run = new MatrixRun(library);
    progress.start(matrix.cells().size());
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      List<Future<List<CellResult>>> futures = new ArrayList<>();
      for (ProblemCells problem : matrix.problems()) {
        futures.add(executor.submit(() -> run.run(problem)));
      }
      Map<Cell, CellResult> results = new HashMap<>();
      for (var future : futures) {
        List<CellResult> done = future.get();
        done.forEach(result -> results.put(result.cell(), result));
        long failed = done.stream().filter(result -> result.status().failed()).count();
        progress.advance(done.size(), (int) failed);
      }
      return matrix.cells().stream().map(results::get).toList();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof DeviceException cause) {
        throw cause;
      }
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
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

  private List<CellResult> run(ProblemCells cells) throws DeviceException {
    List<CellResult> results = new ArrayList<>();
    List<Cell> runnable = new ArrayList<>();
    for (Cell cell : cells.cells()) {
      String kernel = cells.family().kernel(cell);
      if (library.has(kernel)) {
        runnable.add(cell);
      } else {
        results.add(CellResult.skipped(cell, "there is no kernel " + kernel));
      }
    }
    if (!runnable.isEmpty()) {
      Problem problem = cells.family().problem(cells.mode(), cells.shape(), cells.pattern(), SEED);
      Map<DType, Reference> references = new EnumMap<>(DType.class);
      for (Cell cell : runnable) {
        Reference reference = references.computeIfAbsent(cell.dtype(), problem::reference);
        results.add(run(cell, cells.family(), problem, reference));
      }
    }
    return results;
  }

  private CellResult run(Cell cell, KernelFamily family, Problem problem, Reference reference)
      throws DeviceException {
    Launch launch = problem.launch(cell);
    try {
      Execution execution = library.run(launch);
      byte[] y = execution.outputs().get("y");
      CellResult result = Comparison.compare(cell, y, reference).with(execution);
      return result.status().failed()
          ? result.with(Evidence.of(launch, family.arrays(cell)).with(cell, y, reference))
          : result;
    } catch (KernelCrashException e) {
      return CellResult.crash(cell, e.getMessage()).with(Evidence.of(launch, family.arrays(cell)));
    } catch (KernelTimeoutException e) {
      return CellResult.timeout(cell, e.getMessage())
          .with(Evidence.of(launch, family.arrays(cell)));
    }
  }
}
