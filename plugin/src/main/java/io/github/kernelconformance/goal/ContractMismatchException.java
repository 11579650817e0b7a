package io.github.kernelconformance.goal;

import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.msl.MslException;
import io.github.kernelconformance.verdict.CellResult;
import java.util.Map;

/** Kernels take other arguments than their contracts give them, so nothing has run. */
public final class ContractMismatchException extends MslException {

  private static final long serialVersionUID = 1L;

  private final transient Map<String, String> reasons;

  /**
   * @param message shows both sides of every difference, and what to do
   * @param reasons in a line, by the host name of the kernel
   */
  ContractMismatchException(String message, Map<String, String> reasons) {
    super(message);
    this.reasons = Map.copyOf(reasons);
  }

  /** What reports say of a cell. */
  CellResult skipped(Cell cell) {
    return CellResult.skipped(
        cell,
        reasons.getOrDefault(
            cell.kernel(), "nothing ran, since other kernels and their contracts differ"));
  }
}
