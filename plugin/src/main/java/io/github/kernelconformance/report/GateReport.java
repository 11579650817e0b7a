package io.github.kernelconformance.report;

import io.github.kernelconformance.verdict.Acceptance;
import io.github.kernelconformance.verdict.Baseline.Loss;
import io.github.kernelconformance.verdict.CellResult;
import io.github.kernelconformance.verdict.Expectation;
import io.github.kernelconformance.verdict.Expectations;
import io.github.kernelconformance.verdict.Figures;
import io.github.kernelconformance.verdict.Judgement;
import io.github.kernelconformance.verdict.Judgement.Stale;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** What the console says about expectations and the baseline. */
public final class GateReport {

  private static final int MOST_LINES = 5;

  /** Stands where the build's author is to give a reason. */
  private static final String REASON = "<why, or a URL>";

  private final Expectations expectations;
  private final Judgement judgement;

  /** Words for a judgement by some expectations. */
  public GateReport(Expectations expectations, Judgement judgement) {
    this.expectations = expectations;
    this.judgement = judgement;
  }

  /** Cells that fail, but not as was expected. */
  public List<String> deviations() {
    return section(
        "Not as expected:",
        judgement.deviations(),
        it ->
            "%s: %s (%s)"
                .formatted(
                    it.result().cell().id(), it.how(), expectations.place(it.expectation())));
  }

  /** Expectations whose last day has passed. */
  public List<String> expired() {
    return section(
        "Expired expectations:",
        judgement.expired(),
        it ->
            "%s: %s, on %s: %s"
                .formatted(
                    expectations.place(it), it.glob(), it.expires().orElseThrow(), it.reason()));
  }

  /** That an expectation has expired, and whether it is needed any more. */
  public String expiry(Expectation expired) {
    return "%s expired on %s"
            .formatted(expectations.place(expired), expired.expires().orElseThrow())
        + judgement.stale().stream()
            .filter(it -> it.expectation().equals(expired) && it.passed() == it.ran())
            .map(it -> "; " + passing(it) + ", so remove it")
            .findFirst()
            .orElse("");
  }

  /** Cells that may pass or fail, with what they did. */
  public List<String> flaky() {
    return section(
        "Flaky, as expected:",
        judgement.flaky(),
        it ->
            "%s: %s this time; %s"
                .formatted(it.cell().id(), it.status().id(), it.expected().orElseThrow().reason()));
  }

  /** Expectations with cells that pass. */
  public List<String> stale() {
    return section(
        "Stale expectations:",
        judgement.stale(),
        it ->
            "%s: %s; %s".formatted(expectations.place(it.expectation()), passing(it), advice(it)));
  }

  /** For example {@code all of its 7 cells pass}, of those that ran. */
  public static String passing(Stale stale) {
    return stale.passed() == stale.ran()
        ? (stale.ran() == 1
            ? "its cell passes"
            : "all of its %s pass".formatted(Figures.count(stale.ran(), "cell")))
        : "%s of its %s pass"
            .formatted(Figures.count(stale.passed()), Figures.count(stale.ran(), "cell"));
  }

  private static String advice(Stale stale) {
    Expectation expectation = stale.expectation();
    return (stale.passed() == stale.ran() ? "remove " : "narrow ") + expectation.glob();
  }

  /**
   * Cells that are less accurate than they were.
   *
   * @param baseline the file's name
   */
  public static List<String> losses(List<Loss> losses, String baseline, double factor) {
    return section(
        "Less accurate than in %s by more than a factor of %s, but still allowed: %s"
            .formatted(
                baseline, Figures.significant(factor, 6), Figures.count(losses.size(), "cell")),
        losses,
        it ->
            "%s: relErr %s, was %s"
                .formatted(
                    it.result().cell().id(),
                    Figures.error(it.result().measured().relErr()),
                    Figures.error(it.before())));
  }

  /**
   * What would let a build with the same results pass: lines, if they are few, and a command.
   *
   * @param acceptance of the failures, without a new last day
   * @param accept the command of the goal {@code accept}
   * @param loss whether a loss of accuracy has failed the build
   * @return nothing where there is nothing to accept; first what cannot be accepted
   */
  public List<String> remedy(Acceptance acceptance, String accept, boolean loss) {
    List<String> lines = acceptance.lines(REASON);
    boolean renew = !acceptance.expired().isEmpty();
    List<String> remedy = new ArrayList<>(unacceptable(acceptance));
    if (lines.isEmpty() && !renew && !loss) {
      return remedy;
    }
    if (!lines.isEmpty() && lines.size() <= MOST_LINES) {
      remedy.add("To accept this, put these lines into %s:".formatted(expectations.file()));
      lines.forEach(line -> remedy.add("  " + line));
      remedy.add("or let this command write them:");
    } else if (!lines.isEmpty()) {
      remedy.add(
          "To accept this, let this command write %s to %s:"
              .formatted(Figures.count(lines.size(), "line"), expectations.file()));
    } else {
      remedy.add("To accept this, run:");
    }
    remedy.add(
        "  "
            + accept
            + (acceptance.needsReason() ? " -DkernelConformance.reason='" + REASON + "'" : "")
            + (renew ? " -DkernelConformance.expires='<YYYY-MM-DD>'" : ""));
    return remedy;
  }

  /** Cells whose contract failed, which no line lets pass; nothing where there are none. */
  public static List<String> unacceptable(Acceptance acceptance) {
    List<CellResult> cells = acceptance.unacceptable();
    if (cells.isEmpty()) {
      return List.of();
    }
    CellResult first = cells.get(0);
    boolean one = cells.size() == 1;
    return List.of(
        "%s cannot be accepted, because %s contract failed: %s%s: %s"
            .formatted(
                Figures.count(cells.size(), "cell"),
                one ? "its" : "their",
                one ? "" : "first ",
                first.cell().id(),
                first.message().lines().findFirst().orElse("")));
  }

  private static <T> List<String> section(String title, List<T> items, Function<T, String> words) {
    List<String> lines = new ArrayList<>();
    if (!items.isEmpty()) {
      lines.add(title);
      items.stream().limit(MOST_LINES).forEach(it -> lines.add("  " + words.apply(it)));
      if (items.size() > MOST_LINES) {
        lines.add("  and %s more".formatted(Figures.count(items.size() - MOST_LINES)));
      }
    }
    return lines;
  }
}
