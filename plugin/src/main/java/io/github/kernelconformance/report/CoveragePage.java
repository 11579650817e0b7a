package io.github.kernelconformance.report;

import io.github.kernelconformance.coverage.BranchCoverage;
import io.github.kernelconformance.coverage.ContractCoverage;
import io.github.kernelconformance.coverage.CoverageFigures;
import io.github.kernelconformance.coverage.FileCoverage;
import io.github.kernelconformance.coverage.LineCoverage;
import io.github.kernelconformance.coverage.LoopCoverage;
import io.github.kernelconformance.verdict.Figures;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;

/**
 * {@code coverage.html}: the source with what ran of it, by contract. The page has no script and
 * loads nothing.
 */
final class CoveragePage {

  /** The beginning of the page, before what differs from run to run. */
  private static final String HEAD = "coverage-head.html";

  private static final String LEGEND = "coverage-legend.html";

  private final Map<String, List<String>> sources;
  private final StringBuilder page = new StringBuilder();

  private CoveragePage(Map<String, List<String>> sources) {
    this.sources = sources;
  }

  static String of(CoverageReport report, Map<String, List<String>> sources) throws IOException {
    CoveragePage it = new CoveragePage(sources);
    it.page
        .append(resource(HEAD))
        .append("<p>")
        .append(escape(report.description()))
        .append(".</p>\n");
    if (!report.narrowed().isEmpty()) {
      it.page
          .append("<p>Of a part of the matrix: ")
          .append(escape(report.narrowed()))
          .append("</p>\n");
    }
    it.page
        .append("<table class=figures><tr><th>contract<th>cells<th>kernels<th>lines")
        .append("<th>sides of conditions<th>numbers of trips\n");
    report.contracts().forEach(it::row);
    it.page.append("</table>\n").append(resource(LEGEND));
    report.contracts().forEach(it::contract);
    return it.page.append("</body>\n</html>\n").toString();
  }

  private void row(ContractCoverage it) {
    CoverageFigures of = it.figures();
    page.append("<tr><td>")
        .append(escape(it.contract()))
        .append("<td>")
        .append(Figures.count(it.cells()))
        .append("<td>")
        .append(Figures.count(it.kernels().size()))
        .append("<td>")
        .append(share(of.linesRun(), of.lines(), of.linePercent()))
        .append("<td>")
        .append(share(of.sidesTaken(), of.sides(), of.sidePercent()))
        .append("<td>")
        .append(share(of.tripsMade(), of.trips(), of.tripPercent()))
        .append('\n');
  }

  private static String share(int part, int whole, double percent) {
    return String.format(Locale.ROOT, "%d of %d (%.1f %%)", part, whole, percent);
  }

  private void contract(ContractCoverage contract) {
    page.append("<h2>").append(escape(contract.contract())).append("</h2>\n");
    page.append("<details><summary>")
        .append(Figures.count(contract.kernels().size(), "kernel"))
        .append("</summary>\n<p>")
        .append(escape(String.join(", ", contract.kernels())))
        .append("</p></details>\n");
    contract.files().forEach(it -> file(it, contract.kernels().size()));
  }

  private void file(FileCoverage file, int kernels) {
    CoverageFigures of = file.figures();
    boolean whole = of.linesRun() == of.lines() && of.sidesTaken() == of.sides();
    page.append(whole ? "<details><summary>" : "<details open><summary>")
        .append(escape(file.path()))
        .append(": lines ")
        .append(share(of.linesRun(), of.lines(), of.linePercent()))
        .append(", sides ")
        .append(share(of.sidesTaken(), of.sides(), of.sidePercent()))
        .append("</summary>\n<table class=\"source\">\n");
    List<String> text = sources.getOrDefault(file.path(), List.of());
    int last = file.lines().stream().mapToInt(LineCoverage::line).max().orElse(0);
    for (int number = 1; number <= Math.max(last, text.size()); number++) {
      line(file, kernels, number, number <= text.size() ? text.get(number - 1) : "");
    }
    page.append("</table></details>\n");
  }

  private void line(FileCoverage file, int kernels, int number, String text) {
    StringJoiner marks = new StringJoiner("; ");
    LineCoverage line =
        file.lines().stream().filter(it -> it.line() == number).findFirst().orElse(null);
    if (line != null && line.ran() && !line.without().isEmpty()) {
      marks.add(
          "not run by %d of %d kernels: %s"
              .formatted(line.without().size(), kernels, some(line.without())));
    }
    for (BranchCoverage it : file.branches()) {
      if (it.line() == number) {
        it.missing().forEach(missing -> marks.add(it.text() + " " + missing));
      }
    }
    for (LoopCoverage it : file.loops()) {
      if (it.line() == number && !it.missing().isEmpty()) {
        marks.add("trips: never " + String.join(", never ", it.missing()));
      }
    }
    String kind = line == null ? "" : !line.ran() ? "missed" : marks.length() == 0 ? "ran" : "part";
    page.append("<tr class=\"")
        .append(kind)
        .append("\"><td class=\"number\">")
        .append(number)
        .append("<td class=\"number\">")
        .append(line == null ? "" : Figures.count(line.cells()))
        .append("<td>")
        .append(escape(text))
        .append("<td class=\"mark\">")
        .append(escape(marks.toString()))
        .append('\n');
  }

  private static String some(List<String> names) {
    return names.size() <= 3
        ? String.join(", ", names)
        : String.join(", ", names.subList(0, 3)) + ", …";
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = CoveragePage.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r", "");
    }
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
