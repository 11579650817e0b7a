package io.github.kernelconformance.verdict;

import io.github.kernelconformance.matrix.Cell;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The least change of a file of expectations after which the failures of a run are expected.
 *
 * <ul>
 *   <li>A cell that has got worse raises the bound of its line.
 *   <li>A line none of whose cells fails as it says any more gets what they do instead, and the new
 *       reason. A flaky one gets the verdict that came up besides those it has.
 *   <li>All other failures get lines at the end, whose globs match them and no other cell; none is
 *       for several verdicts or patterns.
 *   <li>A line that has expired gets the new last day. Where none is given it stays as it is.
 *   <li>What is not {@link Status#acceptable} changes nothing.
 * </ul>
 *
 * <p>Everything else stays: comments, order, white space, lines whose cells pass.
 */
public final class Acceptance {

  private static final Pattern VERDICT = Pattern.compile("^(\\s*\\S+\\s+)\\S+");
  private static final Pattern BOUND = Pattern.compile("relErr<=\\S+");
  private static final Pattern LAST_DAY = Pattern.compile("expires=\\S+(?=\\s*$)");

  /** What a line written anew carries until its reason is known. */
  private static final String NO_REASON = "";

  private final Expectations expectations;
  private final List<CellResult> results;
  private final Optional<LocalDate> expires;

  /** The changed lines, as they were and as they will be. */
  private final Map<Expectation, Expectation> edits =
      new TreeMap<>(Comparator.comparingInt(Expectation::line));

  private final List<Expectation> added = new ArrayList<>();
  private final Set<Expectation> expired = new LinkedHashSet<>();
  private final List<CellResult> unacceptable = new ArrayList<>();
  private int cells;

  private Acceptance(
      Expectations expectations, List<CellResult> results, Optional<LocalDate> expires) {
    this.expectations = expectations;
    this.results = results;
    this.expires = expires;
  }

  /**
   * Works out the change.
   *
   * @param results every cell of the run, in matrix order
   * @param today decides which expectations have expired
   * @param expires the last day of new lines and of those that have expired
   */
  public static Acceptance of(
      Expectations expectations,
      List<CellResult> results,
      LocalDate today,
      Optional<LocalDate> expires) {
    Acceptance acceptance = new Acceptance(expectations, results, expires);
    acceptance.plan(today);
    return acceptance;
  }

  private void plan(LocalDate today) {
    Map<Expectation, List<CellResult>> byLine = new LinkedHashMap<>();
    Map<Cell, CellResult> open = new LinkedHashMap<>();
    for (CellResult result : results) {
      if (result.status().failed() && !result.status().acceptable()) {
        unacceptable.add(result);
      } else if (result.status().failed()) {
        Optional<Expectation> line = expectations.deciding(result.cell());
        if (line.isEmpty()) {
          open.put(result.cell(), result);
        } else if (line.get().expired(today) && expires.isEmpty()) {
          expired.add(line.get());
        } else {
          byLine.computeIfAbsent(line.get(), it -> new ArrayList<>()).add(result);
        }
      }
    }
    byLine.forEach((line, failures) -> edit(line, failures, today, open));
    cells += open.size();
    add(open);
  }

  private void edit(
      Expectation line, List<CellResult> failures, LocalDate today, Map<Cell, CellResult> open) {
    List<CellResult> others = failures.stream().filter(it -> !line.allowsVerdict(it)).toList();
    boolean replaced = !line.flaky() && others.size() == failures.size();
    Set<Status> verdicts = EnumSet.noneOf(Status.class);
    verdicts.addAll(replaced ? Set.of() : line.verdicts());
    List<CellResult> held = new ArrayList<>(failures);
    if (replaced || line.flaky()) {
      others.forEach(it -> verdicts.add(it.status()));
    } else {
      held.removeAll(others);
      others.forEach(it -> open.put(it.cell(), it));
    }
    boolean within =
        !replaced && held.stream().allMatch(it -> !(it.measured().relErr() > line.relErr()));
    Expectation changed =
        new Expectation(
            line.line(),
            line.glob(),
            verdicts,
            line.flaky(),
            within ? line.relErr() : Headroom.bound(held),
            replaced ? NO_REASON : line.reason(),
            line.expired(today) || replaced ? expires.or(line::expires) : line.expires());
    if (!changed.equals(line)) {
      edits.put(line, changed);
      cells += (int) held.stream().filter(it -> line.expired(today) || !line.allows(it)).count();
    }
  }

  /** Errors of different patterns tell nothing of each other, so no bound is for both. */
  private void add(Map<Cell, CellResult> open) {
    record Kind(Status status, String pattern) {
      static Kind of(CellResult result) {
        return new Kind(result.status(), result.cell().pattern());
      }
    }
    open.values().stream()
        .map(Kind::of)
        .distinct()
        .flatMap(
            kind ->
                ExactGlobs.of(
                    results, it -> open.containsKey(it.cell()) && Kind.of(it).equals(kind))
                    .stream())
        .sorted(Comparator.comparingInt(group -> ExactGlobs.position(group, results)))
        .forEach(group -> added.add(line(group)));
  }

  private Expectation line(ExactGlobs.Group group) {
    return new Expectation(
        0,
        group.glob(),
        Set.of(group.cells().get(0).status()),
        false,
        Headroom.bound(group.cells()),
        NO_REASON,
        expires);
  }

  /** How many failing cells will be expected that are not now. */
  public int cells() {
    return cells;
  }

  /** How many lines are changed. */
  public int changed() {
    return edits.size();
  }

  /** How many lines are added. */
  public int added() {
    return added.size();
  }

  /** Whether a line is written that needs a reason. */
  public boolean needsReason() {
    return !added.isEmpty() || edits.values().stream().anyMatch(it -> it.reason().isEmpty());
  }

  /** Lines that have expired, and stay so because no new last day is given. */
  public Collection<Expectation> expired() {
    return List.copyOf(expired);
  }

  /** Failing cells that no line can let pass, in matrix order: those whose contract failed. */
  public List<CellResult> unacceptable() {
    return List.copyOf(unacceptable);
  }

  /** The changed lines, then the added ones, each as it will read. */
  public List<String> lines(String reason) {
    return Stream.concat(
            edits.keySet().stream().map(line -> edited(line, reason)),
            added.stream().map(it -> text(it, reason)))
        .toList();
  }

  /**
   * The text of the file.
   *
   * @param reason what new lines and those with another verdict give as their reason: one line
   */
  public String text(String reason) {
    List<String> lines = new ArrayList<>(expectations.lines());
    edits.keySet().forEach(line -> lines.set(line.line() - 1, edited(line, reason)));
    if (lines.isEmpty() && !added.isEmpty()) {
      lines.add(
          "# Known failures, which do not fail the build. If several lines match a"
              + " cell, the last one decides.");
      lines.add("# " + ExpectationLine.FORM);
    }
    added.forEach(it -> lines.add(text(it, reason)));
    return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
  }

  private String edited(Expectation before, String reason) {
    Expectation after = edits.get(before);
    if (after.reason().isEmpty()) {
      return text(after, reason);
    }
    String text = expectations.lines().get(before.line() - 1);
    text = VERDICT.matcher(text).replaceFirst("$1" + Matcher.quoteReplacement(after.verdictText()));
    if (after.relErr() != before.relErr()) {
      text = BOUND.matcher(text).replaceFirst(after.bound());
    }
    return after.expires().isEmpty()
        ? text
        : LAST_DAY.matcher(text).replaceFirst(Expectation.EXPIRES + after.expires().get());
  }

  private static String text(Expectation line, String reason) {
    return new Expectation(
            line.line(),
            line.glob(),
            line.verdicts(),
            line.flaky(),
            line.relErr(),
            reason,
            line.expires())
        .text();
  }
}
