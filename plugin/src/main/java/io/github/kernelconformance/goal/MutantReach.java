package io.github.kernelconformance.goal;

import io.github.kernelconformance.device.Block;
import io.github.kernelconformance.device.DeviceException;
import io.github.kernelconformance.device.KernelCrashException;
import io.github.kernelconformance.device.KernelTimeoutException;
import io.github.kernelconformance.device.Library;
import io.github.kernelconformance.family.AuthorException;
import io.github.kernelconformance.matrix.Cell;
import java.util.BitSet;
import java.util.Optional;

/**
 * What a cell reaches.
 *
 * @param expressions the number of the first mutant of each expression that it evaluates
 * @param nanoseconds that it took, without checks
 */
record MutantReach(BitSet expressions, long nanoseconds) {

  /**
   * Runs a cell to see; empty where it does not end, or its contract fails.
   *
   * @param library tells what is reached
   */
  static Optional<MutantReach> of(Experiment experiment, Library library, Cell cell)
      throws DeviceException {
    try {
      var launch = experiment.problem(cell).launch(cell);
      long before = System.nanoTime();
      var blocks = library.run(launch).blocks();
      long took = System.nanoTime() - before;
      BitSet reached = new BitSet();
      for (Block block : blocks) {
        reached.set((int) block.offset());
      }
      return Optional.of(new MutantReach(reached, took));
    } catch (KernelCrashException | KernelTimeoutException | AuthorException e) {
      return Optional.empty();
    }
  }
}
