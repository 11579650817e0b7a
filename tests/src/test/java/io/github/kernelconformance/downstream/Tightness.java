package io.github.kernelconformance.downstream;

import io.github.kernelconformance.authored.AuthoredContracts;
import io.github.kernelconformance.authored.ContractLoader;
import io.github.kernelconformance.authored.ContractSources;
import io.github.kernelconformance.contract.AccuracyTable;
import io.github.kernelconformance.contract.Arithmetic;
import io.github.kernelconformance.device.Execution;
import io.github.kernelconformance.device.host.Adversary;
import io.github.kernelconformance.device.host.Adversary.Direction;
import io.github.kernelconformance.device.host.Adversary.Table;
import io.github.kernelconformance.family.KernelFamily;
import io.github.kernelconformance.family.Problem;
import io.github.kernelconformance.family.ProblemCells;
import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.matrix.Selection;
import io.github.kernelconformance.verdict.CellResult;
import io.github.kernelconformance.verdict.Comparison;
import io.github.kernelconformance.verdict.Measured;
import io.github.kernelconformance.verdict.Status;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * How much of their bounds right kernels use with the worst standard library there may be: the
 * contracts and kernels of the downstream build, cell by cell.
 */
final class Tightness {

  private static final Path BUILD =
      Path.of("..", "it", "src", "it", "contracts").toAbsolutePath().normalize();

  private Tightness() {}

  /** Each direction, fused and flushed or not. */
  static List<Adversary> adversaries(Table table) {
    return List.of(
        Adversary.of(Direction.RANDOM, table, 1),
        Adversary.of(Direction.UP, table, 2).withFusedOperations(),
        Adversary.of(Direction.DOWN, table, 3).withFlushedSubnormals(),
        Adversary.of(Direction.AWAY_FROM_ZERO, table, 4),
        Adversary.of(Direction.TOWARDS_ZERO, table, 5).withFusedOperations());
  }

  /** What came of the cells of one contract. */
  static final class Tally {
    private final List<String> alarms = new ArrayList<>();
    private final Map<String, Double> used = new TreeMap<>();
    private final List<String> vacuousCells = new ArrayList<>();
    private long cells;
    private long outputs;
    private long vacuous;
    private String tightest = "";

    private void add(Cell cell, CellResult result, Adversary adversary) {
      Measured measured = result.measured();
      cells++;
      outputs += measured.elements();
      vacuous += measured.vacuous();
      if (result.status() == Status.VACUOUS) {
        vacuousCells.add(cell.id());
      }
      if (measured.wrong() > 0) {
        alarms.add(cell.id() + " " + adversary + ": " + result.message());
      } else if (measured.boundRatio() > 0 && isFloat(cell)) {
        used.merge(cell.id(), measured.boundRatio(), Math::max);
      }
    }

    /** Halves use half an ulp for their last rounding, so they tell little. */
    private static boolean isFloat(Cell cell) {
      return cell.id().contains("/float/") || cell.id().contains("/float32/");
    }

    List<String> alarms() {
      return alarms;
    }

    long outputs() {
      return outputs;
    }

    long vacuous() {
      return vacuous;
    }

    /** Cells of which nothing can be said, once for each adversary. */
    List<String> vacuousCells() {
      return vacuousCells;
    }

    long cells() {
      return cells;
    }

    /** The bound in units of the largest error of any cell in float; NaN if none has one. */
    double bestCell() {
      return used.isEmpty() ? Double.NaN : 1 / Collections.max(used.values());
    }

    /** The same for the cell in the middle. */
    double middleCell() {
      double[] sorted = used.values().stream().mapToDouble(it -> it).sorted().toArray();
      return sorted.length == 0 ? Double.NaN : 1 / sorted[sorted.length / 2];
    }

    /** The cell that uses least of its bound. */
    String loosest() {
      return used.entrySet().stream()
          .min(Map.Entry.comparingByValue())
          .map(it -> String.format(Locale.ROOT, "%s %.4f", it.getKey(), it.getValue()))
          .orElse("");
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%6d cells, %8d outputs, %d alarms, vacuous %.4f %% of outputs, %.3f %% of cells;"
              + " bound / largest error %.1f over all, %.1f in the middle; loosest %s%s",
          cells,
          outputs,
          alarms.size(),
          100.0 * vacuous / outputs,
          100.0 * vacuousCells.size() / cells,
          bestCell(),
          middleCell(),
          loosest(),
          tightest);
    }
  }

  /** Runs the cells of all contracts that a selection has, by the contracts' names. */
  static Map<String, Tally> measure(Table table, List<Adversary> adversaries, Selection selection)
      throws Exception {
    AccuracyTable accuracies =
        table == Table.FAST ? AccuracyTable.MSL_FAST : AccuracyTable.MSL_PRECISE;
    AuthoredContracts contracts =
        new ContractLoader()
            .load(
                ContractSources.in(BUILD, BUILD.resolve(Path.of("src", "conformance", "java"))),
                Path.of("target", "test-kernels"));
    List<ContractKernels> kernels =
        adversaries.stream()
            .map(it -> new ContractKernels(it, BUILD.resolve(Path.of("src", "main", "metal"))))
            .toList();
    Map<String, Tally> tallies = new TreeMap<>();
    try {
      for (KernelFamily family : contracts.families(Arithmetic.of(accuracies))) {
        Tally tally = new Tally();
        for (ProblemCells cells : family.enumerate(selection).problems()) {
          run(family, cells, selection, kernels, tally);
        }
        kernels.forEach(ContractKernels::close);
        if (tally.cells > 0) {
          tallies.put(family.name(), tally);
        }
      }
    } finally {
      kernels.forEach(ContractKernels::close);
    }
    return tallies;
  }

  private static void run(
      KernelFamily family,
      ProblemCells cells,
      Selection selection,
      List<ContractKernels> kernels,
      Tally tally)
      throws Exception {
    List<Cell> chosen = cells.cells().stream().filter(it -> selection.cells().matches(it)).toList();
    if (chosen.isEmpty()) {
      return;
    }
    Problem problem = cells.problem(0);
    for (Cell cell : chosen) {
      for (ContractKernels library : kernels) {
        Execution execution = library.run(problem.launch(cell));
        CellResult result =
            Comparison.compare(
                cell,
                problem.dense(cell, execution.outputs()),
                problem.expected(cell),
                family.arrays(cell));
        tally.add(cell, result, library.adversary());
      }
    }
  }
}
