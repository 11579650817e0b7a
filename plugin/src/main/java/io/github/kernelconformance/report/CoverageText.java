package io.github.kernelconformance.report;

import io.github.kernelconformance.coverage.BranchCoverage;
import io.github.kernelconformance.coverage.ContractCoverage;
import io.github.kernelconformance.coverage.CoverageFigures;
import io.github.kernelconformance.coverage.FileCoverage;
import io.github.kernelconformance.verdict.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the console shows of coverage. */
public final class CoverageText {

  /** Of a contract; the page has all. */
  private static final int MOST_PLACES = 10;

  private CoverageText() {}

  /** A line for each contract, and what did not run. */
  public static List<String> lines(CoverageReport report) {
    List<String> lines = new ArrayList<>();
    for (ContractCoverage it : report.contracts()) {
      CoverageFigures of = it.figures();
      lines.add(
          String.format(
              Locale.ROOT,
              "Coverage of %s by %s: lines %.1f %% (%d of %d), sides of conditions %.1f %%"
                  + " (%d of %d), numbers of trips %.1f %% (%d of %d).",
              it.contract(),
              Figures.count(it.cells(), "cell"),
              of.linePercent(),
              of.linesRun(),
              of.lines(),
              of.sidePercent(),
              of.sidesTaken(),
              of.sides(),
              of.tripPercent(),
              of.tripsMade(),
              of.trips()));
      lines.addAll(places(it));
    }
    return lines;
  }

  /** The lines that no cell ran, then the sides that no lane took. */
  private static List<String> places(ContractCoverage contract) {
    List<String> places = new ArrayList<>();
    for (FileCoverage file : contract.files()) {
      file.missed().forEach(it -> places.add("  %s:%s never ran".formatted(file.path(), it)));
    }
    for (FileCoverage file : contract.files()) {
      for (BranchCoverage it : file.branches()) {
        if (it.sidesTaken() > 0) {
          it.missing()
              .forEach(
                  missing ->
                      places.add(
                          "  %s:%d %s %s".formatted(file.path(), it.line(), it.text(), missing)));
        }
      }
    }
    if (places.size() <= MOST_PLACES) {
      return places;
    }
    List<String> some = new ArrayList<>(places.subList(0, MOST_PLACES));
    some.add(
        "  and %s more, in %s"
            .formatted(Figures.count(places.size() - MOST_PLACES, "place"), CoverageReport.HTML));
    return some;
  }

  /**
   * Why contracts have not enough of it.
   *
   * @param minimum a percentage that the lines and the sides of each contract are to reach
   * @return empty if they do
   */
  public static Optional<String> failure(CoverageReport report, double minimum) {
    List<String> low = new ArrayList<>();
    for (ContractCoverage it : report.contracts()) {
      CoverageFigures of = it.figures();
      if (of.linePercent() < minimum || of.sidePercent() < minimum) {
        low.add(
            String.format(
                Locale.ROOT,
                "%s: lines %.1f %%, sides of conditions %.1f %%",
                it.contract(),
                of.linePercent(),
                of.sidePercent()));
        low.addAll(places(it));
      }
    }
    if (low.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        "The matrix runs less of some kernels than minimumCoverage asks for (%s %%).\n%s\n"
                .formatted(number(minimum), String.join("\n", low))
            + "Add values to the axes of the contract that make kernels run these places, or set"
            + " minimumCoverage lower.");
  }

  private static String number(double value) {
    return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
  }
}
