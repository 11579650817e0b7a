package io.github.kernelconformance.verdict;

import java.util.List;

/**
 * Why cells fail, as far as it was found out. A matrix that passes has none of it.
 *
 * @param suspects where lines to blame for wrong numbers were found, by kernel, in matrix order
 */
public record Explanation(List<KernelSuspects> suspects) {

  /** Nothing was found, or nothing was to be explained. */
  public static final Explanation NONE = new Explanation(List.of());

  /** Copies the lists. */
  public Explanation {
    suspects = List.copyOf(suspects);
  }
}
