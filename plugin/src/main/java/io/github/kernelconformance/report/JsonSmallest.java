package io.github.kernelconformance.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.kernelconformance.family.ArrayType;
import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.msl.SourceLocation;
import io.github.kernelconformance.verdict.Contents;
import io.github.kernelconformance.verdict.SmallestCase;
import io.github.kernelconformance.verdict.SmallestCase.Dispatch;
import io.github.kernelconformance.verdict.SmallestCase.Given;
import io.github.kernelconformance.verdict.SmallestCase.NonZero;
import io.github.kernelconformance.verdict.SmallestCase.Search;
import io.github.kernelconformance.verdict.SmallestCase.Source;
import io.github.kernelconformance.verdict.SmallestCase.Use;
import io.github.kernelconformance.verdict.SmallestCase.Wrong;
import io.github.kernelconformance.verdict.Status;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The smallest failing cases of a {@code report.json}. */
final class JsonSmallest {

  private static final String FIELD = "smallest";

  private JsonSmallest() {}

  /** Writes the field; nothing if there is no case. */
  static void write(List<SmallestCase> cases, JsonGenerator json) throws IOException {
    if (cases.isEmpty()) {
      return;
    }
    json.writeArrayFieldStart(FIELD);
    for (SmallestCase it : cases) {
      write(it, json);
    }
    json.writeEndArray();
  }

  private static void write(SmallestCase it, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart("groups");
    for (String group : it.groups()) {
      json.writeString(group);
    }
    json.writeEndArray();
    json.writeNumberField("failures", it.failures());
    json.writeStringField("from", it.from());
    json.writeStringField("id", it.cell().id());
    json.writeStringField("contract", it.cell().contract());
    json.writeStringField("kernel", it.cell().kernel());
    json.writeBooleanField("routed", it.cell().routed());
    JsonAxes.write(it.cell().at(), json);
    json.writeBooleanField("inMatrix", it.inMatrix());
    json.writeStringField("status", it.status().id());
    json.writeStringField("message", it.message());
    if (it.kernel().at().isPresent()) {
      json.writeStringField("file", it.kernel().at().get().file());
      json.writeNumberField("line", it.kernel().at().get().line());
    }
    json.writeStringField("expression", it.kernel().expression());
    json.writeObjectFieldStart("constants");
    for (Map.Entry<String, String> constant : it.kernel().constants().entrySet()) {
      json.writeStringField(constant.getKey(), constant.getValue());
    }
    json.writeEndObject();
    integers("threadgroups", it.grid().threadgroups(), json);
    integers("threadsPerThreadgroup", it.grid().threadsPerThreadgroup(), json);
    if (!it.grid().threads().isEmpty()) {
      integers("threads", it.grid().threads(), json);
    }
    json.writeArrayFieldStart("arguments");
    for (Given given : it.given()) {
      write(given, json);
    }
    json.writeEndArray();
    json.writeNumberField("changeable", it.changeable());
    json.writeNumberField("nonZero", it.nonZero());
    json.writeArrayFieldStart("elements");
    for (NonZero element : it.elements()) {
      json.writeStartObject();
      json.writeStringField("argument", element.argument());
      json.writeStringField("what", element.what());
      integers("at", element.at(), json);
      JsonEvidence.writeValue(json, "value", element.value());
      json.writeBooleanField("zero", element.zero());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("wrong");
    for (Wrong wrong : it.wrong()) {
      json.writeStartObject();
      json.writeStringField("output", wrong.output());
      integers("at", wrong.at(), json);
      JsonEvidence.writeValue(json, "got", wrong.got());
      JsonEvidence.writeValue(json, "expected", wrong.expected());
      JsonEvidence.writeValue(json, "bound", wrong.bound());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeNumberField("launches", it.search().launches());
    json.writeStringField("stopped", it.search().stopped());
    json.writeEndObject();
  }

  private static void write(Given given, JsonGenerator json) throws IOException {
    json.writeStartObject();
    if (given.index() >= 0) {
      json.writeNumberField("index", given.index());
    }
    json.writeStringField("name", given.name());
    json.writeStringField("use", given.use().id());
    json.writeStringField("what", given.what());
    json.writeNumberField("bytes", given.bytes());
    json.writeNumberField("offset", given.offset());
    if (given.contents().isPresent()) {
      Contents contents = given.contents().get();
      json.writeStringField("type", contents.type().id());
      json.writeNumberField("elements", contents.elements());
      json.writeArrayFieldStart("runs");
      for (Contents.Run run : contents.runs()) {
        json.writeStartObject();
        json.writeNumberField("first", run.first());
        json.writeNumberField("last", run.last());
        json.writeStringField("value", run.value());
        json.writeEndObject();
      }
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  private static void integers(String name, List<Integer> values, JsonGenerator json)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (int value : values) {
      json.writeNumber(value);
    }
    json.writeEndArray();
  }

  /**
   * The cases of a document.
   *
   * @param contracts of the document, by name
   */
  static List<SmallestCase> read(JsonFields json, Map<String, JsonAxes.Contract> contracts)
      throws ReportException {
    List<SmallestCase> cases = new ArrayList<>();
    if (json.has(FIELD)) {
      for (JsonFields it : json.list(FIELD)) {
        cases.add(smallest(it, contracts));
      }
    }
    return cases;
  }

  private static SmallestCase smallest(JsonFields json, Map<String, JsonAxes.Contract> contracts)
      throws ReportException {
    Cell cell = JsonCells.cell(json, contracts);
    List<Given> given = new ArrayList<>();
    for (JsonFields argument : json.list("arguments")) {
      given.add(given(argument));
    }
    List<NonZero> elements = new ArrayList<>();
    for (JsonFields it : json.list("elements")) {
      elements.add(
          new NonZero(
              it.text("argument"),
              it.text("what"),
              it.integers("at"),
              it.value("value"),
              it.flag("zero")));
    }
    List<Wrong> wrong = new ArrayList<>();
    for (JsonFields it : json.list("wrong")) {
      wrong.add(
          new Wrong(
              it.text("output"),
              it.integers("at"),
              it.value("got"),
              it.value("expected"),
              it.value("bound")));
    }
    return new SmallestCase(
        json.strings("groups"),
        json.integer("failures"),
        json.text("from"),
        cell,
        json.flag("inMatrix"),
        json.choice("status", List.of(Status.values()), Status::id),
        json.text("message"),
        new Source(
            json.has("line")
                ? Optional.of(new SourceLocation(json.text("file"), json.integer("line")))
                : Optional.empty(),
            json.text("expression"),
            json.fields("constants").texts()),
        new Dispatch(
            json.integers("threadgroups"),
            json.integers("threadsPerThreadgroup"),
            json.has("threads") ? json.integers("threads") : List.of()),
        given,
        elements,
        json.integer("nonZero"),
        json.integer("changeable"),
        wrong,
        new Search(json.integer("launches"), json.text("stopped")));
  }

  private static Given given(JsonFields json) throws ReportException {
    return new Given(
        json.has("index") ? json.integer("index") : -1,
        json.text("name"),
        json.choice("use", List.of(Use.values()), Use::id),
        json.text("what"),
        json.integer("bytes"),
        json.integer("offset"),
        json.has("runs") ? Optional.of(contents(json)) : Optional.empty());
  }

  private static Contents contents(JsonFields json) throws ReportException {
    List<Contents.Run> runs = new ArrayList<>();
    for (JsonFields run : json.list("runs")) {
      runs.add(new Contents.Run(run.integer("first"), run.integer("last"), run.text("value")));
    }
    return new Contents(
        json.choice("type", List.of(ArrayType.Element.values()), ArrayType.Element::id),
        json.integer("elements"),
        runs);
  }
}
