package io.github.kernelconformance.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.kernelconformance.coverage.BranchCoverage;
import io.github.kernelconformance.coverage.ContractCoverage;
import io.github.kernelconformance.coverage.CoverageFigures;
import io.github.kernelconformance.coverage.FileCoverage;
import io.github.kernelconformance.coverage.LineCoverage;
import io.github.kernelconformance.coverage.LoopCoverage;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/** {@code coverage.json}. Its schema is {@code docs/schema/coverage.schema.json}. */
final class CoverageJson {

  /** The version of the format. A new field does not change it; a reader passes over those. */
  private static final int SCHEMA_VERSION = 1;

  private CoverageJson() {}

  static void write(CoverageReport report, Writer file) throws IOException {
    try (JsonGenerator json = JsonReport.FACTORY.createGenerator(file)) {
      json.setPrettyPrinter(new CellPerLine());
      json.writeStartObject();
      json.writeNumberField("schemaVersion", SCHEMA_VERSION);
      json.writeStringField("description", report.description());
      if (!report.narrowed().isEmpty()) {
        json.writeStringField("narrowed", report.narrowed());
      }
      figures(json, report.figures());
      json.writeArrayFieldStart("contracts");
      for (ContractCoverage it : report.contracts()) {
        contract(json, it);
      }
      json.writeEndArray();
      json.writeEndObject();
      json.writeRaw('\n');
    }
  }

  private static void contract(JsonGenerator json, ContractCoverage contract) throws IOException {
    json.writeStartObject();
    json.writeStringField("contract", contract.contract());
    json.writeNumberField("cells", contract.cells());
    strings(json, "kernels", contract.kernels());
    figures(json, contract.figures());
    json.writeArrayFieldStart("files");
    for (FileCoverage it : contract.files()) {
      file(json, it);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void figures(JsonGenerator json, CoverageFigures figures) throws IOException {
    json.writeObjectFieldStart("summary");
    json.writeNumberField("lines", figures.lines());
    json.writeNumberField("linesRun", figures.linesRun());
    json.writeNumberField("sides", figures.sides());
    json.writeNumberField("sidesTaken", figures.sidesTaken());
    json.writeNumberField("trips", figures.trips());
    json.writeNumberField("tripsMade", figures.tripsMade());
    json.writeEndObject();
  }

  private static void file(JsonGenerator json, FileCoverage file) throws IOException {
    json.writeStartObject();
    json.writeStringField("path", file.path());
    figures(json, file.figures());
    strings(json, "missed", file.missed());
    json.writeArrayFieldStart("lines");
    for (LineCoverage it : file.lines()) {
      json.writeStartObject();
      json.writeNumberField("line", it.line());
      json.writeNumberField("count", it.count());
      json.writeNumberField("cells", it.cells());
      if (it.ran() && !it.without().isEmpty()) {
        strings(json, "without", it.without());
      }
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("branches");
    for (BranchCoverage it : file.branches()) {
      json.writeStartObject();
      json.writeNumberField("line", it.line());
      json.writeStringField("text", it.text());
      json.writeNumberField("taken", it.taken());
      if (!it.label()) {
        json.writeNumberField("notTaken", it.other());
      }
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("loops");
    for (LoopCoverage it : file.loops()) {
      json.writeStartObject();
      json.writeNumberField("line", it.line());
      json.writeStringField("keyword", it.keyword());
      json.writeNumberField("none", it.none());
      json.writeNumberField("one", it.one());
      json.writeNumberField("many", it.many());
      strings(json, "possible", it.possibleNames());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void strings(JsonGenerator json, String name, List<String> values)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (String it : values) {
      json.writeString(it);
    }
    json.writeEndArray();
  }
}
