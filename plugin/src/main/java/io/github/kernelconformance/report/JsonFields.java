package io.github.kernelconformance.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The fields of a JSON object. A field that is not as expected is reported with its place, a JSON
 * Pointer (RFC 6901); other fields are ignored.
 */
final class JsonFields {

  private final JsonNode object;
  private final String pointer;

  private JsonFields(JsonNode object, String pointer) {
    this.object = object;
    this.pointer = pointer;
  }

  /** The fields of a document. */
  static JsonFields of(JsonNode document) throws ReportException {
    return object(document, "");
  }

  boolean has(String name) {
    return object.has(name);
  }

  boolean isInteger(String name) {
    return object.path(name).isInt();
  }

  String text(String name) throws ReportException {
    JsonNode value = object.path(name);
    if (!value.isTextual()) {
      throw wrong(name, "a string");
    }
    return value.textValue();
  }

  int integer(String name) throws ReportException {
    JsonNode value = object.path(name);
    if (!value.canConvertToExactIntegral() || !value.canConvertToInt()) {
      throw wrong(name, "an integer");
    }
    return value.intValue();
  }

  long large(String name) throws ReportException {
    JsonNode value = object.path(name);
    if (!value.canConvertToExactIntegral() || !value.canConvertToLong()) {
      throw wrong(name, "an integer");
    }
    return value.longValue();
  }

  boolean flag(String name) throws ReportException {
    JsonNode value = object.path(name);
    if (!value.isBoolean()) {
      throw wrong(name, "true or false");
    }
    return value.booleanValue();
  }

  /** A number as {@link JsonReport} writes it: null for NaN, a string for an infinity. */
  double figure(String name) throws ReportException {
    JsonNode value = object.path(name);
    if (value.isNull()) {
      return Double.NaN;
    }
    if (!value.isNumber() && !value.asText().equals("Infinity")) {
      throw wrong(name, "a number, null or \"Infinity\"");
    }
    return value(name);
  }

  /** A value of an array, which may be a NaN: a number, or what {@link Double} calls it. */
  double value(String name) throws ReportException {
    JsonNode value = object.path(name);
    if (value.isNumber()) {
      return value.doubleValue();
    }
    return switch (value.asText()) {
      case "NaN" -> Double.NaN;
      case "Infinity" -> Double.POSITIVE_INFINITY;
      case "-Infinity" -> Double.NEGATIVE_INFINITY;
      default -> throw wrong(name, "a number, \"NaN\" or \"Infinity\"");
    };
  }

  /** The one of some values whose id the field has. */
  <T> T choice(String name, List<T> values, Function<T, String> id) throws ReportException {
    String text = text(name);
    return values.stream()
        .filter(value -> id.apply(value).equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                wrong(name, "one of " + values.stream().map(id).collect(Collectors.joining(", "))));
  }

  JsonFields fields(String name) throws ReportException {
    return object(object.path(name), pointer + "/" + name);
  }

  Optional<JsonFields> optional(String name) throws ReportException {
    return has(name) ? Optional.of(fields(name)) : Optional.empty();
  }

  /** The objects of an array. */
  List<JsonFields> list(String name) throws ReportException {
    List<JsonFields> list = new ArrayList<>();
    for (JsonNode element : array(name)) {
      list.add(object(element, "%s/%s/%d".formatted(pointer, name, list.size())));
    }
    return list;
  }

  List<Integer> integers(String name) throws ReportException {
    return elements(name, JsonNode::isInt, JsonNode::intValue, "an array of integers");
  }

  List<String> strings(String name) throws ReportException {
    return elements(name, JsonNode::isTextual, JsonNode::textValue, "an array of strings");
  }

  private <T> List<T> elements(
      String name, Predicate<JsonNode> right, Function<JsonNode, T> value, String expected)
      throws ReportException {
    List<T> list = new ArrayList<>();
    for (JsonNode element : array(name)) {
      if (!right.test(element)) {
        throw wrong(name, expected);
      }
      list.add(value.apply(element));
    }
    return list;
  }

  /** The fields of this object as strings. */
  Map<String, String> texts() throws ReportException {
    Map<String, String> texts = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      texts.put(field.getKey(), text(field.getKey()));
    }
    return texts;
  }

  /** The fields of this object as objects. */
  Map<String, JsonFields> objects() throws ReportException {
    Map<String, JsonFields> objects = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      objects.put(field.getKey(), fields(field.getKey()));
    }
    return objects;
  }

  /** An exception for a field that is not what it should be. */
  ReportException wrong(String name, String expected) {
    return new ReportException(
        object.has(name)
            ? "%s/%s is %s, not %s".formatted(pointer, name, object.get(name), expected)
            : "%s/%s is missing; it should be %s".formatted(pointer, name, expected));
  }

  private JsonNode array(String name) throws ReportException {
    JsonNode value = object.path(name);
    if (!value.isArray()) {
      throw wrong(name, "an array");
    }
    return value;
  }

  private static JsonFields object(JsonNode node, String pointer) throws ReportException {
    if (!node.isObject()) {
      throw new ReportException(
          (pointer.isEmpty() ? "the document" : pointer) + " is not an object");
    }
    return new JsonFields(node, pointer);
  }
}
