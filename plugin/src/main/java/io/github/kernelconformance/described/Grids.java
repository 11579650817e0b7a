package io.github.kernelconformance.described;

import io.github.kernelconformance.contract.Dim;
import java.util.List;

/**
 * A grid by formulas.
 *
 * @param size up to three, x first
 * @param inThreads whether they count threads, not threadgroups
 * @param threads of each threadgroup, up to three
 */
record Grids(List<Dim> size, boolean inThreads, List<Dim> threads) {

  Grids {
    size = List.copyOf(size);
    threads = List.copyOf(threads);
  }
}
