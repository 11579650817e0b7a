package io.github.kernelconformance.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.kernelconformance.family.ArrayType;
import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.matrix.Shape;
import io.github.kernelconformance.verdict.Element;
import io.github.kernelconformance.verdict.Evidence;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The evidence of cells, as {@code report.json} and the HTML report hold it. */
final class JsonEvidence {

  private static final String ELEMENTS = "elements";

  private JsonEvidence() {}

  /** Writes one document: the evidence of some cells, by the cell's id. */
  static void write(Map<Cell, Evidence> evidence, JsonGenerator json) throws IOException {
    json.setPrettyPrinter(new CellPerLine());
    json.writeStartObject();
    for (Map.Entry<Cell, Evidence> of : evidence.entrySet()) {
      json.writeFieldName(of.getKey().id());
      write(of.getKey(), of.getValue(), json);
    }
    json.writeEndObject();
  }

  /** Writes the object of one cell. */
  static void write(Cell cell, Evidence evidence, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart("inputs");
    for (Evidence.Input input : evidence.inputs()) {
      json.writeStartObject();
      json.writeStringField("name", input.name());
      json.writeStringField("type", input.type().id());
      json.writeArrayFieldStart("shape");
      for (int size : input.shape()) {
        json.writeNumber(size);
      }
      json.writeEndArray();
      json.writeStringField("meaning", input.meaning());
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
      json.writeArrayFieldStart(ELEMENTS);
      for (Element element : evidence.output().get().elements()) {
        write(cell.shape(), element, json);
      }
      json.writeEndArray();
    }
    json.writeEndObject();
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

  /** The evidence of a cell, but for the whole of its output, which the object does not hold. */
  static Evidence read(Cell cell, JsonFields json) throws ReportException {
    List<Evidence.Input> inputs = new ArrayList<>();
    for (JsonFields input : json.list("inputs")) {
      inputs.add(
          new Evidence.Input(
              input.text("name"),
              input.choice("type", List.of(ArrayType.Element.values()), ArrayType.Element::id),
              input.integers("shape"),
              input.text("meaning"),
              input.strings("head")));
    }
    return new Evidence(
        inputs, json.has(ELEMENTS) ? Optional.of(output(cell, json)) : Optional.empty());
  }

  private static Evidence.Output output(Cell cell, JsonFields json) throws ReportException {
    List<Element> elements = new ArrayList<>();
    for (JsonFields element : json.list(ELEMENTS)) {
      elements.add(
          new Element(
              index(cell.shape(), element),
              element.value("y"),
              element.value("reference"),
              element.value("error"),
              element.value("ratio")));
    }
    return new Evidence.Output(Optional.empty(), json.integer("count"), elements);
  }

  private static int index(Shape shape, JsonFields json) throws ReportException {
    List<Integer> at = json.integers("at");
    List<Integer> sizes = List.of(shape.batch(), shape.m(), shape.n());
    int index = 0;
    for (int i = 0; i < sizes.size(); i++) {
      if (at.size() != sizes.size() || at.get(i) < 0 || at.get(i) >= sizes.get(i)) {
        throw json.wrong("at", "a place in y, whose sizes are " + sizes);
      }
      index = index * sizes.get(i) + at.get(i);
    }
    return index;
  }
}
