package io.github.kernelconformance.verdict;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Runs of neighbouring positions in a set. */
final class Runs {

  private Runs() {}

  /**
   * A run.
   *
   * @param first the lowest position
   * @param last the highest position
   */
  record Run(int first, int last) {}

  /** The runs of a set, ascending. */
  static List<Run> of(BitSet set) {
    List<Run> runs = new ArrayList<>();
    int end;
    for (int first = set.nextSetBit(0); first >= 0; first = set.nextSetBit(end)) {
      end = set.nextClearBit(first);
      runs.add(new Run(first, end - 1));
    }
    return runs;
  }
}
