package io.github.kernelconformance.verdict;

import io.github.kernelconformance.device.Execution;
import io.github.kernelconformance.device.Finding;
import io.github.kernelconformance.matrix.Cell;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The outcome of one cell. A figure that was not measured is NaN, and NaN means nothing else: a
 * wrong NaN in y makes the error infinite.
 *
 * @param wrong elements of y outside their tolerance
 * @param relErr {@code max|y-ref| / (max|ref| + 1e-9)}, the unrounded reference in it; infinite
 *     where y is wrong by a NaN or an infinity
 * @param boundRatio the largest {@code |y-ref|} in units of its tolerance; above 1 fails; infinite
 *     where the tolerance is zero and the values differ
 * @param maxAbs {@code max|y|}, NaNs left out
 * @param maxAbsReference {@code max|ref|}, NaNs left out
 * @param message one sentence for a reader; empty for a pass
 * @param findings what the device's checks saw, the gravest first; a cell with one does not pass,
 *     whatever its numbers
 * @param redundantWrites how often a thread wrote what another one had written, which is allowed
 * @param lostWorker how a worker process ended that was to run the cell before this result was had
 *     in a new one
 * @param evidence what a cell that failed was given and what it gave; empty for others
 * @param expected the expectation that holds for this outcome; empty where there is none, or where
 *     the cell does otherwise
 */
public record CellResult(
    Cell cell,
    Status status,
    int wrong,
    double relErr,
    double boundRatio,
    double maxAbs,
    double maxAbsReference,
    String message,
    List<Finding> findings,
    long redundantWrites,
    Optional<String> lostWorker,
    Optional<Evidence> evidence,
    Optional<Expected> expected) {

  public CellResult {
    findings = findings.stream().sorted(Comparator.comparing(Finding::kind)).toList();
  }

  /** A result of numbers alone. */
  public CellResult(
      Cell cell,
      Status status,
      int wrong,
      double relErr,
      double boundRatio,
      double maxAbs,
      double maxAbsReference,
      String message) {
    this(
        cell,
        status,
        wrong,
        relErr,
        boundRatio,
        maxAbs,
        maxAbsReference,
        message,
        List.of(),
        0,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** Whether the kernel did not conform, and nobody expected that. */
  public boolean failed() {
    return status.failed() && expected.isEmpty();
  }

  /** Whether the kernel did not conform, as was expected. */
  public boolean failedAsExpected() {
    return status.failed() && expected.isPresent();
  }

  /**
   * A cell that was not run, which is not a pass.
   *
   * @param reason why, in words that are the same for every cell skipped for that reason
   */
  public static CellResult skipped(Cell cell, String reason) {
    return unmeasured(cell, Status.SKIPPED, reason);
  }

  /**
   * A cell whose kernel took its worker down.
   *
   * @param message how it ended, for example {@code SIGSEGV}
   */
  public static CellResult crash(Cell cell, String message) {
    return unmeasured(cell, Status.CRASH, message);
  }

  /**
   * A cell whose kernel did not end in time.
   *
   * @param message the time that it had
   */
  public static CellResult timeout(Cell cell, String message) {
    return unmeasured(cell, Status.TIMEOUT, message);
  }

  /** This result with what the device saw besides; the status becomes the gravest of all. */
  public CellResult with(Execution execution) {
    Optional<Finding> gravest =
        execution.findings().stream().min(Comparator.comparing(Finding::kind));
    return new CellResult(
        cell,
        gravest
            .map(it -> Findings.status(it.kind()))
            .filter(it -> it.compareTo(status) < 0)
            .orElse(status),
        wrong,
        relErr,
        boundRatio,
        maxAbs,
        maxAbsReference,
        gravest
            .map(it -> Findings.sentence(it) + (message.isEmpty() ? "" : "; " + message))
            .orElse(message),
        execution.findings(),
        execution.redundantWrites(),
        execution.lostWorker(),
        evidence,
        expected);
  }

  /** This result with what a reader wants to see of a failure. */
  public CellResult with(Evidence shown) {
    return with(Optional.of(shown), expected);
  }

  /** This result with the expectation that holds for it, or with none. */
  CellResult expected(Optional<Expected> expectation) {
    return with(evidence, expectation);
  }

  private CellResult with(Optional<Evidence> shown, Optional<Expected> expectation) {
    return new CellResult(
        cell,
        status,
        wrong,
        relErr,
        boundRatio,
        maxAbs,
        maxAbsReference,
        message,
        findings,
        redundantWrites,
        lostWorker,
        shown,
        expectation);
  }

  private static CellResult unmeasured(Cell cell, Status status, String message) {
    return new CellResult(cell, status, 0, Double.NaN, Double.NaN, Double.NaN, Double.NaN, message);
  }
}
