package io.github.kernelconformance.verdict;

import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.matrix.CellGlob;
import io.github.kernelconformance.matrix.ConfigurationException;
import io.github.kernelconformance.verdict.Judgement.Deviation;
import io.github.kernelconformance.verdict.Judgement.Stale;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The known failures of a project on a device. In a file of expectations each line reads
 *
 * <pre>{@code
 * <cell glob>  <verdict>  [relErr<=<bound>]  <reason or URL>  [expires=YYYY-MM-DD]
 * }</pre>
 *
 * <p>Blank lines and those that start with {@code #} are comments. The glob's language is {@link
 * CellGlob}'s. The verdict is one that fails, or several with commas between them; {@code flaky:}
 * before them allows the cells to pass as well. Where several lines match a cell, the last one
 * decides.
 */
public final class Expectations {

  /** The parameter that leads to the file. */
  static final String PARAMETER = "expectationsDirectory";

  private final String file;
  private final List<String> lines;
  private final List<Expectation> expectations;

  private Expectations(String file, List<String> lines) {
    this.file = file;
    this.lines = List.copyOf(lines);
    expectations = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (!line.isEmpty() && !line.startsWith("#")) {
        expectations.add(ExpectationLine.parse(file, i + 1, line));
      }
    }
  }

  /**
   * Reads a file of expectations.
   *
   * @param file as messages are to name it, for example {@code src/conformance/host.expectations}
   * @param text of the file; empty where there is none
   * @throws ConfigurationException if a line is not an expectation; it names file and line
   */
  public static Expectations parse(String file, String text) {
    return new Expectations(file, text.lines().toList());
  }

  /** The file as messages name it. */
  public String file() {
    return file;
  }

  /** The file and line of an expectation. */
  public String place(Expectation expectation) {
    return file + ":" + expectation.line();
  }

  /** The lines of the file, comments among them. */
  List<String> lines() {
    return lines;
  }

  /** Whether there are none. */
  public boolean isEmpty() {
    return expectations.isEmpty();
  }

  /**
   * Checks that each expectation decides about a cell.
   *
   * @param matrix every cell that the project's build runs
   * @throws ConfigurationException if a glob matches no cell, or only cells that lines below it
   *     decide about
   */
  public void requireCells(List<Cell> matrix) {
    Map<Expectation, Integer> decided = new LinkedHashMap<>();
    matrix.forEach(cell -> deciding(cell).ifPresent(it -> decided.merge(it, 1, Integer::sum)));
    List<Expectation> idle = expectations.stream().filter(it -> !decided.containsKey(it)).toList();
    if (!idle.isEmpty()) {
      throw idle(idle, matrix);
    }
  }

  private ConfigurationException idle(List<Expectation> idle, List<Cell> matrix) {
    Expectation first = idle.get(0);
    String glob = first.glob().text();
    boolean overruled = matrix.stream().anyMatch(first.glob()::matches);
    String problem =
        overruled
            ? "later lines decide every cell that '%s' matches".formatted(glob)
            : "'%s' matches none of the %s of the matrix"
                .formatted(glob, Figures.count(matrix.size(), "cell"));
    String others =
        idle.size() == 1
            ? ""
            : " (%s more decide no cell, the next is line %d)"
                .formatted(Figures.count(idle.size() - 1, "line"), idle.get(1).line());
    return ConfigurationException.inFile(
        place(first),
        PARAMETER,
        glob,
        problem + others,
        overruled ? "lines that decide a cell; remove this one" : CellGlob.SYNTAX,
        overruled ? List.of() : first.glob().nearest(matrix));
  }

  /** The expectation that decides about a cell: the last that matches it. */
  Optional<Expectation> deciding(Cell cell) {
    for (int i = expectations.size() - 1; i >= 0; i--) {
      if (expectations.get(i).glob().matches(cell)) {
        return Optional.of(expectations.get(i));
      }
    }
    return Optional.empty();
  }

  /**
   * Compares results with what was expected.
   *
   * @param results in matrix order; whether they are marked as expected already does not matter
   * @param today an expectation holds through its last day
   */
  public Judgement judge(List<CellResult> results, LocalDate today) {
    List<CellResult> judged = new ArrayList<>();
    List<Deviation> deviations = new ArrayList<>();
    Map<Expectation, Integer> ran = new LinkedHashMap<>();
    Map<Expectation, Integer> passed = new LinkedHashMap<>();
    for (CellResult result : results) {
      Optional<Expectation> deciding =
          result.status().ran() ? deciding(result.cell()) : Optional.empty();
      deciding.ifPresent(it -> ran.merge(it, 1, Integer::sum));
      Optional<Expectation> holding = deciding.filter(it -> !it.expired(today));
      if (result.status().failed()) {
        holding
            .filter(it -> !it.allows(result))
            .ifPresent(it -> deviations.add(new Deviation(result, it, how(it, result))));
        judged.add(result.expected(holding.filter(it -> it.allows(result)).map(this::mark)));
      } else {
        deciding.filter(it -> !it.flaky()).ifPresent(it -> passed.merge(it, 1, Integer::sum));
        judged.add(result.expected(holding.filter(Expectation::flaky).map(this::mark)));
      }
    }
    return new Judgement(
        judged,
        deviations,
        expectations.stream()
            .filter(passed::containsKey)
            .map(it -> new Stale(it, passed.get(it), ran.get(it)))
            .toList(),
        expectations.stream().filter(it -> ran.containsKey(it) && it.expired(today)).toList());
  }

  private Allowance mark(Expectation expectation) {
    return new Allowance(expectation.reason(), expectation.flaky());
  }

  private static String how(Expectation expectation, CellResult result) {
    return expectation.allowsVerdict(result)
        ? "relErr %s is above relErr<=%s"
            .formatted(
                Figures.error(result.measured().relErr()),
                Figures.significant(expectation.relErr(), 15))
        : "%s, not %s".formatted(result.status().id(), expectation.verdictText());
  }
}
