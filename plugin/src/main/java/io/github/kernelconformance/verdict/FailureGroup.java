package io.github.kernelconformance.verdict;

import java.util.List;
import java.util.Optional;

/**
 * Failing cells that one description covers.
 *
 * @param description for example {@code mxfp4, mxfp8 × qmv × N 1..7 × K > 256}; every cell that ran
 *     and that it fits has failed
 * @param failures the failing cells that it fits and no group before fits, in matrix order; at
 *     least one
 */
public record FailureGroup(String description, List<CellResult> failures) {

  public FailureGroup {
    failures = List.copyOf(failures);
  }

  /** The branch that all the cells take; empty where they take several. */
  public Optional<String> branch() {
    List<String> branches =
        failures.stream().map(result -> result.cell().branch()).distinct().limit(2).toList();
    return branches.size() == 1 ? Optional.of(branches.get(0)) : Optional.empty();
  }
}
