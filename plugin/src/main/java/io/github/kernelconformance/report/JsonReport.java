package io.github.kernelconformance.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import io.github.kernelconformance.device.Finding;
import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.msl.SourceLocation;
import io.github.kernelconformance.toolchain.AtomicFile;
import io.github.kernelconformance.verdict.CellResult;
import io.github.kernelconformance.verdict.ContractFacts;
import io.github.kernelconformance.verdict.Evidence;
import io.github.kernelconformance.verdict.Findings;
import io.github.kernelconformance.verdict.KernelSuspects;
import io.github.kernelconformance.verdict.Summary;
import io.github.kernelconformance.verdict.Suspect;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * {@code report.json}: the device, the settings, a summary and every cell in matrix order, a cell a
 * line so that line tools can search and compare reports. Its schema is {@code
 * docs/schema/report.schema.json}; {@link JsonReportReader} reads it back.
 *
 * <p>JSON has no NaN and no infinity. A figure that was not measured is {@code null}; an infinite
 * one is the string {@code "Infinity"}, which most languages' number parsers accept.
 */
public final class JsonReport implements ReportWriter {

  /** The file's name. */
  public static final String FILE = "report.json";

  /** The version of the format. A new field does not change it; a reader passes over those. */
  static final int SCHEMA_VERSION = 2;

  /**
   * The JDK's own shortest form of a double changed in release 19; Jackson's is the same on all.
   */
  static final JsonFactory FACTORY =
      JsonFactory.builder().enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER).build();

  @Override
  public void write(Report report, Path directory) throws IOException {
    AtomicFile.write(
        directory.resolve(FILE),
        file -> {
          try (JsonGenerator json = FACTORY.createGenerator(file)) {
            write(report, report.evidence(), json);
            json.writeRaw('\n');
          }
        });
  }

  /**
   * Writes the document, a cell a line.
   *
   * @param evidence of the cells that are to have it
   */
  static void write(Report report, Map<Cell, Evidence> evidence, JsonGenerator json)
      throws IOException {
    json.setPrettyPrinter(new CellPerLine());
    json.writeStartObject();
    json.writeNumberField("schemaVersion", SCHEMA_VERSION);
    json.writeStringField("device", report.device());
    json.writeStringField("description", report.description());
    writeSettings(json, report.settings());
    if (report.part().isPresent()) {
      writePart(json, report.part().get());
    }
    json.writeFieldName("summary");
    writeSummary(json, report.summary());
    writeContracts(json, report);
    writeKernels(json, report.kernels());
    writeSuspects(json, report.explanation().suspects());
    JsonDiagnoses.write(report.explanation().diagnoses(), json);
    JsonSmallest.write(report.explanation().smallest(), json);
    json.writeArrayFieldStart("cells");
    for (CellResult result : report.results()) {
      writeCell(json, result, Optional.ofNullable(evidence.get(result.cell())));
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void writeSettings(JsonGenerator json, Map<String, String> settings)
      throws IOException {
    json.writeObjectFieldStart("settings");
    for (Map.Entry<String, String> setting : settings.entrySet()) {
      json.writeStringField(setting.getKey(), setting.getValue());
    }
    json.writeEndObject();
  }

  private static void writePart(JsonGenerator json, Part part) throws IOException {
    json.writeObjectFieldStart("shard");
    json.writeNumberField("index", part.shard().index());
    json.writeNumberField("count", part.shard().count());
    json.writeStringField("matrix", part.matrix());
    json.writeNumberField("cells", part.cells());
    json.writeArrayFieldStart("positions");
    for (int position : part.positions()) {
      json.writeNumber(position);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void writeContracts(JsonGenerator json, Report report) throws IOException {
    Map<String, ContractFacts> facts =
        report.facts().stream().collect(Collectors.toMap(ContractFacts::contract, it -> it));
    json.writeObjectFieldStart(JsonAxes.FIELD);
    for (Map.Entry<String, Cell> contract : JsonAxes.contracts(report.results()).entrySet()) {
      json.writeObjectFieldStart(contract.getKey());
      JsonAxes.write(contract.getValue(), json);
      JsonFacts.write(facts.get(contract.getKey()), json);
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private static void writeKernels(JsonGenerator json, Map<String, SourceLocation> kernels)
      throws IOException {
    json.writeObjectFieldStart("kernels");
    for (Map.Entry<String, SourceLocation> kernel : kernels.entrySet()) {
      json.writeFieldName(kernel.getKey());
      writeLocation(json, kernel.getValue());
    }
    json.writeEndObject();
  }

  private static void writeLocation(JsonGenerator json, SourceLocation location)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("file", location.file());
    json.writeNumberField("line", location.line());
    json.writeEndObject();
  }

  /** The counts as an object. */
  static void writeSummary(JsonGenerator json, Summary summary) throws IOException {
    json.writeStartObject();
    json.writeNumberField("cells", summary.cells());
    json.writeNumberField("passed", summary.passed());
    json.writeNumberField("failed", summary.failed());
    json.writeNumberField("skipped", summary.skipped());
    json.writeNumberField("expected", summary.expected());
    json.writeNumberField("vacuous", summary.vacuous());
    json.writeEndObject();
  }

  /** Writes a suspect line's object. */
  static void writeSuspect(JsonGenerator json, Suspect line) throws IOException {
    json.writeStartObject();
    json.writeStringField("file", line.file());
    json.writeNumberField("line", line.line());
    if (line.lastLine() > line.line()) {
      json.writeNumberField("lastLine", line.lastLine());
    }
    json.writeNumberField("score", line.score());
    json.writeStringField("text", line.text());
    if (!line.basis().isEmpty()) {
      json.writeStringField("basis", line.basis());
    }
    json.writeEndObject();
  }

  private static void writeSuspects(JsonGenerator json, List<KernelSuspects> suspects)
      throws IOException {
    if (suspects.isEmpty()) {
      return;
    }
    json.writeArrayFieldStart("suspects");
    for (KernelSuspects kernel : suspects) {
      json.writeStartObject();
      json.writeStringField("kernel", kernel.kernel());
      json.writeStringField("contract", kernel.cell().contract());
      json.writeStringField("variant", kernel.cell().variant());
      json.writeArrayFieldStart("lines");
      for (Suspect line : kernel.lines()) {
        writeSuspect(json, line);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /**
   * Writes a cell's object.
   *
   * @param evidence as far as it is to be shown
   */
  static void writeCell(JsonGenerator json, CellResult result, Optional<Evidence> evidence)
      throws IOException {
    Cell cell = result.cell();
    json.writeStartObject();
    json.writeStringField("id", cell.id());
    json.writeStringField("contract", cell.contract());
    json.writeStringField("kernel", cell.kernel());
    json.writeBooleanField("routed", cell.routed());
    JsonAxes.write(cell.at(), json);
    json.writeStringField("status", result.status().id());
    json.writeNumberField("wrong", result.measured().wrong());
    writeFigure(json, "relErr", result.measured().relErr());
    writeFigure(json, "boundRatio", result.measured().boundRatio());
    writeFigure(json, "maxAbs", result.measured().maxAbs());
    writeFigure(json, "maxAbsReference", result.measured().maxAbsReference());
    if (result.measured().elements() > 0) {
      writeFigure(json, "tolerance", result.measured().tolerance());
      writeFigure(json, "rounding", result.measured().rounding());
      json.writeNumberField("elements", result.measured().elements());
      json.writeNumberField("vacuous", result.measured().vacuous());
    }
    JsonFacts.write(result.blindness(), json);
    json.writeStringField("message", result.message());
    if (result.expected().isPresent()) {
      json.writeObjectFieldStart("expected");
      json.writeStringField("reason", result.expected().get().reason());
      json.writeBooleanField("flaky", result.expected().get().flaky());
      json.writeEndObject();
    }
    if (!result.findings().isEmpty()) {
      json.writeArrayFieldStart("findings");
      for (Finding finding : result.findings()) {
        writeFinding(json, finding);
      }
      json.writeEndArray();
    }
    if (result.redundantWrites() > 0) {
      json.writeNumberField("redundantWrites", result.redundantWrites());
    }
    if (result.crashedAt().isPresent()) {
      json.writeFieldName("crashedAt");
      writeLocation(json, result.crashedAt().get());
    }
    if (result.lostWorker().isPresent()) {
      json.writeStringField("lostWorker", result.lostWorker().get());
    }
    if (evidence.isPresent()) {
      json.writeFieldName("evidence");
      JsonEvidence.write(evidence.get(), json);
    }
    json.writeEndObject();
  }

  private static void writeFinding(JsonGenerator json, Finding finding) throws IOException {
    json.writeStartObject();
    json.writeStringField("kind", Findings.status(finding.kind()).id());
    json.writeStringField("message", finding.message());
    json.writeStringField("kernel", finding.kernel());
    writeSite(json, finding.site());
    if (finding.access().isPresent()) {
      Finding.Access access = finding.access().get();
      json.writeBooleanField("write", access.write());
      json.writeStringField("buffer", access.buffer());
      json.writeNumberField("offset", access.offset());
      json.writeNumberField("bytes", access.bytes());
      json.writeNumberField("outBy", access.outBy());
      json.writeNumberField("element", access.element());
    }
    if (finding.other().isPresent()) {
      json.writeObjectFieldStart("other");
      writeSite(json, finding.other().get());
      json.writeEndObject();
    }
    json.writeNumberField("count", finding.count());
    json.writeEndObject();
  }

  private static void writeSite(JsonGenerator json, Finding.Site site) throws IOException {
    if (site.line() > 0) {
      json.writeStringField("file", site.file());
      json.writeNumberField("line", site.line());
      json.writeNumberField("column", site.column());
    }
    if (site.lane() >= 0) {
      json.writeArrayFieldStart("threadgroup");
      for (int position : new int[] {site.x(), site.y(), site.z()}) {
        json.writeNumber(position);
      }
      json.writeEndArray();
      json.writeNumberField("simdgroup", site.simdgroup());
      json.writeNumberField("lane", site.lane());
    }
  }

  private static void writeFigure(JsonGenerator json, String name, double value)
      throws IOException {
    if (Double.isNaN(value)) {
      json.writeNullField(name);
    } else if (Double.isInfinite(value)) {
      json.writeStringField(name, Double.toString(value));
    } else {
      json.writeNumberField(name, value);
    }
  }
}
