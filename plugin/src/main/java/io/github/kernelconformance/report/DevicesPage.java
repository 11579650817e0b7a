package io.github.kernelconformance.report;

import io.github.kernelconformance.toolchain.AtomicFile;
import io.github.kernelconformance.verdict.CellResult;
import io.github.kernelconformance.verdict.Figures;
import io.github.kernelconformance.verdict.SideBySide;
import io.github.kernelconformance.verdict.SideBySide.Row;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One page about the same matrix on several devices. */
public final class DevicesPage {

  /** Its name. */
  public static final String FILE = "devices.html";

  private static final int MOST_DIFFERING = 2000;
  private static final int MOST_FARTHEST = 100;

  private final Map<String, Report> reports;
  private final SideBySide cells;
  private final StringBuilder page = new StringBuilder();

  private DevicesPage(Map<String, Report> reports, SideBySide cells) {
    this.reports = reports;
    this.cells = cells;
  }

  /**
   * Writes it.
   *
   * @param reports by device
   * @param cells of these reports
   */
  public static void write(Map<String, Report> reports, SideBySide cells, Path directory)
      throws IOException {
    AtomicFile.write(directory.resolve(FILE), new DevicesPage(reports, cells).text());
  }

  private String text() {
    page.append(
        """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>Devices side by side</title>
        <style>
        :root { color-scheme: light dark; font-family: system-ui, sans-serif; }
        body { margin: 2rem; }
        table { border-collapse: collapse; }
        th, td { padding: 0.2rem 0.8rem; border-bottom: 1px solid color-mix(in srgb, currentColor 25%, transparent); }
        th { text-align: left; font-weight: normal; }
        thead th { font-weight: bold; }
        .number { text-align: right; font-variant-numeric: tabular-nums; }
        .failed { font-weight: bold; color: light-dark(#b00020, #ff8a80); }
        </style>
        </head>
        <body>
        <h1>Devices side by side</h1>
        """);
    devices();
    differing();
    farthest();
    page.append("</body>\n</html>\n");
    return page.toString();
  }

  private void devices() {
    head("Device", "What it is", "Cells", "Passed", "Failed", "Skipped");
    reports.forEach(
        (device, report) ->
            row(
                device,
                escaped(report.description()),
                Figures.count(report.summary().cells()),
                Figures.count(report.summary().passed()),
                Figures.count(report.summary().failed()),
                Figures.count(report.summary().skipped())));
    end();
    if (!cells.alone().isEmpty()) {
      paragraph(
          "%s not on every device, and not compared: %s%s."
              .formatted(
                  Figures.count(cells.alone().size(), "cell"),
                  cells.alone().stream().limit(5).collect(Collectors.joining(", ")),
                  cells.alone().size() > 5 ? " and others" : ""));
    }
  }

  private void differing() {
    List<Row> differing = cells.differing();
    page.append("<h2>Cells whose verdicts differ</h2>\n");
    if (differing.isEmpty()) {
      paragraph(
          "None of %s: the devices agree on each.".formatted(Figures.count(cells.rows().size())));
      return;
    }
    cells
        .combinations()
        .forEach(
            (verdicts, count) ->
                paragraph(
                    "%s: %s (%s)"
                        .formatted(
                            Figures.count(count, "cell"),
                            verdicts,
                            String.join(", ", cells.devices()))));
    headOfDevices("Cell");
    for (Row it : differing.subList(0, Math.min(MOST_DIFFERING, differing.size()))) {
      page.append("<tr><th scope=\"row\">").append(escaped(it.cell().id())).append("</th>");
      for (CellResult result : it.results()) {
        page.append(
            "<td%s title=\"%s\">%s</td>"
                .formatted(
                    result.status().failed() ? " class=\"failed\"" : "",
                    escaped(result.message()),
                    result.status().id()));
      }
      page.append("</tr>\n");
    }
    end();
    if (differing.size() > MOST_DIFFERING) {
      paragraph("And %s more.".formatted(Figures.count(differing.size() - MOST_DIFFERING)));
    }
  }

  private void farthest() {
    page.append("<h2>Cells that pass, with errors that are far apart</h2>\n");
    List<Row> farthest = cells.farthest(MOST_FARTHEST);
    if (farthest.isEmpty()) {
      paragraph("None: the largest error of each cell is the same on all devices.");
      return;
    }
    paragraph(
        "The largest error of a cell on each device, in ulps of its largest reference, in the type"
            + " of the cell.");
    headOfDevices("Cell");
    for (Row it : farthest) {
      page.append("<tr><th scope=\"row\">").append(escaped(it.cell().id())).append("</th>");
      it.errors()
          .forEach(
              error ->
                  page.append(
                      "<td class=\"number\">%s</td>".formatted(Figures.significant(error, 3))));
      page.append("</tr>\n");
    }
    end();
  }

  private void headOfDevices(String first) {
    head(Stream.concat(Stream.of(first), cells.devices().stream()).toArray(String[]::new));
  }

  private void head(String... titles) {
    page.append("<table>\n<thead><tr>");
    for (String title : titles) {
      page.append("<th scope=\"col\">").append(escaped(title)).append("</th>");
    }
    page.append("</tr></thead>\n<tbody>\n");
  }

  private void row(String first, String... others) {
    page.append("<tr><th scope=\"row\">").append(escaped(first)).append("</th>");
    for (String other : others) {
      page.append("<td>").append(other).append("</td>");
    }
    page.append("</tr>\n");
  }

  private void end() {
    page.append("</tbody>\n</table>\n");
  }

  private void paragraph(String sentence) {
    page.append("<p>").append(escaped(sentence)).append("</p>\n");
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
