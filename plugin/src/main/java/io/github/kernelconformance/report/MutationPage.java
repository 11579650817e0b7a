package io.github.kernelconformance.report;

import io.github.kernelconformance.mutation.Fate;
import io.github.kernelconformance.mutation.Mutant;
import io.github.kernelconformance.mutation.MutantResult;
import io.github.kernelconformance.mutation.Operator;
import io.github.kernelconformance.mutation.Rate;
import io.github.kernelconformance.mutation.Score;
import io.github.kernelconformance.toolchain.AtomicFile;
import io.github.kernelconformance.verdict.Figures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * {@code mutation.html}: the rates, and each survivor with its change. One file without scripts; a
 * Content Security Policy lets none run.
 */
public final class MutationPage {

  /** The file's name. */
  public static final String FILE = "mutation.html";

  private static final String HEAD = "mutation-head.html";

  private final MutationReport report;
  private final StringBuilder html = new StringBuilder(HtmlReport.resource(HEAD));

  private MutationPage(MutationReport report) {
    this.report = report;
  }

  /** Writes the page in the place of that of an earlier run. */
  public static void write(MutationReport report, Path directory) throws IOException {
    MutationPage page = new MutationPage(report);
    page.write();
    AtomicFile.write(directory.resolve(FILE), page.html.toString());
  }

  private void write() {
    add("<h1>Mutants</h1>\n");
    add(
        "<p>%s on %s, tried on a matrix of %s.</p>\n",
        Figures.count(report.results().size(), "mutant"),
        escaped(report.device()),
        Figures.count(report.cells(), "cell"));
    rates();
    operators();
    survivors();
    add("</body>\n</html>\n");
  }

  private void rates() {
    add("<h2>Rates</h2>\n<table>\n<tr><th>rate<th>killed<th>survived<th>equivalent<th>not reached");
    add("<th>killed, %%<th>by one shape with allclose(rtol=1e-2), %%</tr>\n");
    for (Rate rate : Rate.values()) {
      row(rate.id(), report.score(rate));
    }
    add("</table>\n");
  }

  private void operators() {
    add("<h2>Operators</h2>\n<table>\n<tr><th>operator<th>killed<th>survived<th>equivalent");
    add("<th>not reached<th>killed, %%<th>by one shape, %%</tr>\n");
    for (Operator operator : Operator.values()) {
      List<MutantResult> some =
          report.results().stream().filter(it -> it.mutant().operator() == operator).toList();
      if (!some.isEmpty()) {
        row(operator.id() + ": " + operator.says(), Score.of(some));
      }
    }
    add("</table>\n");
  }

  private void row(String name, Score score) {
    add("<tr><td>%s", escaped(name));
    for (int count :
        List.of(score.killed(), score.survived(), score.equivalent(), score.notReached())) {
      add("<td class=\"number\">%s", Figures.count(count));
    }
    add(
        "<td class=\"number\">%s<td class=\"number\">%s</tr>\n",
        MutationText.percent(score.percent()), MutationText.percent(score.plainPercent()));
  }

  private void survivors() {
    List<MutantResult> survivors = report.of(Fate.SURVIVED);
    add("<h2>Survivors</h2>\n");
    if (survivors.isEmpty()) {
      add("<p>None.</p>\n");
    }
    survivors.forEach(this::survivor);
    List<MutantResult> unreached = report.of(Fate.NOT_REACHED);
    if (!unreached.isEmpty()) {
      add("<h2>Not reached</h2>\n<p>No cell reaches these. They count for no rate.</p>\n");
      unreached.forEach(this::survivor);
    }
  }

  private void survivor(MutantResult result) {
    Mutant mutant = result.mutant();
    add(
        "<section>\n<h3>%s</h3>\n<p>%s, in %s. %s</p>\n",
        escaped(mutant.place().file() + ":" + mutant.place().line()),
        escaped(mutant.operator().id() + ": " + mutant.operator().says()),
        escaped(mutant.function()),
        result.tried() == 0
            ? ""
            : "Cells that passed with it: " + Figures.count(result.tried()) + ".");
    String line = line(mutant);
    add("<pre>");
    if (mutant.before().isEmpty()) {
      add("  %s\n<ins>+ %s</ins>", escaped(line), escaped(mutant.after()));
    } else {
      add("<del>- %s</del><ins>+ %s</ins>", escaped(line), escaped(changed(line, mutant)));
    }
    add("</pre>\n");
    if (!result.message().isEmpty()) {
      add("<p>%s</p>\n", escaped(result.message()));
    }
    add("</section>\n");
  }

  private String line(Mutant mutant) {
    List<String> lines = report.lines().getOrDefault(mutant.place().file(), List.of());
    int line = mutant.place().line();
    return line <= lines.size() ? lines.get(line - 1).strip() : mutant.before();
  }

  /** The line with the change, if it has all of the expression; else the expression alone. */
  private static String changed(String line, Mutant mutant) {
    int at = line.indexOf(mutant.before());
    return at < 0
        ? mutant.after()
        : line.substring(0, at) + mutant.after() + line.substring(at + mutant.before().length());
  }

  private void add(String format, Object... values) {
    html.append(String.format(java.util.Locale.ROOT, format, values));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
