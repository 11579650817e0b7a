package io.github.kernelconformance.msl;

import java.util.Set;
import java.util.function.IntConsumer;

/**
 * Finds the {@code threadgroup} of each variable that a function declares in threadgroup memory, as
 * opposed to that of pointers and references into it.
 */
final class ThreadgroupVariables {

  /** Words that begin a statement without declaring a variable. */
  private static final Set<String> STATEMENTS =
      Set.of("using", "typedef", "return", "case", "goto", "friend", "template", "static_assert");

  private static final Set<String> CLASS_KEYS = Set.of("struct", "class", "union");

  private final Tokens tokens;
  private final IntConsumer variable;
  private final IntConsumer mixture;

  /**
   * A search.
   *
   * @param variable gets the {@code threadgroup} of a statement that declares variables
   * @param mixture gets that of a statement that declares pointers or references as well
   */
  ThreadgroupVariables(Tokens tokens, IntConsumer variable, IntConsumer mixture) {
    this.tokens = tokens;
    this.variable = variable;
    this.mixture = mixture;
  }

  /** Searches the body of a function, lambdas and local classes within it included. */
  void find(int from, int to) {
    boolean specifiers = true; // Whether the statement so far may be the start of a declaration.
    for (int i = from; i < to; i++) {
      if (tokens.is(i, "{") || tokens.is(i, "}") || tokens.is(i, ";") || tokens.is(i, ":")) {
        specifiers = true;
      } else if (specifiers && tokens.is(i, "threadgroup")) {
        declaration(i);
        specifiers = false;
      } else if (specifiers) {
        int last = lastOfSpecifier(i);
        specifiers = last >= 0;
        i = Math.max(i, last);
      }
    }
  }

  /** The last token of the type or specifier that a token begins; -1 where it begins neither. */
  private int lastOfSpecifier(int token) {
    if (tokens.is(token, "::")) {
      return token;
    }
    if (tokens.opensAttributes(token)) {
      return tokens.partner(token);
    }
    if (tokens.is(token, "<") && tokens.isIdentifier(token - 1)) {
      return tokens.afterAngles(token) - 1;
    }
    if (!tokens.isIdentifier(token) || STATEMENTS.contains(tokens.text(token))) {
      return -1;
    }
    boolean brackets = tokens.is(token, "alignas") || tokens.is(token, "decltype");
    return brackets && tokens.is(token + 1, "(") ? tokens.partner(token + 1) : token;
  }

  private void declaration(int threadgroup) {
    int i = threadgroup + 1;
    for (int last = lastOfSpecifier(i); last >= 0; last = lastOfSpecifier(i)) {
      boolean classKey = CLASS_KEYS.contains(tokens.text(i));
      i = last + 1;
      if (classKey) {
        while (tokens.isIdentifier(i) && tokens.is(i + 1, "{")) {
          i++;
        }
        i = tokens.is(i, "{") ? tokens.partner(i) + 1 : i;
      }
    }
    boolean isVariable =
        tokens.is(i, "[")
            || tokens.is(i, ";")
            || tokens.is(i, ",")
            || tokens.is(i, "=")
            || tokens.is(i, "{");
    if (isVariable) {
      (declaresPointer(i) ? mixture : variable).accept(threadgroup);
    }
  }

  private boolean declaresPointer(int from) {
    for (int i = from; i < tokens.size() && !tokens.is(i, ";"); i++) {
      if (tokens.opens(i)) {
        i = tokens.partner(i);
      } else if (tokens.is(i, ",")
          && (tokens.is(i + 1, "*") || tokens.is(i + 1, "&") || tokens.is(i + 1, "("))) {
        return true;
      }
    }
    return false;
  }
}
