package io.github.kernelconformance.msl;

import java.util.ArrayList;
import java.util.List;

/** A function template whose parameters are read when first asked for. */
final class FunctionTemplate {

  private final Tokens tokens;
  private final LineMap lines;
  private final Declaration declaration;
  private final String qualifiedName;
  private List<Parameter> parameters = List.of();

  FunctionTemplate(Tokens tokens, LineMap lines, Declaration declaration, String qualifiedName) {
    this.tokens = tokens;
    this.lines = lines;
    this.declaration = declaration;
    this.qualifiedName = qualifiedName;
  }

  Declaration declaration() {
    return declaration;
  }

  String qualifiedName() {
    return qualifiedName;
  }

  /** The function's parameters; thousands of instantiations share one list. */
  List<Parameter> parameters() {
    if (parameters.isEmpty()) {
      parameters = List.copyOf(ParameterParser.parse(tokens, lines, declaration.parameters()));
    }
    return parameters;
  }

  /**
   * Whether an instantiation can be one of this template.
   *
   * @param arguments the template arguments it spells out
   * @param functionParameters the function parameters it lists, which may let others be deduced; -1
   *     where it lists none
   */
  boolean accepts(int arguments, int functionParameters) {
    int required = 0;
    int most = 0;
    for (Element it : elements(tokens, declaration.start() + 1)) {
      required += it.hasDefault() || it.isPack() ? 0 : 1;
      most = it.isPack() ? Integer.MAX_VALUE : most + 1;
    }
    return arguments <= most
        && (functionParameters < 0
            ? arguments >= required
            : functionParameters == parameters().size());
  }

  /** An element of a template parameter or argument list. */
  record Element(boolean hasDefault, boolean isPack) {}

  /**
   * The elements of a template parameter or argument list.
   *
   * @param open the {@code <}
   */
  static List<Element> elements(Tokens tokens, int open) {
    List<Element> elements = new ArrayList<>();
    int close = tokens.afterAngles(open) - 1;
    boolean hasDefault = false;
    boolean isPack = false;
    for (int i = open + 1; i < close; i++) {
      if (tokens.is(i, ",")) {
        elements.add(new Element(hasDefault, isPack));
        hasDefault = false;
        isPack = false;
      } else if (tokens.opens(i)) {
        i = tokens.partner(i);
      } else if (tokens.is(i, "<")) {
        int after = tokens.afterAngles(i);
        i = after < 0 ? i : after - 1;
      } else {
        hasDefault |= tokens.is(i, "=");
        isPack |= tokens.is(i, "...");
      }
    }
    if (close > open + 1) {
      elements.add(new Element(hasDefault, isPack));
    }
    return elements;
  }
}
