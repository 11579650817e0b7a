package io.github.kernelconformance.msl;

import java.util.ArrayList;
import java.util.List;

/**
 * One entry of an attribute list such as {@code [[kernel, host_name("f")]]}.
 *
 * @param open the bracket that opens its arguments; -1 where it has none
 */
record Attribute(String name, int open) {

  /** The attributes of all lists among the outermost of the given tokens. */
  static List<Attribute> among(Tokens tokens, int from, int to) {
    List<Attribute> attributes = new ArrayList<>();
    for (int i = from; i < to; i++) {
      if (tokens.opensAttributes(i)) {
        entries(tokens, i + 2, tokens.partner(i + 1), attributes);
      }
      if (tokens.opens(i)) {
        i = tokens.partner(i);
      }
    }
    return attributes;
  }

  private static void entries(Tokens tokens, int from, int to, List<Attribute> attributes) {
    for (int i = from; i < to; i++) {
      if (tokens.is(i + 1, "(")) {
        attributes.add(new Attribute(tokens.text(i), i + 1));
        i = tokens.partner(i + 1);
      } else if (tokens.isIdentifier(i)) {
        attributes.add(new Attribute(tokens.text(i), -1));
      }
    }
  }

  /** The arguments as written; empty where there are none. */
  String arguments(Tokens tokens) {
    return open < 0 ? "" : tokens.source(open + 1, tokens.partner(open));
  }

  /** The argument of an attribute such as {@code buffer(2)}; -1 where it is no literal. */
  int index(Tokens tokens) {
    try {
      return Integer.decode(arguments(tokens).replaceAll("[uUlL]+$", ""));
    } catch (NumberFormatException e) {
      return -1;
    }
  }
}
