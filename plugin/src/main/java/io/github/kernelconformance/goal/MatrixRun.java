package io.github.kernelconformance.goal;

import io.github.kernelconformance.device.DeviceException;
import io.github.kernelconformance.device.Ending;
import io.github.kernelconformance.device.Execution;
import io.github.kernelconformance.device.Library;
import io.github.kernelconformance.family.ArrayType;
import io.github.kernelconformance.family.AuthorException;
import io.github.kernelconformance.family.ConformanceMatrix;
import io.github.kernelconformance.family.Expected;
import io.github.kernelconformance.family.KernelFamily;
import io.github.kernelconformance.family.Launch;
import io.github.kernelconformance.family.Problem;
import io.github.kernelconformance.family.ProblemCells;
import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.verdict.BlindKernels;
import io.github.kernelconformance.verdict.Blindness;
import io.github.kernelconformance.verdict.CellResult;
import io.github.kernelconformance.verdict.Comparison;
import io.github.kernelconformance.verdict.Evidence;
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

  /** The key of x is the seed, that of w is {@code seed + 100 + N}, as in published tables. */
  static final long SEED = 0;

  private final Library library;
  private final BiFunction<KernelFamily, Cell, Optional<String>> lacks;

  private MatrixRun(Library library, BiFunction<KernelFamily, Cell, Optional<String>> lacks) {
    this.library = library;
    this.lacks = lacks;
  }

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
   * @param progress hears of each problem, in order
   * @throws DeviceException if this thread is interrupted
   */
  static Results run(
      ConformanceMatrix matrix,
      Library library,
      BiFunction<KernelFamily, Cell, Optional<String>> lacks,
      int threads,
      Progress progress)
      throws DeviceException {
    MatrixRun run = new MatrixRun(library, lacks);
    progress.start(matrix.cells().size());
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      List<Future<List<CellResult>>> futures = new ArrayList<>();
      for (ProblemCells problem : matrix.problems()) {
        futures.add(executor.submit(() -> run.run(problem)));
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

  private List<CellResult> run(ProblemCells cells) throws DeviceException {
    List<CellResult> results = new ArrayList<>();
    List<Cell> runnable = new ArrayList<>();
    for (Cell cell : cells.cells()) {
      Optional<String> obstacle = obstacle(cells.family(), cell);
      obstacle.ifPresentOrElse(
          reason -> results.add(CellResult.skipped(cell, reason)), () -> runnable.add(cell));
    }
    if (!runnable.isEmpty()) {
      try {
        results.addAll(run(cells.family(), cells.problem(SEED), runnable));
      } catch (AuthorException e) {
        runnable.forEach(cell -> results.add(CellResult.contractError(cell, e.getMessage())));
      }
    }
    return results;
  }

  private List<CellResult> run(KernelFamily family, Problem problem, List<Cell> cells)
      throws DeviceException {
    List<CellResult> results = new ArrayList<>();
    List<Cell> launched = new ArrayList<>();
    List<Launch> launches = new ArrayList<>();
    for (Cell cell : cells) {
      try {
        launches.add(problem.launch(cell));
        launched.add(cell);
      } catch (AuthorException e) {
        results.add(CellResult.contractError(cell, e.getMessage()));
      }
    }
    List<Ending> endings = library.runAll(launches);
    for (int i = 0; i < endings.size(); i++) {
      Cell cell = launched.get(i);
      results.add(result(cell, family, launches.get(i), endings.get(i), problem));
    }
    return results;
  }

  private Optional<String> obstacle(KernelFamily family, Cell cell) {
    Optional<String> lacking = lacks.apply(family, cell);
    return lacking.isPresent() || library.has(cell.kernel())
        ? lacking
        : Optional.of("there is no kernel " + cell.kernel());
  }

  private static CellResult result(
      Cell cell, KernelFamily family, Launch launch, Ending ending, Problem problem) {
    Map<String, ArrayType> arrays = family.arrays(cell);
    if (ending instanceof Ending.Crashed crashed) {
      return CellResult.crash(cell, crashed.message(), crashed.line())
          .with(Evidence.of(launch, arrays));
    }
    if (ending instanceof Ending.TimedOut timedOut) {
      return CellResult.timeout(cell, timedOut.message()).with(Evidence.of(launch, arrays));
    }
    Execution execution = ((Ending.Ran) ending).execution();
    Map<String, byte[]> outputs = problem.dense(cell, execution.outputs());
    try {
      Map<String, Expected> expected = problem.expected(cell);
      Blindness blindness =
          new Blindness(BlindKernels.of(launch, expected, arrays), family.silent(cell));
      CellResult compared = Comparison.compare(cell, outputs, expected, arrays);
      CellResult result =
          (family.passesVacuous() ? compared.withoutVacuity() : compared)
              .with(execution)
              .refilled(problem.dense(cell, execution.refilled()), expected, arrays)
              .with(blindness);
      return result.status().failed()
          ? result.with(Evidence.of(launch, arrays).with(outputs, expected, arrays))
          : result;
    } catch (AuthorException e) {
      return CellResult.contractError(cell, e.getMessage())
          .with(execution)
          .with(Evidence.of(launch, arrays));
    }
  }
}
