package io.github.kernelconformance.verdict;

import java.util.List;

/**
 * How many cells ended how.
 *
 * @param cells every cell of the matrix; {@code passed + failed + skipped + expected}
 * @param passed cells that ran and conform
 * @param failed cells that do not conform
 * @param skipped cells that were not run
 * @param expected cells that do not conform, as an expectation allows
 */
public record Summary(int cells, int passed, int failed, int skipped, int expected) {

  /** Counts results. */
  public static Summary of(List<CellResult> results) {
    int failed = (int) results.stream().filter(CellResult::failed).count();
    int expected = (int) results.stream().filter(CellResult::failedAsExpected).count();
    int ran = (int) results.stream().filter(result -> result.status().ran()).count();
    return new Summary(
        results.size(), ran - failed - expected, failed, results.size() - ran, expected);
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
