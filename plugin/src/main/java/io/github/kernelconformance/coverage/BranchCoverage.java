package io.github.kernelconformance.coverage;

import java.util.ArrayList;
import java.util.List;

/**
 * What became of a condition, or of a label of a {@code switch}.
 *
 * @param line from 1
 * @param column from 1, in the preprocessed text: tells conditions of a line apart
 * @param text the condition or label as it stands there, cut if it is long
 * @param label whether it is a label; then it has one side only
 * @param taken how often lanes took the side of true, or jumped to the label
 * @param other how often lanes took the side of false; 0 of a label
 */
public record BranchCoverage(
    int line, int column, String text, boolean label, long taken, long other) {

  /** How many sides there are. */
  public int sides() {
    return label ? 1 : 2;
  }

  /** How many of them some lane took. */
  public int sidesTaken() {
    return (taken > 0 ? 1 : 0) + (other > 0 ? 1 : 0);
  }

  /** What never happened, in words. */
  public List<String> missing() {
    List<String> missing = new ArrayList<>();
    if (taken == 0) {
      missing.add(label ? "is never jumped to" : "is never true");
    }
    if (!label && other == 0) {
      missing.add("is never false");
    }
    return missing.size() == 2 ? List.of("is never reached") : missing;
  }
}
