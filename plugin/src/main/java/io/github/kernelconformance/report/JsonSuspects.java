package io.github.kernelconformance.report;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.kernelconformance.family.Families;
import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.verdict.CellResult;
import io.github.kernelconformance.verdict.KernelSuspects;
import io.github.kernelconformance.verdict.Status;
import io.github.kernelconformance.verdict.Suspect;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The suspect lines in {@code report.json}, by kernel, with the wrong cells of each. */
final class JsonSuspects {

  private static final String FIELD = "suspects";

  /** Of each kernel. */
  private static final int MOST_LINES = 10;

  private JsonSuspects() {}

  /** Writes them; nothing where there are none. */
  static void write(Report report, JsonGenerator json) throws IOException {
    if (report.suspects().isEmpty()) {
      return;
    }
    Map<String, List<String>> cells = wrongCells(report.results());
    json.writeArrayFieldStart(FIELD);
    for (KernelSuspects kernel : report.suspects()) {
      json.writeStartObject();
      json.writeStringField("kernel", kernel.kernel());
      json.writeArrayFieldStart("cells");
      for (String id : cells.getOrDefault(kernel.kernel(), List.of())) {
        json.writeString(id);
      }
      json.writeEndArray();
      writeLines(kernel.lines(), json);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static Map<String, List<String>> wrongCells(List<CellResult> results) {
    Families families = new Families();
    return results.stream()
        .filter(result -> result.status() == Status.MISMATCH)
        .map(CellResult::cell)
        .collect(groupingBy(families::kernel, mapping(Cell::id, toList())));
  }

  private static void writeLines(List<Suspect> lines, JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("lines");
    for (Suspect line : lines.subList(0, Math.min(lines.size(), MOST_LINES))) {
      writeLine(line, json);
    }
    json.writeEndArray();
  }

  /** Writes a line's object. */
  static void writeLine(Suspect line, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("file", line.file());
    json.writeNumberField("line", line.line());
    json.writeNumberField("score", line.score());
    json.writeStringField("text", line.text());
    json.writeEndObject();
  }

  /** Reads them back. */
  static List<KernelSuspects> read(JsonFields json) throws ReportException {
    List<KernelSuspects> suspects = new ArrayList<>();
    if (json.has(FIELD)) {
      for (JsonFields kernel : json.list(FIELD)) {
        suspects.add(new KernelSuspects(kernel.text("kernel"), lines(kernel)));
      }
    }
    return suspects;
  }

  private static List<Suspect> lines(JsonFields json) throws ReportException {
    List<Suspect> lines = new ArrayList<>();
    for (JsonFields line : json.list("lines")) {
      lines.add(
          new Suspect(
              line.text("file"), line.integer("line"), line.figure("score"), line.text("text")));
    }
    return lines;
  }
}
