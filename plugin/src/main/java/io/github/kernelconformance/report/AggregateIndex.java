package io.github.kernelconformance.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.github.kernelconformance.toolchain.AtomicFile;
import io.github.kernelconformance.verdict.Figures;
import io.github.kernelconformance.verdict.Summary;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;

/**
 * The reports of a reactor's modules at a glance: {@code index.html} for people and {@code
 * aggregate.json} for programs. Both point to each module's own reports.
 */
public final class AggregateIndex {

  /** The page's name. */
  public static final String PAGE = "index.html";

  /** The name of the same as JSON. */
  public static final String JSON = "aggregate.json";

  private static final JsonFactory FACTORY = new JsonFactory();

  /**
   * A module's reports.
   *
   * @param name for a reader, for example the artifact's id
   * @param module the module's directory relative to the reactor's, with forward slashes
   * @param report the report
   * @param directory where its files are, relative to the index, with forward slashes
   * @param page the file in the directory that a person reads
   */
  public record Entry(String name, String module, Report report, String directory, String page) {}

  private AggregateIndex() {}

  /** Writes both files. */
  public static void write(List<Entry> entries, Path directory) throws IOException {
    AtomicFile.write(directory.resolve(PAGE), page(entries));
    AtomicFile.write(directory.resolve(JSON), file -> writeJson(entries, file));
  }

  private static void writeJson(List<Entry> entries, Writer file) throws IOException {
    try (JsonGenerator json = FACTORY.createGenerator(file)) {
      json.setPrettyPrinter(new CellPerLine());
      json.writeStartObject();
      json.writeNumberField("schemaVersion", JsonReport.SCHEMA_VERSION);
      json.writeArrayFieldStart("modules");
      for (Entry entry : entries) {
        json.writeStartObject();
        json.writeStringField("name", entry.name());
        json.writeStringField("module", entry.module());
        json.writeStringField("device", entry.report().device());
        json.writeStringField("report", entry.directory() + "/" + JsonReport.FILE);
        json.writeFieldName("summary");
        JsonReport.writeSummary(json, entry.report().summary());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
      json.writeRaw('\n');
    }
  }

  private static String page(List<Entry> entries) {
    StringBuilder rows = new StringBuilder();
    for (Entry entry : entries) {
      Summary summary = entry.report().summary();
      rows.append(
          """
          <tr><th scope="row"><a href="%s">%s</a></th><td>%s</td><td>%s</td><td>%s</td><td>%s</td><td%s>%s</td><td>%s</td><td>%s</td><td>%s</td></tr>
          """
              .formatted(
                  text(RepositoryPath.uri(entry.directory() + "/" + entry.page())),
                  text(entry.name()),
                  text(entry.module()),
                  text(entry.report().device()),
                  Figures.count(summary.cells()),
                  Figures.count(summary.passed()),
                  summary.failed() == 0 ? "" : " class=\"failed\"",
                  Figures.count(summary.failed()),
                  Figures.count(summary.skipped()),
                  Figures.count(summary.vacuous()),
                  Figures.count(summary.expected())));
    }
    return """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Kernel conformance</title>
    <style>
    :root { color-scheme: light dark; font-family: system-ui, sans-serif; }
    body { margin: 2rem; }
    table { border-collapse: collapse; }
    th, td { padding: 0.3rem 0.8rem; border-bottom: 1px solid color-mix(in srgb, currentColor 25%%, transparent); }
    th { text-align: left; }
    td:nth-child(n+4), thead th:nth-child(n+4) { text-align: right; font-variant-numeric: tabular-nums; }
    .failed { font-weight: bold; color: light-dark(#b00020, #ff8a80); }
    </style>
    </head>
    <body>
    <h1>Kernel conformance</h1>
    <p>A pass on host is not a pass on a GPU.</p>
    <table>
    <thead><tr><th scope="col">Module</th><th scope="col">Directory</th><th scope="col">Device</th><th scope="col">Cells</th><th scope="col">Passed</th><th scope="col">Failed</th><th scope="col">Skipped</th><th scope="col">Vacuous</th><th scope="col">Expected to fail</th></tr></thead>
    <tbody>
    %s</tbody>
    </table>
    </body>
    </html>
    """
        .formatted(rows);
  }

  private static String text(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
