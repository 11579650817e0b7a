package io.github.kernelconformance.verdict;

import java.util.List;

/**
 * Why cells fail, as far as it was found out. A matrix that passes has none of it.
 *
 * @param suspects where lines to blame for wrong numbers were found, by kernel, in matrix order
 * @param smallest the smallest cases that fail as groups of cells do, in the order of the groups
 */
public record Explanation(List<KernelSuspects> suspects, List<SmallestCase> smallest) {

  /** Nothing was found, or nothing was to be explained. */
  public static final Explanation NONE = new Explanation(List.of());

  /** Without smallest cases. */
  public Explanation(List<KernelSuspects> suspects) {
    this(suspects, List.of());
  }

  /** Copies the lists. */
  public Explanation {
    suspects = List.copyOf(suspects);
    smallest = List.copyOf(smallest);
  }

  /** The same with smallest cases. */
  public Explanation with(List<SmallestCase> cases) {
    return new Explanation(suspects, cases);
  }
}
