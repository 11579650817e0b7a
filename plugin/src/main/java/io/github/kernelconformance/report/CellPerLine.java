package io.github.kernelconformance.report;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.IOException;

/**
 * A layout with a line for each field of the document and for each element of its arrays, and with
 * the same line ends on every platform. For one document.
 */
final class CellPerLine extends MinimalPrettyPrinter {

  private static final int FIELD = 1;
  private static final int ELEMENT = 2;

  private int depth;

  @Override
  public void writeStartObject(JsonGenerator json) throws IOException {
    super.writeStartObject(json);
    depth++;
  }

  @Override
  public void beforeObjectEntries(JsonGenerator json) throws IOException {
    lineAt(FIELD, json);
  }

  @Override
  public void writeObjectEntrySeparator(JsonGenerator json) throws IOException {
    super.writeObjectEntrySeparator(json);
    lineAt(FIELD, json);
  }

  @Override
  public void writeEndObject(JsonGenerator json, int entries) throws IOException {
    depth--;
    lineAt(FIELD - 1, json);
    super.writeEndObject(json, entries);
  }

  @Override
  public void writeStartArray(JsonGenerator json) throws IOException {
    super.writeStartArray(json);
    depth++;
  }

  @Override
  public void beforeArrayValues(JsonGenerator json) throws IOException {
    lineAt(ELEMENT, json);
  }

  @Override
  public void writeArrayValueSeparator(JsonGenerator json) throws IOException {
    super.writeArrayValueSeparator(json);
    lineAt(ELEMENT, json);
  }

  @Override
  public void writeEndArray(JsonGenerator json, int values) throws IOException {
    depth--;
    lineAt(ELEMENT - 1, json);
    super.writeEndArray(json, values);
  }

  private void lineAt(int level, JsonGenerator json) throws IOException {
    if (depth == level) {
      json.writeRaw("\n" + "  ".repeat(level));
    }
  }
}
