package io.github.kernelconformance.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.matrix.Shape;
import io.github.kernelconformance.verdict.CellResult;
import io.github.kernelconformance.verdict.Element;
import io.github.kernelconformance.verdict.Evidence;
import io.github.kernelconformance.verdict.FailureGroup;
import io.github.kernelconformance.verdict.FailureGroups;
import io.github.kernelconformance.verdict.FindingCause;
import io.github.kernelconformance.verdict.Localization;
import io.github.kernelconformance.verdict.Suspect;
import java.io.IOException;
import java.util.List;

/** What the HTML report shows beyond {@code report.json}. */
final class EvidenceJson {

  private static final int MOST_SUSPECTS = 5;

  private EvidenceJson() {}

  /** How to run a cell again, and the failures as the console tells them. */
  static void writeContext(Report report, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("rerun", report.rerun());
    json.writeArrayFieldStart("groups");
    for (FailureGroup group : FailureGroups.of(report.results()).groups()) {
      json.writeStartObject();
      json.writeStringField("description", group.description());
      json.writeNumberField("cells", group.failures().size());
      json.writeStringField("branch", group.branch().orElse(""));
      json.writeStringField("first", group.failures().get(0).cell().id());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("causes");
    for (FindingCause cause : FindingCause.of(report.results())) {
      json.writeString(cause.sentence());
    }
    json.writeEndArray();
    json.writeArrayFieldStart("suspects");
    for (Suspect suspect :
        Localization.merge(report.suspects()).stream().limit(MOST_SUSPECTS).toList()) {
      JsonReport.writeSuspect(json, suspect);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  /** The evidence of each cell that has some, by the cell's id. */
  static void write(List<CellResult> results, JsonGenerator json) throws IOException {
    json.setPrettyPrinter(new CellPerLine());
    json.writeStartObject();
    for (CellResult result : results) {
      if (result.evidence().isPresent()) {
        json.writeObjectFieldStart(result.cell().id());
        write(result.cell(), result.evidence().get(), json);
        json.writeEndObject();
      }
    }
    json.writeEndObject();
  }

  private static void write(Cell cell, Evidence evidence, JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("inputs");
    for (Evidence.Input input : evidence.inputs()) {
      json.writeStartObject();
      json.writeStringField("name", input.name());
      json.writeStringField("type", input.type().element().id());
      json.writeArrayFieldStart("shape");
      for (int size : input.type().shape()) {
        json.writeNumber(size);
      }
      json.writeEndArray();
      json.writeStringField("meaning", input.type().meaning());
      json.writeArrayFieldStart("head");
      for (String value : input.head()) {
        json.writeString(value);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
    if (evidence.output().isPresent()) {
      json.writeNumberField("count", evidence.output().get().count());
      json.writeArrayFieldStart("elements");
      for (Element element : evidence.output().get().elements()) {
        write(cell.shape(), element, json);
      }
      json.writeEndArray();
    }
  }

  private static void write(Shape shape, Element element, JsonGenerator json) throws IOException {
    int row = element.index() / shape.n();
    json.writeStartObject();
    json.writeArrayFieldStart("at");
    json.writeNumber(row / shape.m());
    json.writeNumber(row % shape.m());
    json.writeNumber(element.index() % shape.n());
    json.writeEndArray();
    writeValue(json, "y", element.got());
    writeValue(json, "reference", element.reference());
    writeValue(json, "error", element.error());
    writeValue(json, "ratio", element.ratio());
    json.writeBooleanField("wrong", element.wrong());
    json.writeEndObject();
  }

  /** A value, which may well be a NaN; JSON has neither that nor infinity, so they are strings. */
  private static void writeValue(JsonGenerator json, String name, double value) throws IOException {
    if (Double.isFinite(value)) {
      json.writeNumberField(name, value);
    } else {
      json.writeStringField(name, Double.toString(value));
    }
  }
}
