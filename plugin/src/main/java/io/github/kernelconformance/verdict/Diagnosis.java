package io.github.kernelconformance.verdict;

import io.github.kernelconformance.family.Hypothesis;
import io.github.kernelconformance.matrix.Cell;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What explains some failing cells of a contract.
 *
 * @param causes faults that explain them equally well; several if nothing tells these apart, none
 *     if no known one fits
 * @param explained cells whose outputs are what a kernel with the fault leaves, in matrix order
 * @param others cells that were looked at and are not explained, in matrix order
 * @param untried cells that were not looked at, for want of time, in matrix order
 */
public record Diagnosis(
    List<Hypothesis> causes, List<Cell> explained, List<Cell> others, List<Cell> untried) {

  private static final int MOST_CAUSES = 3;

  /** Copies the lists. */
  public Diagnosis {
    causes = List.copyOf(causes);
    explained = List.copyOf(explained);
    others = List.copyOf(others);
    untried = List.copyOf(untried);
  }

  /** All cells that it is about. */
  public Stream<Cell> cells() {
    return Stream.of(explained, others, untried).flatMap(List::stream);
  }

  /** Whether a cause is named. */
  public boolean known() {
    return !causes.isEmpty();
  }

  /** The cause in words, without counts. */
  public String cause() {
    if (causes.isEmpty()) {
      return "no known cause fits";
    }
    if (causes.size() == 1) {
      return causes.get(0).sentence();
    }
    List<String> sentences = Alternatives.of(causes.stream().map(Hypothesis::sentence).toList());
    String some = sentences.stream().limit(MOST_CAUSES).collect(Collectors.joining("; or "));
    int more = sentences.size() - MOST_CAUSES;
    return (sentences.size() > 1 ? "one of these: " : "")
        + some
        + (more > 0 ? "; or one of " + more + " more" : "");
  }

  /** The cause, and how many cells it explains. */
  public String sentence() {
    int tried = explained.size() + others.size();
    String rest = untried.isEmpty() ? "" : "; " + Figures.count(untried.size()) + " not tried";
    if (!known()) {
      return tried == 0
          ? "not looked for" + rest
          : cause() + " " + Figures.count(tried, "failing cell") + rest;
    }
    return "%s - explains %s of %s%s"
        .formatted(
            cause(), Figures.count(explained.size()), Figures.count(tried, "failing cell"), rest);
  }

  /** This of some of the cells alone. */
  Diagnosis only(Set<Cell> some) {
    return new Diagnosis(causes, only(explained, some), only(others, some), only(untried, some));
  }

  private static List<Cell> only(List<Cell> cells, Set<Cell> some) {
    return cells.stream().filter(some::contains).toList();
  }

  /**
   * What is known of the cells of a group, what explains most cells first.
   *
   * @param all of the report
   */
  public static List<Diagnosis> of(FailureGroup group, List<Diagnosis> all) {
    Set<Cell> cells = group.failures().stream().map(CellResult::cell).collect(Collectors.toSet());
    return all.stream()
        .map(it -> it.only(cells))
        .filter(it -> it.cells().findAny().isPresent())
        .sorted(Comparator.comparingInt(it -> -it.explained().size()))
        .toList();
  }

  /** The one that is about a cell; empty if none is. */
  public static Optional<Diagnosis> of(Cell cell, List<Diagnosis> all) {
    return all.stream().filter(it -> it.cells().anyMatch(cell::equals)).findFirst();
  }

  /**
   * Diagnoses of the same causes as one, in the order of their first cells.
   *
   * @param order all cells, in matrix order
   */
  public static List<Diagnosis> joined(List<Diagnosis> all, List<Cell> order) {
    Map<Cell, Integer> places = new HashMap<>();
    order.forEach(it -> places.put(it, places.size()));
    Map<Object, List<Diagnosis>> byCause =
        all.stream()
            .filter(it -> it.cells().findAny().isPresent())
            .collect(
                Collectors.groupingBy(
                    it -> List.of(it.cells().findFirst().orElseThrow().contract(), it.causes()),
                    LinkedHashMap::new,
                    Collectors.toList()));
    return byCause.values().stream()
        .map(
            same ->
                new Diagnosis(
                    same.get(0).causes(),
                    cells(same, Diagnosis::explained, places),
                    cells(same, Diagnosis::others, places),
                    cells(same, Diagnosis::untried, places)))
        .sorted(
            Comparator.comparing(
                it -> it.cells().mapToInt(places::get).min().orElse(Integer.MAX_VALUE)))
        .toList();
  }

  private static List<Cell> cells(
      List<Diagnosis> same, Function<Diagnosis, List<Cell>> which, Map<Cell, Integer> places) {
    return same.stream()
        .flatMap(it -> which.apply(it).stream())
        .sorted(Comparator.comparing(places::get))
        .toList();
  }
}
