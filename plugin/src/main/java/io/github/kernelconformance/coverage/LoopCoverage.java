package io.github.kernelconformance.coverage;

import java.util.ArrayList;
import java.util.List;

/**
 * How many trips a loop made. Each time a lane comes to it is a run of its own.
 *
 * @param line from 1
 * @param column from 1, in the preprocessed text
 * @param keyword {@code for}, {@code while} or {@code do}
 * @param none runs without a trip
 * @param one runs of one trip
 * @param many runs of more
 */
public record LoopCoverage(int line, int column, String keyword, long none, long one, long many) {

  /** Which numbers of trips no run had, in words: {@code 0}, {@code 1}, {@code many}. */
  public List<String> missing() {
    List<String> missing = new ArrayList<>();
    if (none == 0 && !keyword.equals("do")) {
      missing.add("0");
    }
    if (one == 0) {
      missing.add("1");
    }
    if (many == 0) {
      missing.add("many");
    }
    return missing;
  }
}
