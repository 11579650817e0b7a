package io.github.kernelconformance.goal;

import io.github.kernelconformance.device.DeviceException;
import io.github.kernelconformance.device.Library;
import io.github.kernelconformance.device.MutantLibrary;
import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.mutation.Mutant;
import io.github.kernelconformance.mutation.MutantResult;
import io.github.kernelconformance.mutation.MutatedProgram;
import io.github.kernelconformance.verdict.CellResult;
import io.github.kernelconformance.verdict.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Tries mutants on cells. Any number of threads may use it at once. */
final class MutantTrials {

  /** What a launch may take, in times of what its cell takes without a mutant. */
  private static final long PATIENCE = 20;

  private static final Duration LEAST_PATIENCE = Duration.ofSeconds(1);

  /** So many cells run before the compiler is asked whether a mutant differs at all. */
  private static final int BEFORE_COMPILER = 12;

  private static final int QUICKEST = 4;
  private static final int SPREAD = 12;

  private final Experiment experiment;
  private final MutantLibrary library;
  private final Map<Cell, MutantReach> reaches;
  private final MutantCode code;
  private final Set<Cell> plain;
  private final Map<Cell, Usual> usual = new ConcurrentHashMap<>();
  private final Map<Object, Cell> killers = new ConcurrentHashMap<>();

  /** How a cell does without a mutant. */
  private record Usual(boolean passes, Duration patience) {}

  /**
   * @param reaches what each cell reaches
   * @param plain the cells of the check at one shape
   */
  MutantTrials(
      Experiment experiment,
      MutantLibrary library,
      Map<Cell, MutantReach> reaches,
      MutantCode code,
      List<Cell> plain) {
    this.experiment = experiment;
    this.library = library;
    this.reaches = reaches;
    this.code = code;
    this.plain = Set.copyOf(plain);
  }

  /**
   * Tries a mutant. One that is said to be equivalent is tried on a few cells all the same: whoever
   * says so may be wrong.
   *
   * @param cells those of the program's kernels, in any order
   * @param marked why its author says that it is equivalent
   */
  MutantResult of(MutatedProgram program, Mutant mutant, List<Cell> cells, Optional<String> marked)
      throws DeviceException {
    int expression = program.expression(mutant);
    List<Cell> reaching =
        cells.stream().filter(it -> reaches.get(it).expressions().get(expression)).toList();
    if (reaching.isEmpty()) {
      return MutantResult.notReached(mutant);
    }
    List<Object> place = List.of(program.program().source(), expression);
    List<Object> function = List.of(program.program().source(), mutant.function());
    boolean found = plainly(mutant, reaching);
    int tried = 0;
    for (Cell cell : order(reaching, place, function)) {
      Usual known = usual(cell);
      if (!known.passes()) {
        continue;
      }
      Library mutated = library.choosing(mutant.number(), known.patience());
      CellResult result = experiment.run(mutated, List.of(cell)).get(0);
      tried++;
      if (result.status().failed() && result.status() != Status.CONTRACT_ERROR) {
        killers.put(place, cell);
        killers.put(function, cell);
        String message =
            marked
                .map(it -> "%s; but a comment says: %s".formatted(result.message(), it))
                .orElse(result.message());
        return MutantResult.killed(mutant, result.status().id(), cell.id(), message, tried, found);
      }
      if (tried == BEFORE_COMPILER && marked.isPresent()) {
        break;
      }
      if (tried == BEFORE_COMPILER && isSame(program, mutant, reaching)) {
        return MutantResult.equivalent(mutant, "compiler", "", tried);
      }
    }
    if (marked.isPresent()) {
      return MutantResult.equivalent(mutant, "author", marked.get(), tried);
    }
    return tried < BEFORE_COMPILER && isSame(program, mutant, reaching)
        ? MutantResult.equivalent(mutant, "compiler", "", tried)
        : MutantResult.survived(mutant, tried, found);
  }

  private boolean isSame(MutatedProgram program, Mutant mutant, List<Cell> reaching)
      throws DeviceException {
    return code.isSame(
        program, mutant, reaching.stream().map(Cell::kernel).collect(Collectors.toSet()));
  }

  private boolean plainly(Mutant mutant, List<Cell> reaching) throws DeviceException {
    for (Cell cell : reaching) {
      if (plain.contains(cell)) {
        Usual known = usual(cell);
        Library mutated = library.choosing(mutant.number(), known.patience());
        if (known.passes() && PlainCheck.finds(experiment, mutated, cell)) {
          return true;
        }
      }
    }
    return false;
  }

  /** What killed a mutant near by comes first, then quick cells, then some of all. */
  private Set<Cell> order(List<Cell> reaching, Object place, Object function) {
    Set<Cell> among = Set.copyOf(reaching);
    Set<Cell> order = new LinkedHashSet<>();
    for (Object key : List.of(place, function)) {
      Optional.ofNullable(killers.get(key)).filter(among::contains).ifPresent(order::add);
    }
    List<Cell> quick = new ArrayList<>(reaching);
    quick.sort(Comparator.comparingLong(it -> reaches.get(it).nanoseconds()));
    order.addAll(quick.subList(0, Math.min(QUICKEST, quick.size())));
    for (int i = 0; i < SPREAD; i++) {
      order.add(quick.get((int) ((long) i * quick.size() / SPREAD)));
    }
    order.addAll(quick);
    return order;
  }

  private Usual usual(Cell cell) throws DeviceException {
    Usual known = usual.get(cell);
    if (known == null) {
      Library right = library.choosing(0, Duration.ofSeconds(60));
      long before = System.nanoTime();
      boolean passes = !experiment.run(right, List.of(cell)).get(0).status().failed();
      Duration took = Duration.ofNanos(System.nanoTime() - before).multipliedBy(PATIENCE);
      known = new Usual(passes, took.compareTo(LEAST_PATIENCE) < 0 ? LEAST_PATIENCE : took);
      usual.put(cell, known);
    }
    return known;
  }
}
