package io.github.kernelconformance.verdict;

import java.util.List;
import java.util.Optional;

/**
 * What a cell cannot tell from a right kernel.
 *
 * @param kernels those that would have passed, in order
 * @param silent why the contract says that the cell tells nothing; empty if it does not say so
 */
public record Blindness(List<BlindKernel> kernels, Optional<String> silent) {

  /** Of a cell that tells every kernel, or of which nothing is known. */
  public static final Blindness NONE = new Blindness(List.of(), Optional.empty());

  /** Sorts the list. */
  public Blindness {
    kernels = kernels.stream().sorted().toList();
  }
}
