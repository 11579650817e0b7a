package io.github.kernelconformance.verdict;

import io.github.kernelconformance.matrix.Cell;
import java.util.List;

/**
 * The suspect lines of one kernel.
 *
 * @param kernel its host name
 * @param cells those of its cells whose numbers are wrong, in matrix order
 * @param lines the most suspect first
 */
public record KernelSuspects(String kernel, List<Cell> cells, List<Suspect> lines) {

  public KernelSuspects {
    cells = List.copyOf(cells);
    lines = List.copyOf(lines);
  }
}
