package io.github.kernelconformance.verdict;

import java.util.List;

/**
 * Why cells fail, as far as it was found out. A matrix that passes has none of it.
 *
 * @param suspects where lines to blame for wrong numbers were found, by kernel, in matrix order
 * @param smallest the smallest cases that fail as groups of cells do, in the order of the groups
 * @param diagnoses what explains cells with wrong numbers; each cell is in one at most
 */
public record Explanation(
    List<KernelSuspects> suspects, List<SmallestCase> smallest, List<Diagnosis> diagnoses) {

  /** Nothing was found, or nothing was to be explained. */
  public static final Explanation NONE = new Explanation(List.of());

  /** Suspects alone. */
  public Explanation(List<KernelSuspects> suspects) {
    this(suspects, List.of(), List.of());
  }

  /** Copies the lists. */
  public Explanation {
    suspects = List.copyOf(suspects);
    smallest = List.copyOf(smallest);
    diagnoses = List.copyOf(diagnoses);
  }

  /** The same with smallest cases. */
  public Explanation with(List<SmallestCase> cases) {
    return new Explanation(suspects, cases, diagnoses);
  }

  /** The same with diagnoses. */
  public Explanation diagnosed(List<Diagnosis> found) {
    return new Explanation(suspects, smallest, found);
  }
}
