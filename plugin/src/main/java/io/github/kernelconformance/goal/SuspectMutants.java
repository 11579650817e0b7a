package io.github.kernelconformance.goal;

import io.github.kernelconformance.device.CompilationException;
import io.github.kernelconformance.device.DeviceException;
import io.github.kernelconformance.device.Library;
import io.github.kernelconformance.device.MutantLibrary;
import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.msl.SourceLocation;
import io.github.kernelconformance.mutation.Mutant;
import io.github.kernelconformance.mutation.MutatedProgram;
import io.github.kernelconformance.mutation.Operator;
import io.github.kernelconformance.mutation.Rate;
import io.github.kernelconformance.verdict.CellResult;
import io.github.kernelconformance.verdict.LineSpectrum;
import io.github.kernelconformance.verdict.MutantEffect;
import io.github.kernelconformance.verdict.Status;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Changes the lines that wrong cells of a kernel run, one at a time, and looks what that does to a
 * few cells. All changes are in one compilation, and one is chosen for a launch.
 */
final class SuspectMutants {

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
  private final boolean racing;

  private SuspectMutants(Experiment experiment, MutantLibrary library, ChangedKernel kernel)
      throws DeviceException {
    this.experiment = experiment;
    this.library = library;
    Library unchanged = library.choosing(0, PATIENCE);
    this.before =
        experiment.run(unchanged, kernel.wrong()).stream().filter(SuspectCells::isWrong).toList();
    this.right =
        experiment.run(unchanged, kernel.right()).stream()
            .filter(it -> it.status() == Status.PASS)
            .toList();
    this.racing = before.stream().anyMatch(it -> it.status() == Status.RACE);
  }

  /**
   * What changes of a kernel do.
   *
   * @param lines those that its wrong cells run
   * @param team tries the changes
   */
  static Effects of(
      Experiment experiment, ChangedKernel kernel, List<LineSpectrum> lines, Team team)
      throws CompilationException, DeviceException {
    MutatedProgram mutated = kernel.mutable().get().withRepairs(it -> runs(lines, it));
    try (MutantLibrary library = kernel.load(mutated)) {
      SuspectMutants search = new SuspectMutants(experiment, library, kernel);
      return new Effects(
          Optional.of(kernel.cells().wrong().get(0)), search.effects(mutated.mutants(), team));
    }
  }

  private static boolean runs(List<LineSpectrum> lines, SourceLocation at) {
    return lines.stream()
        .anyMatch(
            it ->
                it.file().equals(at.file())
                    && it.line() <= at.line()
                    && at.line() <= it.lastLine());
  }

  private List<MutantEffect> effects(List<Mutant> mutants, Team team) throws DeviceException {
    if (before.isEmpty()) {
      return List.of();
    }
    return team.inOrder(mutants, it -> new Change(it).tried(), Tried::lost, MOST_LOST).stream()
        .flatMap(it -> it.effect().stream())
        .toList();
  }

  /**
   * What came of a change.
   *
   * @param effect empty if it is none that tells anything
   * @param lost processes that it has taken down
   */
  private record Tried(Optional<MutantEffect> effect, int lost) {}

  /** Whether it may tell that wrong cells notice it, rather than only repair them. */
  private static boolean noticeable(Mutant mutant) {
    Operator operator = mutant.operator();
    return !operator.repairs()
        && operator.family().rate() == Rate.MATRIX
        && !mutant.before().isEmpty();
  }

  /** One change, on the cells. */
  private final class Change {

    private final Mutant mutant;
    private final Library changed;
    private int lost;

    Change(Mutant mutant) {
      this.mutant = mutant;
      this.changed = library.choosing(mutant.number(), PATIENCE);
    }

    Tried tried() throws DeviceException {
      boolean useless = mutant.operator() == Operator.BARRIER_ADDED && !racing;
      return new Tried(useless ? Optional.empty() : effect(), lost);
    }

    private Optional<MutantEffect> effect() throws DeviceException {
      boolean noticeable = noticeable(mutant);
      int repaired = 0;
      int noticed = 0;
      for (CellResult was : before) {
        CellResult is = run(was.cell());
        repaired += is.status() == Status.PASS ? 1 : 0;
        noticed += differs(was, is) ? 1 : 0;
        if (ends(is) || !noticeable && repaired == 0) {
          break;
        }
      }
      if (repaired == 0 && !(noticeable && noticed > 0)) {
        return Optional.empty();
      }
      int broken = 0;
      int disturbed = 0;
      for (CellResult was : right) {
        CellResult is = run(was.cell());
        broken += is.status() == Status.PASS ? 0 : 1;
        disturbed += differs(was, is) ? 1 : 0;
        if (ends(is)) {
          break;
        }
      }
      return Optional.of(
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

    private CellResult run(Cell cell) throws DeviceException {
      CellResult result = experiment.tried(changed, cell);
      lost += ends(result) ? 1 : 0;
      return result;
    }
  }

  private static boolean differs(CellResult one, CellResult other) {
    return one.status() != other.status() || !one.measured().equals(other.measured());
  }

  private static boolean ends(CellResult result) {
    return result.status() == Status.TIMEOUT || result.status() == Status.CRASH;
  }
}
