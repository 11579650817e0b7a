package io.github.kernelconformance.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.kernelconformance.matrix.Axis;
import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.matrix.Coordinates;
import io.github.kernelconformance.verdict.CellResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The axes of contracts, as {@code report.json} tells them once, and the coordinates of cells. With
 * them a reader knows the cells of contracts that it has never heard of.
 */
final class JsonAxes {

  /** The field of a document that has its contracts by name. */
  static final String FIELD = "contracts";

  /**
   * What a report tells of a contract.
   *
   * @param qualified whether ids start with the contract's name
   */
  record Contract(boolean qualified, List<Axis> axes) {}

  private JsonAxes() {}

  /** The first cell of each contract by its name, in the order of the cells. */
  static Map<String, Cell> contracts(List<CellResult> results) {
    Map<String, Cell> contracts = new LinkedHashMap<>();
    results.forEach(it -> contracts.putIfAbsent(it.cell().contract(), it.cell()));
    return contracts;
  }

  /** Writes what a cell tells of its contract into the contract's object. */
  static void write(Cell cell, JsonGenerator json) throws IOException {
    json.writeBooleanField("qualified", cell.qualified());
    json.writeArrayFieldStart("axes");
    for (Axis axis : cell.at().axes()) {
      json.writeStartObject();
      json.writeStringField("name", axis.name());
      json.writeStringField("title", axis.title());
      json.writeStringField("label", axis.label());
      json.writeStringField("omitted", axis.omitted());
      json.writeStringField("role", axis.role().id());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /** Writes the field with the coordinates of a cell. */
  static void write(Coordinates at, JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("at");
    for (int i = 0; i < at.axes().size(); i++) {
      if (at.values().get(i) instanceof Integer number) {
        json.writeNumberField(at.axes().get(i).name(), number);
      } else {
        json.writeStringField(at.axes().get(i).name(), (String) at.values().get(i));
      }
    }
    json.writeEndObject();
  }

  /** The contracts of a document, by name. */
  static Map<String, Contract> contracts(JsonFields document) throws ReportException {
    Map<String, Contract> contracts = new LinkedHashMap<>();
    for (Map.Entry<String, JsonFields> it : document.fields(FIELD).objects().entrySet()) {
      contracts.put(
          it.getKey(), new Contract(it.getValue().flag("qualified"), axes(it.getValue())));
    }
    return contracts;
  }

  private static List<Axis> axes(JsonFields contract) throws ReportException {
    List<Axis> axes = new ArrayList<>();
    for (JsonFields axis : contract.list("axes")) {
      axes.add(
          new Axis(
              axis.text("name"),
              axis.text("title"),
              axis.text("label"),
              axis.text("omitted"),
              axis.choice("role", List.of(Axis.Role.values()), Axis.Role::id)));
    }
    return axes;
  }

  /** The coordinates of a cell's object. */
  static Coordinates at(List<Axis> axes, JsonFields cell) throws ReportException {
    JsonFields at = cell.fields("at");
    List<Object> values = new ArrayList<>();
    for (Axis axis : axes) {
      values.add(
          axis.isSize() || at.isInteger(axis.name())
              ? (Object) at.integer(axis.name())
              : at.text(axis.name()));
    }
    return new Coordinates(axes, values);
  }
}
