package io.github.kernelconformance.goal;

import io.github.kernelconformance.device.CompilationException;
import io.github.kernelconformance.device.DeviceException;
import io.github.kernelconformance.device.Library;
import io.github.kernelconformance.device.MutantLibrary;
import io.github.kernelconformance.matrix.Axis;
import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.msl.Program;
import io.github.kernelconformance.mutation.Mutant;
import io.github.kernelconformance.mutation.MutatedProgram;
import io.github.kernelconformance.mutation.Operator;
import io.github.kernelconformance.mutation.Rate;
import io.github.kernelconformance.verdict.CellResult;
import io.github.kernelconformance.verdict.LineSpectrum;
import io.github.kernelconformance.verdict.MutantEffect;
import io.github.kernelconformance.verdict.Status;
import io.github.kernelconformance.worker.MutantDevice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Changes the lines that wrong cells of a kernel run, one at a time, and looks what that does to a
 * few cells. All changes are in one compilation, and one is chosen for a launch.
 */
final class SuspectMutants {

  /** Wrong cells, and right ones. */
  private static final int MOST_CELLS = 4;

  /** Cells are taken from so many of the cheapest. */
  private static final int CHEAPEST = 12;

  /** Processes that a change may cost before the search ends. */
  private static final int MOST_LOST = 8;

  /** A launch ends in a thousandth of that, or never. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Experiment experiment;
  private final MutantLibrary library;
  private final List<CellResult> right;
  private final List<CellResult> before;
  private final List<MutantEffect> effects = new ArrayList<>();
  private final boolean racing;
  private int lost;

  private SuspectMutants(
      Experiment experiment, MutantLibrary library, List<Cell> wrong, List<Cell> right)
      throws DeviceException {
    this.experiment = experiment;
    this.library = library;
    Library unchanged = library.choosing(0, PATIENCE);
    this.before = experiment.run(unchanged, wrong).stream().filter(SuspectCells::isWrong).toList();
    this.right =
        experiment.run(unchanged, right).stream().filter(it -> it.status() == Status.PASS).toList();
    this.racing = before.stream().anyMatch(it -> it.status() == Status.RACE);
  }

  /**
   * What changes of one of some wrong kernels do: of the one that has right cells, and of these the
   * one whose cells cost the least.
   *
   * @param kernels the wrong kernels with the lines that their wrong cells run
   * @return nothing where the device cannot choose a change
   */
  static List<MutantEffect> of(
      Workspace workspace, Experiment experiment, Map<SuspectCells, List<LineSpectrum>> kernels)
      throws CompilationException, DeviceException {
    Optional<MutantDevice> device = workspace.mutants();
    Comparator<SuspectCells> order =
        Comparator.comparing((SuspectCells it) -> it.right().isEmpty())
            .thenComparingLong(it -> cheapest(experiment, it.wrong()).get(0).cost());
    Optional<SuspectCells> chosen = kernels.keySet().stream().min(order);
    Optional<Program> program =
        chosen.flatMap(
            of ->
                workspace.programs().stream()
                    .filter(it -> it.kernels().stream().anyMatch(k -> k.name().equals(of.kernel())))
                    .findFirst());
    if (device.isEmpty() || program.isEmpty()) {
      return List.of();
    }
    SuspectCells kernel = chosen.get();
    List<Cell> wrong =
        SuspectLines.spread(cheapest(experiment, kernel.wrong()), MOST_CELLS).stream()
            .map(Costed::cell)
            .toList();
    List<Cell> right = near(experiment, kernel.right(), wrong);
    MutatedProgram mutated = device.get().findWithRepairs(program.get(), Set.of(kernel.kernel()));
    try (MutantLibrary library = device.get().load(List.of(mutated), Set.of(kernel.kernel()))) {
      SuspectMutants search = new SuspectMutants(experiment, library, wrong, right);
      for (Mutant mutant : mutated.mutants()) {
        if (search.before.isEmpty() || search.lost > MOST_LOST) {
          break;
        }
        if (runs(kernels.get(kernel), mutant)) {
          search.change(mutant);
        }
      }
      return search.effects;
    }
  }

  private record Costed(Cell cell, long cost) {}

  private static List<Costed> cheapest(Experiment experiment, List<Cell> cells) {
    return cells.stream()
        .map(it -> new Costed(it, experiment.cost(it)))
        .sorted(Comparator.comparingLong(Costed::cost))
        .limit(CHEAPEST)
        .toList();
  }

  /** Right cells that are most like wrong ones, then the cheapest. */
  private static List<Cell> near(Experiment experiment, List<Cell> right, List<Cell> wrong) {
    return right.stream()
        .sorted(
            Comparator.comparingDouble(
                    (Cell it) -> wrong.stream().mapToDouble(of -> distance(of, it)).min().orElse(0))
                .thenComparingLong(experiment::cost))
        .limit(MOST_CELLS)
        .toList();
  }

  /** How far cells are from one another: 1 for each axis with other values, less for sizes. */
  private static double distance(Cell one, Cell other) {
    double sum = 0;
    for (Axis axis : one.at().axes()) {
      Object mine = one.at().value(axis).orElse("");
      Object its = other.at().value(axis).orElse("");
      if (mine instanceof Integer a && its instanceof Integer b) {
        sum += Math.min(1, Math.abs(Math.log((a + 1.0) / (b + 1.0))) / 4);
      } else if (!mine.equals(its)) {
        sum += 1;
      }
    }
    return sum;
  }

  private static boolean runs(List<LineSpectrum> lines, Mutant mutant) {
    String file = mutant.place().file();
    int line = mutant.place().line();
    return lines.stream()
        .anyMatch(it -> it.file().equals(file) && it.line() <= line && line <= it.lastLine());
  }

  /** Whether it may tell that wrong cells notice it, rather than only repair them. */
  private static boolean noticeable(Operator operator) {
    return !operator.repairs() && operator.family().rate() == Rate.MATRIX;
  }

  private void change(Mutant mutant) throws DeviceException {
    boolean noticeable = noticeable(mutant.operator()) && !mutant.before().isEmpty();
    if (mutant.operator() == Operator.BARRIER_ADDED && !racing) {
      return;
    }
    Library changed = library.choosing(mutant.number(), PATIENCE);
    int repaired = 0;
    int noticed = 0;
    for (CellResult was : before) {
      CellResult is = run(changed, was.cell());
      repaired += is.status() == Status.PASS ? 1 : 0;
      noticed += differs(was, is) ? 1 : 0;
      if (ends(is) || !noticeable && repaired == 0) {
        break;
      }
    }
    if (repaired == 0 && !(noticeable && noticed > 0)) {
      return;
    }
    int broken = 0;
    int disturbed = 0;
    for (CellResult was : right) {
      CellResult is = run(changed, was.cell());
      broken += is.status() == Status.PASS ? 0 : 1;
      disturbed += differs(was, is) ? 1 : 0;
      if (ends(is)) {
        break;
      }
    }
    effects.add(
        new MutantEffect(
            mutant.place().file(),
            mutant.place().line(),
            MutantWords.of(mutant),
            before.size(),
            repaired,
            noticeable ? noticed : 0,
            right.size(),
            broken,
            disturbed));
  }

  private static boolean differs(CellResult one, CellResult other) {
    return one.status() != other.status() || !one.measured().equals(other.measured());
  }

  private CellResult run(Library changed, Cell cell) throws DeviceException {
    CellResult result = experiment.run(changed, List.of(cell)).get(0);
    lost += ends(result) ? 1 : 0;
    return result;
  }

  private static boolean ends(CellResult result) {
    return result.status() == Status.TIMEOUT || result.status() == Status.CRASH;
  }
}
