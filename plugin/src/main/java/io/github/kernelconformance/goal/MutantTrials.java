package io.github.kernelconformance.goal;

import io.github.kernelconformance.device.DeviceException;
import io.github.kernelconformance.device.Library;
import io.github.kernelconformance.device.MutantLibrary;
import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.mutation.Mutant;
import io.github.kernelconformance.mutation.MutantResult;
import io.github.kernelconformance.mutation.MutatedProgram;
import io.github.kernelconformance.mutation.PairCover;
import io.github.kernelconformance.mutation.Rate;
import io.github.kernelconformance.verdict.CellResult;
import io.github.kernelconformance.verdict.Status;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
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
  private final boolean exhaustive;
  private final Map<Cell, Usual> usual = new ConcurrentHashMap<>();
  private final Map<Object, Cell> killers = new ConcurrentHashMap<>();
  private final Map<List<Cell>, List<Cell>> pairs = new ConcurrentHashMap<>();

  /** How a cell does without a mutant. */
  private record Usual(boolean passes, Duration patience) {}

  /**
   * @param reaches what each cell reaches
   * @param plain the cells of the check at one shape
   * @param exhaustive whether a mutant survives only if every cell that reaches it passes; else if
   *     those pass in which each pair of values comes up, and of one of numerics still all
   */
  MutantTrials(
      Experiment experiment,
      MutantLibrary library,
      Map<Cell, MutantReach> reaches,
      MutantCode code,
      List<Cell> plain,
      boolean exhaustive) {
    this.experiment = experiment;
    this.library = library;
    this.reaches = reaches;
    this.code = code;
    this.plain = Set.copyOf(plain);
    this.exhaustive = exhaustive;
  }

  /**
   * Tries a mutant. One that is said to be equivalent is tried on a few cells all the same: whoever
   * says so may be wrong.
   *
   * @param cells those of the program's kernels, the quickest first
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
    Deque<Cell> open = new ArrayDeque<>(first(reaching, expression, place, function));
    Set<Cell> seen = new HashSet<>();
    boolean some = true;
    while (!open.isEmpty()) {
      Cell cell = open.remove();
      if (seen.add(cell) && usual(cell).passes()) {
        Library mutated = library.choosing(mutant.number(), usual(cell).patience());
        CellResult result = experiment.tried(mutated, cell);
        tried++;
        if (result.status().failed() && result.status() != Status.CONTRACT_ERROR) {
          killers.put(place, cell);
          killers.put(function, cell);
          String message =
              marked
                  .map(it -> "%s; but a comment says: %s".formatted(result.message(), it))
                  .orElse(result.message());
          return MutantResult.killed(
              mutant, result.status().id(), cell.id(), message, tried, found);
        }
      }
      if (some && (tried == BEFORE_COMPILER || open.isEmpty())) {
        if (marked.isPresent()) {
          return MutantResult.equivalent(mutant, "author", marked.get(), tried);
        }
        if (isSame(program, mutant, reaching)) {
          return MutantResult.equivalent(mutant, "compiler", "", tried);
        }
        some = false;
        open.addAll(all(mutant) ? reaching : pairs(reaching));
      }
    }
    return MutantResult.survived(mutant, tried, found);
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
  private Set<Cell> first(List<Cell> reaching, int expression, Object place, Object function) {
    Set<Cell> first = new LinkedHashSet<>();
    for (Object key : List.of(place, function)) {
      Optional.ofNullable(killers.get(key))
          .filter(it -> reaches.get(it).expressions().get(expression))
          .ifPresent(first::add);
    }
    first.addAll(reaching.subList(0, Math.min(QUICKEST, reaching.size())));
    for (int i = 0; i < SPREAD; i++) {
      first.add(reaching.get((int) ((long) i * reaching.size() / SPREAD)));
    }
    return first;
  }

  /** A number that is a little off shows in a few cells, wherever these are. */
  private boolean all(Mutant mutant) {
    return exhaustive || mutant.operator().family().rate() == Rate.NUMERICS;
  }

  /** Mutants of one expression, and of many others, are reached by the same cells. */
  private List<Cell> pairs(List<Cell> reaching) {
    return pairs.computeIfAbsent(reaching, it -> PairCover.of(it, this::values));
  }

  /** The values on its axes, and what it reaches. */
  private List<Object> values(Cell cell) {
    List<Object> values = new ArrayList<>(cell.at().values());
    values.add(reaches.get(cell).expressions());
    return values;
  }

  private Usual usual(Cell cell) throws DeviceException {
    Usual known = usual.get(cell);
    if (known == null) {
      Library right = library.choosing(0, Duration.ofSeconds(60));
      long before = System.nanoTime();
      boolean passes = !experiment.tried(right, cell).status().failed();
      Duration took = Duration.ofNanos(System.nanoTime() - before).multipliedBy(PATIENCE);
      known = new Usual(passes, took.compareTo(LEAST_PATIENCE) < 0 ? LEAST_PATIENCE : took);
      usual.put(cell, known);
    }
    return known;
  }
}
