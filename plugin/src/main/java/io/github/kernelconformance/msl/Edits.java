package io.github.kernelconformance.msl;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Replacements of parts of a text, made all at once. */
final class Edits {

  private record Edit(int end, String replacement) {}

  private final Tokens tokens;
  private final TreeMap<Integer, Edit> edits = new TreeMap<>();

  Edits(Tokens tokens) {
    this.tokens = tokens;
  }

  /**
   * Replaces tokens. An edit within a part that another one replaces has no effect.
   *
   * @param from the first of them
   * @param to the token after them
   */
  void replace(int from, int to, String replacement) {
    edits.put(tokens.start(from), new Edit(tokens.end(to - 1), replacement));
  }

  /**
   * Appends one character to a token. So that what follows on the line keeps its columns, a space
   * after it goes, the first that nothing needs and no other edit has taken.
   */
  void suffix(int token, String character) {
    replace(token, token + 1, tokens.text(token) + character);
    for (int i = token; i + 1 < tokens.size(); i++) {
      int space = tokens.end(i);
      if (tokens.text().substring(space, tokens.start(i + 1)).indexOf('\n') >= 0) {
        return;
      }
      if (isSpare(i) && edits.putIfAbsent(space, new Edit(space + 1, "")) == null) {
        return;
      }
    }
  }

  /** Whether two tokens stay two without the first of the spaces between them. */
  private boolean isSpare(int token) {
    int next = token + 1;
    int spaces = tokens.start(next) - tokens.end(token);
    if (spaces != 1) {
      return spaces > 1;
    }
    boolean wordBefore = isWord(token);
    return wordBefore != isWord(next)
        && !(wordBefore
            ? tokens.is(next, "+") || tokens.is(next, "-") || tokens.is(next, ".")
            : tokens.is(token, "."));
  }

  private boolean isWord(int token) {
    return tokens.isIdentifier(token) || tokens.isNumber(token) || tokens.isString(token);
  }

  /** What stands in place of the tokens from this one on; empty where nothing does. */
  Optional<String> replacementAt(int token) {
    return Optional.ofNullable(edits.get(tokens.start(token))).map(Edit::replacement);
  }

  /** The edited text: as many lines as before, each with the origin that it had. */
  String apply() {
    String text = tokens.text();
    StringBuilder out = new StringBuilder(text.length());
    int at = 0;
    for (Map.Entry<Integer, Edit> entry : edits.entrySet()) {
      int start = entry.getKey();
      if (start >= at) {
        out.append(text, at, start).append(entry.getValue().replacement());
        at = entry.getValue().end();
        appendLineStructure(text, start, at, out);
      }
    }
    return out.append(text, at, text.length()).toString();
  }

  /** The line ends and line markers of a part that is replaced. */
  private static void appendLineStructure(String text, int from, int to, StringBuilder out) {
    for (int i = from; i < to; i++) {
      if (text.charAt(i) == '\n') {
        out.append('\n');
        int end = text.indexOf('\n', i + 1);
        String line = text.substring(i + 1, end < 0 ? text.length() : end);
        if (LineMarker.parse(line).isPresent()) {
          out.append(line);
        }
      }
    }
  }
}
