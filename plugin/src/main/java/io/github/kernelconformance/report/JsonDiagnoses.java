package io.github.kernelconformance.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.kernelconformance.family.Hypothesis;
import io.github.kernelconformance.family.Hypothesis.Origin;
import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.verdict.CellResult;
import io.github.kernelconformance.verdict.Diagnosis;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The diagnoses of a {@code report.json}, written and read back. */
final class JsonDiagnoses {

  private static final String FIELD = "diagnoses";
  private static final String EXPLAINED = "explained";
  private static final String OTHERS = "others";
  private static final String UNTRIED = "untried";

  private JsonDiagnoses() {}

  /** Writes the field, unless there are none. */
  static void write(List<Diagnosis> diagnoses, JsonGenerator json) throws IOException {
    if (diagnoses.isEmpty()) {
      return;
    }
    json.writeArrayFieldStart(FIELD);
    for (Diagnosis diagnosis : diagnoses) {
      json.writeStartObject();
      json.writeStringField("sentence", diagnosis.sentence());
      json.writeArrayFieldStart("causes");
      for (Hypothesis cause : diagnosis.causes()) {
        write(cause, json);
      }
      json.writeEndArray();
      write(EXPLAINED, diagnosis.explained(), json);
      write(OTHERS, diagnosis.others(), json);
      write(UNTRIED, diagnosis.untried(), json);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void write(Hypothesis cause, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", cause.id());
    json.writeStringField("words", cause.words());
    if (!cause.place().isEmpty()) {
      json.writeStringField("place", cause.place());
    }
    json.writeStringField("origin", cause.origin().name().toLowerCase(Locale.ROOT));
    json.writeEndObject();
  }

  private static void write(String name, List<Cell> cells, JsonGenerator json) throws IOException {
    json.writeArrayFieldStart(name);
    for (Cell cell : cells) {
      json.writeString(cell.id());
    }
    json.writeEndArray();
  }

  /**
   * The diagnoses.
   *
   * @param json the document
   * @param results its cells
   */
  static List<Diagnosis> read(JsonFields json, List<CellResult> results) throws ReportException {
    List<Diagnosis> diagnoses = new ArrayList<>();
    if (json.has(FIELD)) {
      Map<String, Cell> cells = new HashMap<>();
      results.forEach(it -> cells.put(it.cell().id(), it.cell()));
      for (JsonFields diagnosis : json.list(FIELD)) {
        List<Hypothesis> causes = new ArrayList<>();
        for (JsonFields cause : diagnosis.list("causes")) {
          causes.add(cause(cause));
        }
        diagnoses.add(
            new Diagnosis(
                causes,
                cells(diagnosis, EXPLAINED, cells),
                cells(diagnosis, OTHERS, cells),
                cells(diagnosis, UNTRIED, cells)));
      }
    }
    return diagnoses;
  }

  private static Hypothesis cause(JsonFields json) throws ReportException {
    String place = json.has("place") ? json.text("place") : "";
    String origin = json.text("origin");
    for (Origin known : Origin.values()) {
      if (known.name().toLowerCase(Locale.ROOT).equals(origin)) {
        return new Hypothesis(json.text("id"), json.text("words"), place, known);
      }
    }
    throw json.wrong("origin", "where a cause comes from");
  }

  private static List<Cell> cells(JsonFields json, String name, Map<String, Cell> cells)
      throws ReportException {
    List<Cell> read = new ArrayList<>();
    for (String id : json.strings(name)) {
      Cell cell = cells.get(id);
      if (cell == null) {
        throw json.wrong(name, "the ids of cells of the report");
      }
      read.add(cell);
    }
    return read;
  }
}
