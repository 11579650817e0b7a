package io.github.kernelconformance.goal;

import io.github.kernelconformance.device.CompilationException;
import io.github.kernelconformance.device.DeviceException;
import io.github.kernelconformance.device.Library;
import io.github.kernelconformance.device.MutantLibrary;
import io.github.kernelconformance.matrix.Axis;
import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.msl.Program;
import io.github.kernelconformance.msl.SourceLocation;
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

  /** Cells are taken from so many of the cheapest, */
  private static final int CHEAPEST = 12;

  /** and from those that cost no more than so many times the cheapest. */
  private static final int DEAR = 4;

  /** Processes that a change may cost before the search ends. */
  private static final int MOST_LOST = 8;

  /** A launch ends in a hundredth of that, or never. */
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  /**
   * What changes did.
   *
   * @param changed a cell of the kernel that was changed, if one was
   */
  record Effects(Optional<Cell> changed, List<MutantEffect> all) {

    static final Effects NONE = new Effects(Optional.empty(), List.of());

    /** Whether a cell's kernel is a variant of the same contract as the one that was changed. */
    boolean areOf(Cell cell) {
      return changed
          .filter(it -> it.contract().equals(cell.contract()))
          .filter(it -> it.variant().equals(cell.variant()))
          .isPresent();
    }
  }

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
   * What changes of one of some wrong kernels do: of one whose numbers are wrong, that has right
   * cells too, and whose cells cost the least.
   *
   * @param kernels the wrong kernels with the lines that their wrong cells run
   * @return no effects where the device cannot choose a change
   */
  static Effects of(
      Workspace workspace, Experiment experiment, Map<SuspectCells, List<LineSpectrum>> kernels)
      throws CompilationException, DeviceException {
    Optional<MutantDevice> device = workspace.mutants();
    Comparator<SuspectCells> order =
        Comparator.comparing((SuspectCells it) -> it.numbers().isEmpty())
            .thenComparing(it -> it.right().isEmpty())
            .thenComparingLong(it -> cheapest(experiment, it.wrong()).get(0).cost());
    Optional<SuspectCells> chosen = kernels.keySet().stream().min(order);
    Optional<Program> program =
        chosen.flatMap(
            of ->
                workspace.programs().stream()
                    .filter(it -> it.kernels().stream().anyMatch(k -> k.name().equals(of.kernel())))
                    .findFirst());
    if (device.isEmpty() || program.isEmpty()) {
      return Effects.NONE;
    }
    SuspectCells kernel = chosen.get();
    List<Cell> wrong = apart(cheapest(experiment, kernel.wrong()));
    List<Cell> right = near(experiment, kernel.right(), wrong);
    MutatedProgram mutated =
        device
            .get()
            .findWithRepairs(
                program.get(), Set.of(kernel.kernel()), it -> runs(kernels.get(kernel), it));
    try (MutantLibrary library = device.get().load(List.of(mutated), Set.of(kernel.kernel()))) {
      SuspectMutants search = new SuspectMutants(experiment, library, wrong, right);
      for (Mutant mutant : mutated.mutants()) {
        if (search.before.isEmpty() || search.lost > MOST_LOST) {
          break;
        }
        search.change(mutant);
      }
      return new Effects(Optional.of(kernel.wrong().get(0)), search.effects);
    }
  }

  private record Costed(Cell cell, long cost) {}

  private static List<Costed> cheapest(Experiment experiment, List<Cell> cells) {
    List<Costed> sorted =
        cells.stream()
            .map(it -> new Costed(it, experiment.cost(it)))
            .sorted(Comparator.comparingLong(Costed::cost))
            .toList();
    long most = DEAR * Math.max(1, sorted.get(0).cost());
    int cheap = (int) sorted.stream().filter(it -> it.cost() <= most).count();
    return sorted.subList(0, Math.min(sorted.size(), Math.max(CHEAPEST, cheap)));
  }

  /** The cheapest cell, and others that are as unlike those before as can be. */
  private static List<Cell> apart(List<Costed> cells) {
    List<Cell> some = new ArrayList<>();
    List<Cell> left = new ArrayList<>(cells.stream().map(Costed::cell).toList());
    while (!left.isEmpty() && some.size() < MOST_CELLS) {
      Cell next =
          left.stream()
              .max(Comparator.comparingDouble(it -> nearest(some, it)))
              .filter(it -> !some.isEmpty())
              .orElse(left.get(0));
      some.add(next);
      left.remove(next);
    }
    return some;
  }

  private static double nearest(List<Cell> some, Cell cell) {
    return some.stream().mapToDouble(of -> distance(of, cell)).min().orElse(0);
  }

  /** Right cells that are most like wrong ones, then the cheapest. */
  private static List<Cell> near(Experiment experiment, List<Cell> right, List<Cell> wrong) {
    return right.stream()
        .sorted(
            Comparator.comparingDouble((Cell it) -> nearest(wrong, it))
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

  private static boolean runs(List<LineSpectrum> lines, SourceLocation at) {
    return lines.stream()
        .anyMatch(
            it ->
                it.file().equals(at.file())
                    && it.line() <= at.line()
                    && at.line() <= it.lastLine());
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
            mutant.blamed().stream()
                .map(it -> new MutantEffect.Lines(it.file(), it.first(), it.last()))
                .toList(),
            MutantWords.of(mutant),
            mutant.after().length() < mutant.before().length(),
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
