package io.github.kernelconformance.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.kernelconformance.family.ArrayType;
import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.verdict.Element;
import io.github.kernelconformance.verdict.Evidence;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The evidence of cells, as {@code report.json} and the HTML report hold it. */
final class JsonEvidence {

  private static final String OUTPUTS = "outputs";

  private JsonEvidence() {}

  /** Writes one document: the evidence of some cells, by the cell's id. */
  static void write(Map<Cell, Evidence> evidence, JsonGenerator json) throws IOException {
    json.setPrettyPrinter(new CellPerLine());
    json.writeStartObject();
    for (Map.Entry<Cell, Evidence> of : evidence.entrySet()) {
      json.writeFieldName(of.getKey().id());
      write(of.getValue(), json);
    }
    json.writeEndObject();
  }

  /** Writes the object of one cell. */
  static void write(Evidence evidence, JsonGenerator json) throws IOException {
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
    if (!evidence.outputs().isEmpty()) {
      json.writeArrayFieldStart(OUTPUTS);
      for (Evidence.Output output : evidence.outputs()) {
        write(output, json);
      }
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  private static void write(Evidence.Output output, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", output.name());
    json.writeStringField("type", output.type().element().id());
    json.writeArrayFieldStart("shape");
    for (int size : output.type().shape()) {
      json.writeNumber(size);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("indices");
    for (String index : output.type().indices()) {
      json.writeString(index);
    }
    json.writeEndArray();
    json.writeStringField("meaning", output.type().meaning());
    json.writeBooleanField("rounded", output.rounded());
    json.writeArrayFieldStart("elements");
    for (Element element : output.elements()) {
      write(output.type(), element, json);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void write(ArrayType type, Element element, JsonGenerator json)
      throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart("at");
    for (int index : type.at(element.index())) {
      json.writeNumber(index);
    }
    json.writeEndArray();
    writeValue(json, "got", element.got());
    writeValue(json, "reference", element.reference());
    writeValue(json, "error", element.error());
    writeValue(json, "ratio", element.ratio());
    json.writeBooleanField("wrong", element.wrong());
    json.writeEndObject();
  }

  /** A value, which may well be a NaN; JSON has neither that nor infinity, so they are strings. */
  static void writeValue(JsonGenerator json, String name, double value) throws IOException {
    if (Double.isFinite(value)) {
      json.writeNumberField(name, value);
    } else {
      json.writeStringField(name, Double.toString(value));
    }
  }

  /** The evidence of a cell, but for the whole of its output, which the object does not hold. */
  static Evidence read(JsonFields json) throws ReportException {
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
    List<Evidence.Output> outputs = new ArrayList<>();
    if (json.has(OUTPUTS)) {
      for (JsonFields output : json.list(OUTPUTS)) {
        outputs.add(output(output));
      }
    }
    return new Evidence(inputs, outputs);
  }

  private static Evidence.Output output(JsonFields json) throws ReportException {
    ArrayType type =
        ArrayType.dense(
            json.choice("type", List.of(ArrayType.Element.values()), ArrayType.Element::id),
            json.integers("shape"),
            json.strings("indices"),
            json.text("meaning"));
    List<Element> elements = new ArrayList<>();
    for (JsonFields element : json.list("elements")) {
      elements.add(
          new Element(
              index(type.shape(), element),
              element.value("got"),
              element.value("reference"),
              element.value("error"),
              element.value("ratio")));
    }
    return new Evidence.Output(
        json.text("name"), type, Optional.empty(), json.flag("rounded"), elements);
  }

  private static int index(List<Integer> shape, JsonFields json) throws ReportException {
    List<Integer> at = json.integers("at");
    int index = 0;
    for (int i = 0; i < shape.size(); i++) {
      if (at.size() != shape.size() || at.get(i) < 0 || at.get(i) >= shape.get(i)) {
        throw json.wrong("at", "a place in an output whose sizes are " + shape);
      }
      index = index * shape.get(i) + at.get(i);
    }
    return index;
  }
}
