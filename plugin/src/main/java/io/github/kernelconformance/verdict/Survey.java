package io.github.kernelconformance.verdict;

import io.github.kernelconformance.family.AuthorException;
import io.github.kernelconformance.family.Expected;
import io.github.kernelconformance.family.Hypothesis;
import io.github.kernelconformance.matrix.Axis;
import io.github.kernelconformance.matrix.Axis.Role;
import io.github.kernelconformance.matrix.Cell;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Tries hypotheses on some failing cells: all of them on a few cells, and what is left on more. */
final class Survey {

  /** So many cells decide what is tried on the others. */
  private static final int FEW = 3;

  /** If nothing explains the first of these, it may be a special case, so others are asked. */
  private static final int SPECIAL = 2;

  /** So many wrong elements tell enough; more cost time. */
  private static final int ENOUGH_WRONG = 8;

  /** What is refuted takes so small a part. */
  private static final int EARLY = 8;

  private final List<CellResult> results;
  private final Function<CellResult, Optional<Trial>> trials;
  private final Map<Cell, Optional<Trial>> made = new HashMap<>();
  private final Map<String, Long> patterns;
  private final Tried known;
  private long spent;
  private boolean cut;
  private int hypotheses;

  /** What was tried on cells: the parts of a group try it on the same cells again. */
  static final class Tried {
    private final Map<Cell, Map<String, Optional<Fit>>> fits = new HashMap<>();
    private final Map<Cell, List<Hypothesis>> told = new HashMap<>();
  }

  /**
   * A survey.
   *
   * @param known what surveys before it have tried, to which it adds
   */
  Survey(List<CellResult> results, Function<CellResult, Optional<Trial>> trials, Tried known) {
    this.known = known;
    this.results = results;
    this.trials = trials;
    patterns =
        results.stream()
            .collect(Collectors.groupingBy(it -> it.cell().pattern(), Collectors.counting()));
  }

  /** The cells, in matrix order. */
  List<Cell> cells() {
    return results.stream().map(CellResult::cell).toList();
  }

  /** How many hypotheses were tried. */
  int hypotheses() {
    return hypotheses;
  }

  /** Whether there was no time for all hypotheses. */
  boolean isCut() {
    return cut;
  }

  /** About how many nanoseconds the last step took. */
  long spent() {
    return spent;
  }

  /** Those that explain most of a few cells; none if there is no time for that. */
  List<Candidate> candidates(long budget) {
    spent = 0;
    List<Trial> few = few();
    for (int first = 0; first < Math.min(SPECIAL, few.size()); first++) {
      List<Candidate> found = candidates(few.get(first), few, budget);
      if (!found.isEmpty()) {
        return found;
      }
    }
    return List.of();
  }

  /** Those that explain a cell, and not much less than the others of a few. */
  private List<Candidate> candidates(Trial first, List<Trial> few, long budget) {
    List<Hypothesis> all = new ArrayList<>(told(first));
    all.addAll(GeneralFaults.of(first));
    hypotheses = Math.max(hypotheses, all.size());
    List<Candidate> left = new ArrayList<>();
    for (Hypothesis hypothesis : all) {
      Candidate candidate = new Candidate(hypothesis);
      cut |= spent >= budget;
      if (!cut && tried(candidate, first)) {
        for (Trial trial : few) {
          if (trial != first) {
            tried(candidate, trial);
          }
        }
        if (2 * candidate.explained() > few.size()) {
          left.add(candidate);
        }
      }
    }
    return left;
  }

  private List<Hypothesis> told(Trial trial) {
    return known.told.computeIfAbsent(
        trial.cell(),
        cell -> {
          try {
            return trial.problem().hypotheses(cell, trial.outputs());
          } catch (AuthorException e) {
            return List.of();
          }
        });
  }

  /** Tries what is left on all cells, as far as there is time. */
  void confirm(List<Candidate> candidates, long budget) {
    spent = 0;
    double tooLarge = Double.POSITIVE_INFINITY;
    for (CellResult result : spread()) {
      Cell cell = result.cell();
      if (spent >= budget || size(cell) >= tooLarge) {
        continue;
      }
      // What is right is computed too.
      spent += cost(result);
      if (spent + candidates.size() * cost(result) > budget) {
        tooLarge = size(cell);
        continue;
      }
      trial(result)
          .ifPresent(
              trial ->
                  candidates.stream()
                      .filter(it -> !it.fits().containsKey(cell))
                      .forEach(it -> tried(it, trial)));
    }
  }

  /** Whether a hypothesis explains a cell. */
  private boolean tried(Candidate candidate, Trial trial) {
    Map<String, Optional<Fit>> ofCell =
        known.fits.computeIfAbsent(trial.cell(), it -> new HashMap<>());
    Optional<Fit> fit = ofCell.get(candidate.hypothesis().id());
    if (fit == null) {
      fit = tried(candidate.hypothesis(), trial);
      ofCell.put(candidate.hypothesis().id(), fit);
    }
    candidate.fits().put(trial.cell(), fit);
    return fit.isPresent();
  }

  private Optional<Fit> tried(Hypothesis hypothesis, Trial trial) {
    try {
      return supposed(hypothesis, trial).flatMap(trial::fit);
    } catch (AuthorException e) {
      // What a contract cannot compute explains nothing.
      return Optional.empty();
    }
  }

  private Optional<Map<String, Expected>> supposed(Hypothesis hypothesis, Trial trial) {
    if (GeneralFaults.has(hypothesis)) {
      return GeneralFaults.supposing(trial, hypothesis);
    }
    Optional<Map<String, Expected>> supposed =
        trial.problem().supposing(trial.cell(), hypothesis, trial.outputs());
    // Most are refuted early.
    spent += trial.problem().supposingCost(trial.cell()) / (supposed.isPresent() ? 1 : EARLY);
    return supposed;
  }

  private Optional<Trial> trial(CellResult result) {
    return made.computeIfAbsent(result.cell(), cell -> trials.apply(result));
  }

  private long cost(CellResult result) {
    return trial(result).map(it -> it.problem().supposingCost(it.cell())).orElse(0L);
  }

  /** Cells of usual patterns that are unlike each other, and cheap. */
  private List<Trial> few() {
    List<CellResult> left = new ArrayList<>(sorted());
    List<Trial> few = new ArrayList<>();
    List<Cell> chosen = new ArrayList<>();
    while (few.size() < FEW && !left.isEmpty()) {
      CellResult next =
          left.stream()
              .limit(200)
              .max(Comparator.comparingDouble(it -> worth(it, chosen)))
              .orElseThrow();
      left.remove(next);
      chosen.add(next.cell());
      trial(next).ifPresent(few::add);
    }
    return few;
  }

  private double worth(CellResult result, List<Cell> chosen) {
    Cell cell = result.cell();
    double usual = 3.0 * patterns.get(cell.pattern()) / results.size();
    double telling = Math.min(result.measured().wrong(), ENOUGH_WRONG) / (double) ENOUGH_WRONG;
    double cheap = -Math.log10(1 + result.measured().elements() + size(cell)) / 2;
    double other = 0;
    for (Cell one : chosen) {
      for (Axis axis : cell.at().axes()) {
        boolean differs = !cell.at().value(axis).equals(one.at().value(axis));
        other += differs ? axis.role() == Role.PATTERN ? 0.2 : 0.5 : 0;
      }
    }
    return usual + 2 * telling + cheap + (chosen.isEmpty() ? 0 : other / chosen.size());
  }

  private static double size(Cell cell) {
    double size = 1;
    for (Axis axis : cell.at().axes()) {
      size *= axis.isSize() ? Math.max(1, (Integer) cell.at().value(axis.name())) : 1;
    }
    return size;
  }

  private List<CellResult> sorted() {
    return results.stream()
        .sorted(
            Comparator.<CellResult>comparingLong(it -> -patterns.get(it.cell().pattern()))
                .thenComparingDouble(it -> size(it.cell())))
        .toList();
  }

  /** A cell of each point first, the cheapest points first. */
  private List<CellResult> spread() {
    Map<String, Deque<CellResult>> points = new LinkedHashMap<>();
    for (CellResult result : sorted()) {
      points.computeIfAbsent(point(result.cell()), it -> new ArrayDeque<>()).add(result);
    }
    List<CellResult> all = new ArrayList<>();
    while (all.size() < results.size()) {
      points.values().stream().filter(it -> !it.isEmpty()).forEach(it -> all.add(it.poll()));
    }
    return all;
  }

  /** Where a cell is, but for its inputs and its type. */
  static String point(Cell cell) {
    return cell.contract()
        + cell.at().axes().stream()
            .filter(it -> it.role() != Role.PATTERN && it.role() != Role.TYPE)
            .map(it -> " " + cell.at().value(it.name()))
            .collect(Collectors.joining());
  }
}
