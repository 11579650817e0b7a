package io.github.kernelconformance.coverage;

import java.util.List;
import java.util.Optional;

/**
 * A loop. Each time a lane comes to it is a run of its own.
 *
 * @param file as the user wrote it
 * @param line from 1, of its first word
 * @param column from 1, in the preprocessed text
 * @param keyword {@code for}, {@code while} or {@code do}
 * @param runs how often lanes came to it
 * @param once in how many of these runs the body was begun
 * @param again in how many it was begun a second time
 * @param fixed how many trips each run makes: 0, 1, or 2 for more; empty where that varies; {@link
 *     #UNCOUNTED} where they cannot be counted
 */
public record CountedLoop(
    String file,
    int line,
    int column,
    String keyword,
    Sum runs,
    Sum once,
    Sum again,
    Optional<Integer> fixed) {

  /** In the place of a number of trips. */
  static final int UNCOUNTED = -1;

  /** The same of counters that lie further on. */
  CountedLoop shifted(int by) {
    return new CountedLoop(
        file, line, column, keyword, runs.shifted(by), once.shifted(by), again.shifted(by), fixed);
  }

  /** Which numbers of trips it can make: 0, 1, and 2 for more. */
  List<Integer> possible() {
    if (fixed.equals(Optional.of(UNCOUNTED))) {
      return List.of();
    }
    return fixed.isPresent()
        ? List.of(fixed.get())
        : keyword.equals("do") ? List.of(1, 2) : List.of(0, 1, 2);
  }
}
