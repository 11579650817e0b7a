package io.github.kernelconformance.verdict;

import io.github.kernelconformance.matrix.Cell;
import java.util.List;

/**
 * The suspect lines of one kernel.
 *
 * @param kernel its host name
 * @param cell one of its cells with wrong numbers; its others are equal in family, mode, dtype and
 *     variant
 * @param lines the most suspect first
 */
public record KernelSuspects(String kernel, Cell cell, List<Suspect> lines) {

  public KernelSuspects {
    lines = List.copyOf(lines);
  }
}
