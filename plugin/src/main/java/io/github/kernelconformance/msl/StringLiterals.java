package io.github.kernelconformance.msl;

import java.util.Optional;

/** Reads adjacent string literals, which C++ concatenates. */
final class StringLiterals {

  private StringLiterals() {}

  /** The value of the given tokens; empty where they are not all string literals. */
  static Optional<String> value(Tokens tokens, int from, int to) {
    StringBuilder value = new StringBuilder();
    for (int i = from; i < to; i++) {
      if (!tokens.isString(i)) {
        return Optional.empty();
      }
      value.append(value(tokens.text(i)));
    }
    return from < to ? Optional.of(value.toString()) : Optional.empty();
  }

  private static String value(String literal) {
    int quote = literal.indexOf('"');
    if (literal.startsWith("R", quote - 1)) {
      return literal.substring(literal.indexOf('(') + 1, literal.lastIndexOf(')'));
    }
    // A host name needs no other escapes than those of the quote and the backslash.
    String text = literal.substring(quote + 1, literal.length() - 1);
    return text.indexOf('\\') < 0 ? text : text.replaceAll("\\\\(.)", "$1");
  }
}
