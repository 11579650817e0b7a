package io.github.kernelconformance.msl;

import java.util.function.IntConsumer;
import java.util.regex.Pattern;

/**
 * Finds integer literals that are one arm of a conditional expression, as in {@code x > 0 ? x : 0}.
 * If x is of a class that converts to numbers and from them, C++ does not know which arm's type to
 * take; in MSL all numbers are built in, and it is that of x.
 */
final class ConditionalLiterals {

  private static final Pattern INTEGER = Pattern.compile("[0-9]+");

  private final Tokens tokens;
  private final IntConsumer found;

  /**
   * A search.
   *
   * @param found gets the token of each, without its sign
   */
  ConditionalLiterals(Tokens tokens, IntConsumer found) {
    this.tokens = tokens;
    this.found = found;
  }

  void find() {
    for (int i = 0; i < tokens.size(); i++) {
      if (tokens.is(i, "?")) {
        int colon = colon(i + 1);
        if (colon > 0) {
          conditional(i + 1, colon, end(colon + 1));
        }
      }
    }
  }

  /** An expression whose two arms are literals has their type, so it stays. */
  private void conditional(int first, int colon, int end) {
    boolean isFirst = isLiteral(first, colon);
    if (isFirst != isLiteral(colon + 1, end)) {
      found.accept(isFirst ? colon - 1 : end - 1);
    }
  }

  private boolean isLiteral(int from, int to) {
    int number = tokens.is(from, "-") ? from + 1 : from;
    return number + 1 == to
        && tokens.isNumber(number)
        && INTEGER.matcher(tokens.text(number)).matches();
  }

  /** The colon of the question mark before a token; -1 where there is none. */
  private int colon(int from) {
    int nested = 0;
    for (int i = from; i < tokens.size() && !ends(i); i++) {
      if (tokens.opens(i)) {
        i = tokens.partner(i);
      } else if (tokens.is(i, "?")) {
        nested++;
      } else if (tokens.is(i, ":") && nested-- == 0) {
        return i;
      }
    }
    return -1;
  }

  private int end(int from) {
    int i = from;
    while (i < tokens.size() && !ends(i) && !tokens.is(i, ",") && !tokens.is(i, ":")) {
      i = tokens.opens(i) ? tokens.partner(i) + 1 : i + 1;
    }
    return i;
  }

  private boolean ends(int token) {
    return tokens.is(token, ";")
        || tokens.is(token, ")")
        || tokens.is(token, "]")
        || tokens.is(token, "}");
  }
}
