package io.github.kernelconformance.coverage;

import java.util.List;

/**
 * What became of a line that has code of kernels.
 *
 * @param line from 1
 * @param count how often lanes ran it
 * @param cells in how many cells some lane did
 * @param without kernels that have code of the line, and no cell in which it ran
 */
public record LineCoverage(int line, long count, int cells, List<String> without) {

  public LineCoverage {
    without = List.copyOf(without);
  }

  /** Whether some cell ran it. */
  public boolean ran() {
    return cells > 0;
  }
}
