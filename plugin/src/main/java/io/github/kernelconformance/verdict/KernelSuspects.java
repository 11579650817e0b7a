package io.github.kernelconformance.verdict;

import io.github.kernelconformance.matrix.Cell;
import java.util.List;

/**
 * The suspect lines of one kernel.
 *
 * @param kernel its host name
 * @param cell one of its cells with wrong numbers; it stands for all of them
 * @param lines the most suspect first; what comes after a hundred is left out
 */
public record KernelSuspects(String kernel, Cell cell, List<Suspect> lines) {

  /** More than rankings of several kernels need to agree; reports hold them all. */
  private static final int MOST_LINES = 100;

  public KernelSuspects {
    lines = lines.stream().limit(MOST_LINES).toList();
  }
}
