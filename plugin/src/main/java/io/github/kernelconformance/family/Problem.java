package io.github.kernelconformance.family;

import io.github.kernelconformance.matrix.Cell;
import java.util.Map;
import java.util.Optional;

/** Inputs that some cells share. Equal problems of equal seeds give equal bytes. */
public interface Problem {

  /**
   * The dispatch that a cell stands for.
   *
   * @param cell one of this problem's
   */
  Launch launch(Cell cell);

  /**
   * What the kernel is to leave in each output, by the name of the argument, in the order in which
   * reports show them.
   *
   * @param cell one of this problem's
   */
  Map<String, Expected> expected(Cell cell);

  /**
   * Outputs as {@link #expected} has them, row-major without gaps, of what a launch left in the
   * buffers.
   *
   * @param cell one of this problem's
   * @param buffers whole ones, by the name of the argument
   */
  default Map<String, byte[]> dense(Cell cell, Map<String, byte[]> buffers) {
    return buffers;
  }

  /**
   * The inputs as elements that may be made simpler, for who looks for the smallest input that
   * fails; empty if the contract has no such thing.
   *
   * @param cell one of this problem's
   */
  default Optional<Reducible> reducible(Cell cell) {
    return Optional.empty();
  }
}
