package io.github.kernelconformance.device;

import java.time.Duration;

/** Kernels that were compiled with all their mutants, of which one is chosen for a launch. */
public interface MutantLibrary extends Library {

  /**
   * The library with a mutant. It shares everything with this one, so it need not be closed, and
   * several may be used at once.
   *
   * @param mutant its number in its program; 0 for the program as it is
   * @param timeout what a launch may take
   */
  Library choosing(int mutant, Duration timeout);
}
