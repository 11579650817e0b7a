package io.github.kernelconformance.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.github.kernelconformance.toolchain.AtomicFile;
import io.github.kernelconformance.toolchain.Digests;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code report.sarif}: what fails, in the Static Analysis Results Interchange Format 2.1.0 (OASIS
 * Standard, 27 March 2020), for code scanning services. A verdict is a rule and an {@link Alert} a
 * result.
 *
 * <p>Paths are relative to the root of the repository, {@code %SRCROOT%}; a file outside of it has
 * no place in a review and is left to the message. The fingerprint {@code primaryLocationLineHash}
 * is the one that GitHub knows an alert by; it says what is wrong and not on which line, so that an
 * alert stays itself when lines move. What fails as expected is a result that is suppressed.
 */
public final class SarifReport implements ReportWriter {

  /** The file's name. */
  public static final String FILE = "report.sarif";

  private static final String SCHEMA =
      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json";
  private static final String ROOT = "%SRCROOT%";

  private static final JsonFactory FACTORY = new JsonFactory();

  @Override
  public void write(Report report, Path directory) throws IOException {
    AtomicFile.write(directory.resolve(FILE), file -> write(report, file));
  }

  private static void write(Report report, Writer file) throws IOException {
    try (JsonGenerator json = FACTORY.createGenerator(file)) {
      DefaultIndenter lines = new DefaultIndenter("  ", "\n");
      json.setPrettyPrinter(
          new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines));
      json.writeStartObject();
      json.writeStringField("$schema", SCHEMA);
      json.writeStringField("version", "2.1.0");
      json.writeArrayFieldStart("runs");
      writeRun(json, report);
      json.writeEndArray();
      json.writeEndObject();
      json.writeRaw('\n');
    }
  }

  private static void writeRun(JsonGenerator json, Report report) throws IOException {
    json.writeStartObject();
    json.writeObjectFieldStart("tool");
    json.writeObjectFieldStart("driver");
    json.writeStringField("name", "kernel-conformance");
    json.writeArrayFieldStart("rules");
    for (SarifRule rule : SarifRule.all()) {
      writeRule(json, rule);
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndObject();
    json.writeObjectFieldStart("automationDetails");
    json.writeStringField("id", category(report));
    json.writeEndObject();
    json.writeObjectFieldStart("originalUriBaseIds");
    json.writeObjectFieldStart(ROOT);
    writeText(json, "description", "The root of the repository.");
    json.writeEndObject();
    json.writeEndObject();
    writeResults(json, report);
    json.writeObjectFieldStart("properties");
    json.writeStringField("device", report.device());
    json.writeStringField("description", report.description());
    json.writeNumberField("cells", report.summary().cells());
    json.writeNumberField("passed", report.summary().passed());
    json.writeNumberField("failed", report.summary().failed());
    json.writeNumberField("skipped", report.summary().skipped());
    json.writeEndObject();
    json.writeEndObject();
  }

  /** What tells this run's results from those of other modules, devices and shards. */
  private static String category(Report report) {
    List<String> parts = new ArrayList<>(List.of("kernel-conformance", report.device()));
    if (!report.module().isEmpty()) {
      parts.add(report.module());
    }
    report
        .part()
        .map(part -> "shard-" + part.shard().index() + "-of-" + part.shard().count())
        .ifPresent(parts::add);
    return String.join("/", parts) + "/";
  }

  private static void writeRule(JsonGenerator json, SarifRule rule) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", rule.status().id());
    writeText(json, "shortDescription", rule.description());
    writeText(json, "fullDescription", rule.description());
    writeText(json, "help", rule.help());
    json.writeObjectFieldStart("defaultConfiguration");
    json.writeStringField("level", "error");
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void writeResults(JsonGenerator json, Report report) throws IOException {
    List<String> rules = SarifRule.all().stream().map(rule -> rule.status().id()).toList();
    Map<String, Integer> earlier = new HashMap<>();
    json.writeArrayFieldStart("results");
    List<Alert> alerts = new ArrayList<>(Alert.of(report));
    alerts.addAll(Alert.expected(report));
    for (Alert alert : alerts) {
      String digest = Digests.of(alert.identity());
      json.writeStartObject();
      json.writeStringField("ruleId", alert.status().id());
      json.writeNumberField("ruleIndex", rules.indexOf(alert.status().id()));
      json.writeStringField("level", "error");
      writeText(json, "message", alert.message());
      writeLocations(json, alert, report.module());
      json.writeObjectFieldStart("partialFingerprints");
      json.writeStringField(
          "primaryLocationLineHash", digest + ":" + earlier.merge(digest, 1, Integer::sum));
      json.writeEndObject();
      json.writeNumberField("occurrenceCount", alert.cells());
      if (alert.allowance().isPresent()) {
        writeSuppression(json, alert.allowance().get());
      }
      json.writeObjectFieldStart("properties");
      json.writeStringField("device", report.device());
      json.writeStringField("firstCell", alert.first().cell().id());
      json.writeEndObject();
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void writeLocations(JsonGenerator json, Alert alert, String module)
      throws IOException {
    json.writeArrayFieldStart("locations");
    Optional<String> path = RepositoryPath.of(module, alert.site().file());
    if (path.isPresent()) {
      json.writeStartObject();
      json.writeObjectFieldStart("physicalLocation");
      json.writeObjectFieldStart("artifactLocation");
      json.writeStringField("uri", RepositoryPath.uri(path.get()));
      json.writeStringField("uriBaseId", ROOT);
      json.writeEndObject();
      json.writeObjectFieldStart("region");
      json.writeNumberField("startLine", alert.site().line());
      if (alert.site().lastLine() > alert.site().line()) {
        json.writeNumberField("endLine", alert.site().lastLine());
      }
      if (alert.site().column() > 0) {
        json.writeNumberField("startColumn", alert.site().column());
      }
      json.writeEndObject();
      json.writeEndObject();
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /** An expectation: accepted, in a file beside the source. */
  private static void writeSuppression(JsonGenerator json, String reason) throws IOException {
    json.writeArrayFieldStart("suppressions");
    json.writeStartObject();
    json.writeStringField("kind", "external");
    json.writeStringField("status", "accepted");
    json.writeStringField("justification", reason);
    json.writeEndObject();
    json.writeEndArray();
  }

  private static void writeText(JsonGenerator json, String name, String text) throws IOException {
    json.writeObjectFieldStart(name);
    json.writeStringField("text", text);
    json.writeEndObject();
  }
}
