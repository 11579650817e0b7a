package io.github.kernelconformance.verdict;

import java.util.List;

/**
 * How many cells ended how.
 *
 * @param cells every cell of the matrix; {@code passed + failed + skipped + expected + vacuous}
 * @param passed cells that ran and conform
 * @param failed cells that do not conform
 * @param skipped cells that were not run
 * @param expected cells that do not conform, as an expectation allows
 * @param vacuous cells that ran and prove nothing, since zeros would be within their bounds too
 */
public record Summary(int cells, int passed, int failed, int skipped, int expected, int vacuous) {

  /** Counts results. */
  public static Summary of(List<CellResult> results) {
    int failed = (int) results.stream().filter(CellResult::failed).count();
    int expected = (int) results.stream().filter(CellResult::failedAsExpected).count();
    int vacuous = (int) results.stream().filter(it -> it.status() == Status.VACUOUS).count();
    int ran = (int) results.stream().filter(result -> result.status().ran()).count();
    return new Summary(
        results.size(),
        ran - failed - expected - vacuous,
        failed,
        results.size() - ran,
        expected,
        vacuous);
  }

  /** Cells that ran. */
  public int ran() {
    return cells - skipped;
  }

  /** Whether no cell ran, which is an error and never a pass. */
  public boolean nothingRan() {
    return ran() == 0;
  }
}
