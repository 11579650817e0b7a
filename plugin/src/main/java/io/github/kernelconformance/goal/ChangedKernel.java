package io.github.kernelconformance.goal;

import io.github.kernelconformance.device.CompilationException;
import io.github.kernelconformance.device.DeviceException;
import io.github.kernelconformance.device.MutantLibrary;
import io.github.kernelconformance.device.host.MutableProgram;
import io.github.kernelconformance.matrix.Axis;
import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.msl.Program;
import io.github.kernelconformance.mutation.MutatedProgram;
import io.github.kernelconformance.worker.MutantDevice;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The wrong kernel whose lines are changed, and the cells that tell what a change does. While
 * others look which lines these run, what can be changed is read.
 *
 * @param cells of the kernel, all of them
 * @param mutable the program that has it
 * @param wrong some of its wrong cells, as unlike one another as cheap ones can be
 * @param right some of its right cells, those that are most like the wrong ones
 */
record ChangedKernel(
    MutantDevice device,
    SuspectCells cells,
    Ahead<MutableProgram> mutable,
    List<Cell> wrong,
    List<Cell> right)
    implements AutoCloseable {

  /** Wrong cells, and right ones. */
  private static final int MOST_CELLS = 4;

  /** Cells are taken from so many of the cheapest, */
  private static final int CHEAPEST = 12;

  /** and from those that cost no more than so many times the cheapest. */
  private static final int DEAR = 4;

  /**
   * One of some wrong kernels: one whose numbers are wrong, that has right cells too, and whose
   * cells cost the least.
   *
   * @return empty where the device cannot choose a change
   */
  static Optional<ChangedKernel> of(
      Workspace workspace, Experiment experiment, Collection<SuspectCells> kernels) {
    Optional<MutantDevice> device = workspace.mutants();
    if (device.isEmpty()) {
      return Optional.empty();
    }
    Comparator<SuspectCells> order =
        Comparator.comparing((SuspectCells it) -> it.numbers().isEmpty())
            .thenComparing(it -> it.right().isEmpty())
            .thenComparingLong(it -> cheapest(experiment, it.wrong()).get(0).cost());
    return kernels.stream()
        .min(order)
        .flatMap(
            kernel ->
                workspace.programs().stream()
                    .filter(it -> has(it, kernel.kernel()))
                    .findFirst()
                    .map(program -> of(device.get(), experiment, kernel, program)));
  }

  private static boolean has(Program program, String kernel) {
    return program.kernels().stream().anyMatch(it -> it.name().equals(kernel));
  }

  private static ChangedKernel of(
      MutantDevice device, Experiment experiment, SuspectCells cells, Program program) {
    Ahead<MutableProgram> mutable =
        new Ahead<>("syntax-tree", () -> device.read(program, Set.of(cells.kernel())));
    List<Cell> wrong = apart(cheapest(experiment, cells.wrong()));
    List<Cell> right = near(experiment, cells.right(), wrong);
    return new ChangedKernel(device, cells, mutable, wrong, right);
  }

  /**
   * Compiles the kernel with all changes of some lines.
   *
   * @throws CompilationException where they do not compile together
   * @throws DeviceException where the compiler fails
   */
  MutantLibrary load(MutatedProgram mutated) throws CompilationException, DeviceException {
    return device.load(List.of(mutated), Set.of(cells.kernel()));
  }

  /** Waits until nothing is read any more. */
  @Override
  public void close() {
    mutable.close();
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

  private record Distant(Cell cell, double distance, long cost) {}

  /** Right cells that are most like wrong ones, then the cheapest. */
  private static List<Cell> near(Experiment experiment, List<Cell> right, List<Cell> wrong) {
    return right.stream()
        .map(it -> new Distant(it, nearest(wrong, it), experiment.cost(it)))
        .sorted(Comparator.comparingDouble(Distant::distance).thenComparingLong(Distant::cost))
        .limit(MOST_CELLS)
        .map(Distant::cell)
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
}
