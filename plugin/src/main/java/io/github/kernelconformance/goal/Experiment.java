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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * The cells of a matrix with their problems, to be run on any library that has their kernels: the
 * one that is checked, one that counts blocks, one with faults. Any number of threads may use it at
 * once.
 */
final class Experiment {

  /** The key of x is the seed, that of w is {@code seed + 100 + N}, as in published tables. */
  static final long SEED = 0;

  /** A problem may be some megabytes; who runs cells again runs the same few. */
  private static final int MOST_KEPT = 64;

  private final Map<Cell, ProblemCells> cells = new HashMap<>();
  private final BiFunction<KernelFamily, Cell, Optional<String>> lacks;

  /** By the first of a problem's cells. */
  private final Map<Cell, Problem> kept =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Cell, Problem> eldest) {
          return size() > MOST_KEPT;
        }
      };

  /**
   * Makes nothing yet.
   *
   * @param lacks why the device cannot run a cell, whatever its kernel; empty where it can
   */
  Experiment(ConformanceMatrix matrix, BiFunction<KernelFamily, Cell, Optional<String>> lacks) {
    this.lacks = lacks;
    for (ProblemCells problem : matrix.problems()) {
      problem.cells().forEach(cell -> cells.put(cell, problem));
    }
  }

  /** The contract of a cell of the matrix. */
  KernelFamily family(Cell cell) {
    return cells.get(cell).family();
  }

  /** About how many nanoseconds a cell of the matrix takes. */
  long cost(Cell cell) {
    return cells.get(cell).cellCost();
  }

  /**
   * The problem of a cell of the matrix. It is made at the first call and kept as long as it is
   * used now and then.
   *
   * @throws AuthorException if what the author of the contract wrote fails
   */
  Problem problem(Cell cell) {
    ProblemCells of = cells.get(cell);
    Cell first = of.cells().get(0);
    synchronized (kept) {
      Problem known = kept.get(first);
      if (known != null) {
        return known;
      }
    }
    Problem made = of.problem(SEED);
    synchronized (kept) {
      return kept.merge(first, made, (old, same) -> old);
    }
  }

  /**
   * Runs some cells of the matrix, each alone.
   *
   * @return the results in the order of the cells
   * @throws DeviceException where the device fails
   */
  List<CellResult> run(Library library, List<Cell> some) throws DeviceException {
    List<CellResult> results = new ArrayList<>();
    for (Cell cell : some) {
      results.addAll(run(library, cells.get(cell).family(), () -> problem(cell), List.of(cell)));
    }
    return results;
  }

  /**
   * Runs a cell of the matrix for its status and its figures alone. What a reader wants to see of a
   * failure takes more time than a small kernel.
   *
   * @throws DeviceException where the device fails
   */
  CellResult tried(Library library, Cell cell) throws DeviceException {
    KernelFamily family = cells.get(cell).family();
    return run(library, family, () -> problem(cell), List.of(cell), false).get(0);
  }

  /**
   * Runs the cells of a problem together, and does not keep the problem. A cell without a kernel,
   * or of a type that the device lacks, is skipped.
   *
   * @return the results in any order
   * @throws DeviceException where the device fails
   */
  List<CellResult> run(Library library, ProblemCells of) throws DeviceException {
    return run(library, of.family(), () -> of.problem(SEED), of.cells());
  }

  /**
   * Runs a cell on a problem of the caller's making, such as one with other inputs or of a cell
   * that the matrix does not have.
   *
   * @throws DeviceException where the device fails
   */
  CellResult run(Library library, KernelFamily family, Cell cell, Problem problem)
      throws DeviceException {
    return run(library, family, () -> problem, List.of(cell)).get(0);
  }

  /** Whether a cell is one of the matrix. */
  boolean has(Cell cell) {
    return cells.containsKey(cell);
  }

  /** Makes a problem, or fails as an author's code does. */
  private interface Maker {
    Problem make();
  }

  private List<CellResult> run(Library library, KernelFamily family, Maker maker, List<Cell> some)
      throws DeviceException {
    return run(library, family, maker, some, true);
  }

  /**
   * Runs cells of a problem.
   *
   * @param shown whether a reader will see the results
   */
  private List<CellResult> run(
      Library library, KernelFamily family, Maker maker, List<Cell> some, boolean shown)
      throws DeviceException {
    List<CellResult> results = new ArrayList<>();
    List<Cell> runnable = new ArrayList<>();
    for (Cell cell : some) {
      obstacle(library, family, cell)
          .ifPresentOrElse(
              reason -> results.add(CellResult.skipped(cell, reason)), () -> runnable.add(cell));
    }
    if (!runnable.isEmpty()) {
      try {
        results.addAll(launch(library, family, maker.make(), runnable, shown));
      } catch (AuthorException e) {
        runnable.forEach(cell -> results.add(CellResult.contractError(cell, e.getMessage())));
      }
    }
    return results;
  }

  private Optional<String> obstacle(Library library, KernelFamily family, Cell cell) {
    Optional<String> lacking = lacks.apply(family, cell);
    return lacking.isPresent() || library.has(cell.kernel())
        ? lacking
        : Optional.of("there is no kernel " + cell.kernel());
  }

  private static List<CellResult> launch(
      Library library, KernelFamily family, Problem problem, List<Cell> some, boolean shown)
      throws DeviceException {
    List<CellResult> results = new ArrayList<>();
    List<Cell> launched = new ArrayList<>();
    List<Launch> launches = new ArrayList<>();
    for (Cell cell : some) {
      try {
        launches.add(problem.launch(cell));
        launched.add(cell);
      } catch (AuthorException e) {
        results.add(CellResult.contractError(cell, e.getMessage()));
      }
    }
    List<Ending> endings = library.runAll(launches);
    for (int i = 0; i < endings.size(); i++) {
      results.add(judge(launched.get(i), family, problem, launches.get(i), endings.get(i), shown));
    }
    return results;
  }

  /** What a cell's result is, given how its launch ended. */
  private static CellResult judge(
      Cell cell,
      KernelFamily family,
      Problem problem,
      Launch launch,
      Ending ending,
      boolean shown) {
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
      CellResult compared = Comparison.compare(cell, outputs, expected, arrays);
      CellResult result =
          (family.passesVacuous() ? compared.withoutVacuity() : compared)
              .with(execution)
              .refilled(problem.dense(cell, execution.refilled()), expected, arrays);
      if (!shown) {
        return result;
      }
      Blindness blindness =
          new Blindness(BlindKernels.of(launch, expected, arrays), family.silent(cell));
      return result.status().failed()
          ? result.with(blindness).with(Evidence.of(launch, arrays).with(outputs, expected, arrays))
          : result.with(blindness);
    } catch (AuthorException e) {
      return CellResult.contractError(cell, e.getMessage())
          .with(execution)
          .with(Evidence.of(launch, arrays));
    }
  }
}
