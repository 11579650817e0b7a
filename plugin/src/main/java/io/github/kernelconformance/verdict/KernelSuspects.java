package io.github.kernelconformance.verdict;

import java.util.List;

/**
 * The suspect lines of one kernel.
 *
 * @param kernel its host name
 * @param lines the most suspect first
 */
public record KernelSuspects(String kernel, List<Suspect> lines) {

  public KernelSuspects {
    lines = List.copyOf(lines);
  }
}
