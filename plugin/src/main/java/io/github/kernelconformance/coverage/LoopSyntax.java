package io.github.kernelconformance.coverage;

import io.github.kernelconformance.msl.PlainText;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the first word of a loop in preprocessed text, and finds its body. */
final class LoopSyntax {

  /** A place of the text, from 1. */
  record Place(int line, int column) {}

  private static final Pattern KEYWORD = Pattern.compile("(for|while|do)\\b.*", Pattern.DOTALL);

  private final PlainText text;
  private int line;
  private int column;

  private LoopSyntax(PlainText text, int line, int column) {
    this.text = text;
    this.line = line;
    this.column = column;
  }

  /** The first word of a loop that begins at a place. */
  static Optional<String> keyword(PlainText text, int line, int column) {
    Matcher word = KEYWORD.matcher(text.rest(line, column));
    return word.matches() ? Optional.of(word.group(1)) : Optional.empty();
  }

  /** The first character behind the condition of a {@code for} or {@code while}. */
  static Optional<Place> body(PlainText text, int line, int column, String keyword) {
    LoopSyntax it = new LoopSyntax(text, line, column + keyword.length());
    it.skipSpace();
    return it.skipParentheses() && it.skipSpace()
        ? Optional.of(new Place(it.line, it.column))
        : Optional.empty();
  }

  private char character() {
    String rest = text.rest(line, column);
    return rest.isEmpty() ? '\n' : rest.charAt(0);
  }

  private boolean advance() {
    if (text.rest(line, column).isEmpty()) {
      line++;
      column = 1;
    } else {
      column++;
    }
    return line <= text.lines().size();
  }

  /** Also directives, such as pragmas. */
  private boolean skipSpace() {
    while (Character.isWhitespace(character()) || character() == '#') {
      if (character() == '#') {
        line++;
        column = 0;
      }
      if (!advance()) {
        return false;
      }
    }
    return true;
  }

  private boolean skipParentheses() {
    int depth = 0;
    char quote = 0;
    do {
      char here = character();
      if (quote != 0) {
        if (here == '\\') {
          column++;
        } else if (here == quote) {
          quote = 0;
        }
      } else if (here == '"' || here == '\'' && !afterDigit()) {
        quote = here;
      } else if (here == '(') {
        depth++;
      } else if (here == ')') {
        depth--;
      }
      if (!advance()) {
        return false;
      }
    } while (depth > 0);
    return true;
  }

  /** An apostrophe in a number separates its digits. */
  private boolean afterDigit() {
    String before = text.rest(line, column - 1);
    return !before.isEmpty() && Character.isLetterOrDigit(before.charAt(0));
  }
}
