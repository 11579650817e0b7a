package io.github.kernelconformance.verdict;

import io.github.kernelconformance.matrix.CellGlob;
import java.time.LocalDate;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A recorded, reasoned and perhaps expiring allowance for cells that are known to fail on a device;
 * a line of a file of expectations.
 *
 * @param line in its file, from 1
 * @param glob the cells
 * @param verdicts how the cells may fail; at least one, each of which {@link Status#failed() fails}
 * @param flaky whether the cells may pass as well
 * @param relErr the largest relative error that is allowed, infinite where any is; of no meaning
 *     for a cell whose error was not measured
 * @param reason why the cells may fail, in words or as a URL
 * @param expires the last day on which the allowance holds
 */
public record Expectation(
    int line,
    CellGlob glob,
    Set<Status> verdicts,
    boolean flaky,
    double relErr,
    String reason,
    Optional<LocalDate> expires) {

  static final String FLAKY = "flaky:";
  static final String REL_ERR = "relErr<=";
  static final String EXPIRES = "expires=";

  public Expectation {
    verdicts = Collections.unmodifiableSet(EnumSet.copyOf(verdicts));
  }

  /** Whether the last day has passed. */
  public boolean expired(LocalDate today) {
    return expires.isPresent() && today.isAfter(expires.get());
  }

  /** Whether a failing cell's verdict is one of those recorded. */
  boolean allowsVerdict(CellResult result) {
    return verdicts.contains(result.status());
  }

  /** Whether a failing cell fails in the recorded way: in its verdict, within the bound. */
  boolean allows(CellResult result) {
    return allowsVerdict(result) && !(result.measured().relErr() > relErr);
  }

  /** The line as {@code accept} writes it. */
  String text() {
    return String.join(
        "  ",
        Stream.of(
                Optional.of(glob.text()),
                Optional.of(verdictText()),
                Optional.of(bound()).filter(it -> Double.isFinite(relErr)),
                Optional.of(reason),
                expires.map(it -> EXPIRES + it))
            .flatMap(Optional::stream)
            .toList());
  }

  /** The bound as the file spells it, for example {@code relErr<=2.2e+02}. */
  String bound() {
    return REL_ERR
        + (Double.isFinite(relErr) ? String.format(Locale.ROOT, "%.1e", relErr) : relErr);
  }

  /** The verdicts as the file spells them, for example {@code flaky:mismatch,race}. */
  String verdictText() {
    return (flaky ? FLAKY : "")
        + verdicts.stream().map(Status::id).collect(Collectors.joining(","));
  }
}
