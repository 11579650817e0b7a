package io.github.kernelconformance.msl;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads the parameter list of a kernel function. */
final class ParameterParser {

  private static final Set<String> QUALIFIERS =
      Set.of("const", "volatile", "device", "constant", "thread", "threadgroup", "typename");

  /** Words that are part of a type, so never the name of a parameter. */
  private static final Set<String> TYPE_WORDS =
      Set.of(
          "bool",
          "char",
          "short",
          "int",
          "long",
          "float",
          "half",
          "double",
          "void",
          "unsigned",
          "signed",
          "auto",
          "bfloat");

  /** The index of a parameter whose attribute leaves it to Metal, until all are known. */
  private static final int IMPLIED = -2;

  private final Tokens tokens;
  private final LineMap lines;

  private ParameterParser(Tokens tokens, LineMap lines) {
    this.tokens = tokens;
    this.lines = lines;
  }

  /**
   * The parameters of a list.
   *
   * @param open the bracket that opens it
   */
  static List<Parameter> parse(Tokens tokens, LineMap lines, int open) {
    return withImpliedIndices(new ParameterParser(tokens, lines).list(open));
  }

  private List<Parameter> list(int open) {
    List<Parameter> parameters = new ArrayList<>();
    int close = tokens.partner(open);
    int start = open + 1;
    for (int i = start; i < close; i++) {
      if (tokens.is(i, ",")) {
        parameters.add(parameter(start, i));
        start = i + 1;
      } else if (tokens.opens(i)) {
        i = tokens.partner(i);
      } else if (tokens.is(i, "<")) {
        int after = tokens.afterAngles(i);
        i = after < 0 ? i : after - 1;
      }
    }
    boolean none = start == close || start + 1 == close && tokens.is(start, "void");
    if (!none) {
      parameters.add(parameter(start, close));
    }
    return parameters;
  }

  private Parameter parameter(int start, int end) {
    int name = name(start, declaratorEnd(start, end));
    List<Attribute> attributes = Attribute.among(tokens, start, end);
    String type = type(start, declaratorEnd(start, end), name);
    String functionConstant = "";
    String attribute = "";
    int index = -1;
    for (Attribute it : attributes) {
      if (it.name().equals("function_constant")) {
        functionConstant = it.arguments(tokens);
      } else if (attribute.isEmpty() || Parameter.RESOURCES.contains(it.name())) {
        attribute = it.name();
        index = it.index(tokens);
      }
    }
    if (attribute.isEmpty()) {
      attribute = implied(type);
      index = attribute.isEmpty() ? -1 : IMPLIED;
    }
    return new Parameter(
        name < 0 ? "" : tokens.text(name),
        type,
        attribute,
        index,
        functionConstant,
        lines.at(tokens.start(name < 0 ? start : name)));
  }

  /** Where the default value, if any, begins. */
  private int declaratorEnd(int start, int end) {
    for (int i = start; i < end; i++) {
      if (tokens.is(i, "=")) {
        return i;
      }
      if (tokens.opens(i)) {
        i = tokens.partner(i);
      }
    }
    return end;
  }

  /** The token of the name; in {@code constant int (&a)[4]} it stands within the brackets. */
  private int name(int start, int end) {
    int candidate = -1;
    boolean typed = false;
    for (int i = start; i < end; i++) {
      if (tokens.is(i, "(") && (tokens.is(i + 1, "&") || tokens.is(i + 1, "*"))) {
        return tokens.isIdentifier(tokens.partner(i) - 1) ? tokens.partner(i) - 1 : -1;
      }
      if (tokens.opens(i)) {
        i = tokens.partner(i);
      } else if (tokens.is(i, "<")) {
        int after = tokens.afterAngles(i);
        i = after < 0 ? i : after - 1;
      } else if (tokens.isIdentifier(i) && !QUALIFIERS.contains(tokens.text(i))) {
        boolean named = typed && !isTypeWord(i) && !tokens.is(i - 1, "::");
        candidate = named ? i : -1;
        typed = true;
      } else {
        candidate = -1;
      }
    }
    return candidate;
  }

  private boolean isTypeWord(int token) {
    return TYPE_WORDS.contains(tokens.text(token));
  }

  private String type(int start, int end, int name) {
    StringBuilder type = new StringBuilder();
    for (int i = start; i < end; i++) {
      if (tokens.opensAttributes(i)) {
        i = tokens.partner(i);
      } else if (i != name) {
        tokens.append(type, i);
      }
    }
    return type.toString();
  }

  /** The attribute that Metal assumes for a pointer, reference or array without one. */
  private static String implied(String type) {
    if (!type.contains("*") && !type.contains("&") && !type.contains("[")) {
      return "";
    }
    List<String> words = List.of(type.split("\\W+"));
    if (words.contains("device") || words.contains("constant")) {
      return "buffer";
    }
    return words.contains("threadgroup") ? "threadgroup" : "";
  }

  private static List<Parameter> withImpliedIndices(List<Parameter> parameters) {
    List<Parameter> complete = new ArrayList<>(parameters);
    for (int i = 0; i < complete.size(); i++) {
      Parameter it = complete.get(i);
      if (it.index() == IMPLIED) {
        int index = lowestFree(it.attribute(), complete);
        complete.set(
            i,
            new Parameter(
                it.name(), it.type(), it.attribute(), index, it.functionConstant(), it.location()));
      }
    }
    return complete;
  }

  private static int lowestFree(String attribute, List<Parameter> parameters) {
    int index = 0;
    while (isTaken(attribute, index, parameters)) {
      index++;
    }
    return index;
  }

  private static boolean isTaken(String attribute, int index, List<Parameter> parameters) {
    return parameters.stream()
        .anyMatch(it -> it.attribute().equals(attribute) && it.index() == index);
  }
}
