package io.github.kernelconformance.verdict;

import io.github.kernelconformance.device.Counts;
import io.github.kernelconformance.device.Execution;
import io.github.kernelconformance.device.Finding;
import io.github.kernelconformance.family.ArrayType;
import io.github.kernelconformance.family.Expected;
import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.msl.SourceLocation;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The outcome of one cell.
 *
 * @param measured what comparing y with its reference gave
 * @param message one sentence for a reader; empty for a pass
 * @param findings what the device's checks saw, the gravest first; a cell with one does not pass,
 *     whatever its numbers
 * @param redundantWrites how often a thread wrote what another one had written, which is allowed
 * @param crashedAt the line of a crash, its file relative to the project; empty where there was
 *     none, or it is not known
 * @param lostWorker how the first attempt to run the cell ended, if its worker process was lost in
 *     a new one
 * @param evidence what a cell that failed was given and what it gave; empty for others
 * @param expected the expectation that holds for this outcome; empty where there is none, or where
 *     the cell does otherwise
 * @param blindness what the cell cannot tell from a right kernel; none where nothing was compared
 */
public record CellResult(
    Cell cell,
    Status status,
    Measured measured,
    String message,
    List<Finding> findings,
    long redundantWrites,
    Optional<SourceLocation> crashedAt,
    Optional<String> lostWorker,
    Optional<Evidence> evidence,
    Optional<Allowance> expected,
    Blindness blindness) {

  public CellResult {
    findings = findings.stream().sorted(Comparator.comparing(Finding::kind)).toList();
  }

  /** A result of numbers alone. */
  public static CellResult of(Cell cell, Status status, Measured measured, String message) {
    return of(cell, status, measured, message, Optional.empty());
  }

  private static CellResult of(
      Cell cell,
      Status status,
      Measured measured,
      String message,
      Optional<SourceLocation> crashedAt) {
    return new CellResult(
        cell,
        status,
        measured,
        message,
        List.of(),
        0,
        crashedAt,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Blindness.NONE);
  }

  /**
   * A cell that was not run, which is not a pass.
   *
   * @param reason why, in words that are the same for every cell skipped for that reason
   */
  public static CellResult skipped(Cell cell, String reason) {
    return of(cell, Status.SKIPPED, Measured.NOTHING, reason);
  }

  /**
   * A cell whose kernel took its worker down.
   *
   * @param message how it ended, for example {@code SIGSEGV}
   * @param line where; empty where that is not known
   */
  public static CellResult crash(Cell cell, String message, Optional<SourceLocation> line) {
    return of(cell, Status.CRASH, Measured.NOTHING, message, line);
  }

  /**
   * A cell whose kernel did not end in time.
   *
   * @param message the time that it had
   */
  public static CellResult timeout(Cell cell, String message) {
    return of(cell, Status.TIMEOUT, Measured.NOTHING, message);
  }

  /**
   * A cell whose contract failed.
   *
   * @param message for the contract's author
   */
  public static CellResult contractError(Cell cell, String message) {
    return of(cell, Status.CONTRACT_ERROR, Measured.NOTHING, message);
  }

  /** Whether the kernel did not conform, and this was not expected. */
  public boolean failed() {
    return status.failed() && expected.isEmpty();
  }

  /** Whether the kernel did not conform, as was expected. */
  public boolean failedAsExpected() {
    return status.failed() && expected.isPresent();
  }

  /** This result as a pass if it is vacuous, for contracts whose cells pass all the same. */
  public CellResult withoutVacuity() {
    return status == Status.VACUOUS ? of(cell, Status.PASS, measured, "", crashedAt) : this;
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
        measured,
        gravest
            .map(it -> Findings.sentence(it) + (message.isEmpty() ? "" : "; " + message))
            .orElse(message),
        execution.findings(),
        execution.redundantWrites(),
        crashedAt,
        execution.lostWorker(),
        evidence,
        expected,
        blindness);
  }

  /**
   * This result with what other contents of the outputs show. Where numbers are wrong or a check
   * saw something, more than that need not be known; but elements that a kernel did not write can
   * be right by chance.
   *
   * @param outputs those with elements that were not written, as {@link Comparison#compare} takes
   *     them, with large numbers in those elements; perhaps none
   */
  public CellResult refilled(
      Map<String, byte[]> outputs, Map<String, Expected> expected, Map<String, ArrayType> types) {
    Map<String, Expected> some = new LinkedHashMap<>(expected);
    some.keySet().retainAll(outputs.keySet());
    if (status.failed() || some.isEmpty()) {
      return this;
    }
    CellResult other = Comparison.compare(cell, outputs, some, types);
    return other.status.failed()
        ? with(
            new Execution(
                Map.of(),
                List.of(Findings.unwritten(cell.kernel(), other.message)),
                redundantWrites,
                lostWorker,
                Map.of(),
                List.of(),
                Counts.NONE))
        : this;
  }

  /** This result with what a reader wants to see of a failure. */
  public CellResult with(Evidence shown) {
    return with(Optional.of(shown), expected, blindness);
  }

  /** This result with what the cell cannot tell. */
  public CellResult with(Blindness known) {
    return with(evidence, expected, known);
  }

  /** Whether outputs were compared with a reference. */
  public boolean compared() {
    return measured.elements() > 0;
  }

  /** This result with the expectation that holds for it, or with none. */
  CellResult expected(Optional<Allowance> expectation) {
    return expected.isEmpty() && expectation.isEmpty()
        ? this
        : with(evidence, expectation, blindness);
  }

  private CellResult with(
      Optional<Evidence> shown, Optional<Allowance> expectation, Blindness known) {
    return new CellResult(
        cell,
        status,
        measured,
        message,
        findings,
        redundantWrites,
        crashedAt,
        lostWorker,
        shown,
        expectation,
        known);
  }
}
