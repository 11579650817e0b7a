package io.github.kernelconformance.coverage;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * How many trips a loop made. Each time a lane comes to it is a run of its own.
 *
 * @param line from 1
 * @param column from 1, in the preprocessed text
 * @param keyword {@code for}, {@code while} or {@code do}
 * @param possible the numbers of trips that it can make: 0, 1, and 2 for more. A {@code do} makes
 *     at least one, and some loops make the same number each time
 * @param none runs without a trip
 * @param one runs of one trip
 * @param many runs of more
 */
public record LoopCoverage(
    int line, int column, String keyword, List<Integer> possible, long none, long one, long many) {

  private static final List<String> NAMES = List.of("0", "1", "many");

  public LoopCoverage {
    possible = List.copyOf(possible);
  }

  /** This and the same loop in another kernel. */
  LoopCoverage plus(LoopCoverage other) {
    Set<Integer> both = new TreeSet<>(possible);
    both.addAll(other.possible);
    return new LoopCoverage(
        line,
        column,
        keyword,
        List.copyOf(both),
        none + other.none,
        one + other.one,
        many + other.many);
  }

  /** The numbers of trips that it can make, in words: {@code 0}, {@code 1}, {@code many}. */
  public List<String> possibleNames() {
    return possible.stream().map(NAMES::get).toList();
  }

  /** Those of them that no run made. */
  public List<String> missing() {
    List<Long> runs = List.of(none, one, many);
    List<String> missing = new ArrayList<>();
    for (int it : possible) {
      if (runs.get(it) == 0) {
        missing.add(NAMES.get(it));
      }
    }
    return missing;
  }
}
