package io.github.kernelconformance.msl;

/**
 * Makes the two arms of each conditional expression numbers of one type, as {@code c ? x : h} with
 * a float and a half wants it where half is a class: C++ could convert either to the other's type,
 * and refuses to choose. Each arm is told the other's type.
 */
final class ConditionalArms {

  private static final String ARM = "::kernel_conformance::arm<decltype(";

  private final Tokens tokens;
  private final StringBuilder out = new StringBuilder();

  private ConditionalArms(Tokens tokens) {
    this.tokens = tokens;
  }

  /** The text, line for line. */
  static String reconciled(String text) {
    ConditionalArms arms = new ConditionalArms(Lexer.lex(text, LineMap.of("", text)));
    arms.append(0, arms.tokens.size());
    return arms.out.append(text, arms.startOfRest(), text.length()).toString();
  }

  private int startOfRest() {
    return tokens.size() == 0 ? 0 : tokens.end(tokens.size() - 1);
  }

  /** The tokens of a part, and what stands before each of them. */
  private void append(int from, int to) {
    for (int i = from; i < to; i++) {
      out.append(tokens.text(), i == 0 ? 0 : tokens.end(i - 1), tokens.end(i));
      if (tokens.is(i, "?")) {
        int colon = colon(i + 1, to);
        int end = colon < 0 ? -1 : end(colon + 1, to);
        if (colon > 0 && isPlain(i + 1, colon) && isPlain(colon + 1, end)) {
          String first = text(i + 1, colon);
          String second = text(colon + 1, end);
          out.append(' ').append(ARM).append(inOneLine(second)).append(")>(");
          out.append(first)
              .append(')')
              .append(tokens.text(), tokens.end(colon - 1), tokens.end(colon));
          out.append(' ').append(ARM).append(inOneLine(first)).append(")>(");
          out.append(second).append(')');
          i = end - 1;
        }
      }
    }
  }

  /** A part on its own. */
  private String text(int from, int to) {
    ConditionalArms part = new ConditionalArms(tokens);
    part.append(from, to);
    return part.out.toString();
  }

  private static String inOneLine(String text) {
    return text.replace('\n', ' ');
  }

  /** Neither of these can be asked for its type. */
  private boolean isPlain(int from, int to) {
    if (from >= to) {
      return false;
    }
    for (int i = from; i < to; i++) {
      if (tokens.is(i, "{") || tokens.is(i, "throw") || tokens.is(i, "nullptr")) {
        return false;
      }
    }
    return tokens.text().substring(tokens.end(from - 1), tokens.end(to - 1)).indexOf("\n#") < 0;
  }

  /** The colon of the question mark before a token; -1 where there is none. */
  private int colon(int from, int to) {
    int nested = 0;
    for (int i = from; i < to; i++) {
      if (tokens.opens(i)) {
        i = tokens.partner(i);
      } else if (ends(i)) {
        return -1;
      } else if (tokens.is(i, "?")) {
        nested++;
      } else if (tokens.is(i, ":") && nested-- == 0) {
        return i;
      }
    }
    return -1;
  }

  /** The token after an arm; one that is a conditional expression itself is taken whole. */
  private int end(int from, int to) {
    int nested = 0;
    for (int i = from; i < to; i++) {
      if (tokens.opens(i)) {
        i = tokens.partner(i);
      } else if (ends(i) || tokens.is(i, ",") && nested == 0) {
        return i;
      } else if (tokens.is(i, "?")) {
        nested++;
      } else if (tokens.is(i, ":") && nested-- == 0) {
        return i;
      }
    }
    return to;
  }

  private boolean ends(int token) {
    return tokens.is(token, ";")
        || tokens.is(token, ")")
        || tokens.is(token, "]")
        || tokens.is(token, "}");
  }
}
