package io.github.kernelconformance.msl;

/** The tokens of a preprocessed text, kept in arrays since a program may have a million of them. */
final class Tokens {

  enum Kind {
    IDENTIFIER,
    NUMBER,
    STRING,
    PUNCTUATOR
  }

  private final String text;
  private final int size;
  private final int[] starts;
  private final int[] ends;
  private final Kind[] kinds;
  private final int[] partners;

  /**
   * The first {@code size} entries of the arrays.
   *
   * @param partners for each bracket the index of the one that matches it
   */
  Tokens(String text, int size, int[] starts, int[] ends, Kind[] kinds, int[] partners) {
    this.text = text;
    this.size = size;
    this.starts = starts;
    this.ends = ends;
    this.kinds = kinds;
    this.partners = partners;
  }

  /** The whole text. */
  String text() {
    return text;
  }

  int size() {
    return size;
  }

  /** The offset of a token's first character; that of the end of the text past the last token. */
  int start(int token) {
    return token < size ? starts[token] : text.length();
  }

  /** The offset past a token's last character. */
  int end(int token) {
    return ends[token];
  }

  String text(int token) {
    return text.substring(starts[token], ends[token]);
  }

  /** Whether a token is spelled so; false outside the text. */
  boolean is(int token, String spelling) {
    return token >= 0
        && token < size
        && ends[token] - starts[token] == spelling.length()
        && text.startsWith(spelling, starts[token]);
  }

  /** Whether a token is an identifier or keyword; false outside the text. */
  boolean isIdentifier(int token) {
    return token >= 0 && token < size && kinds[token] == Kind.IDENTIFIER;
  }

  /** Whether a token is a number or a character; false outside the text. */
  boolean isNumber(int token) {
    return token >= 0 && token < size && kinds[token] == Kind.NUMBER;
  }

  /** Whether a token is a string literal; false outside the text. */
  boolean isString(int token) {
    return token >= 0 && token < size && kinds[token] == Kind.STRING;
  }

  /** Whether a token opens a round, square or curly bracket. */
  boolean opens(int token) {
    return is(token, "(") || is(token, "[") || is(token, "{");
  }

  /** The bracket that matches the one at a token. */
  int partner(int token) {
    return partners[token];
  }

  /** Whether an attribute list {@code [[…]]} opens at a token. */
  boolean opensAttributes(int token) {
    return is(token, "[") && is(token + 1, "[") && partners[token + 1] == partners[token] - 1;
  }

  /**
   * The token after a template parameter or argument list.
   *
   * @param open the {@code <}
   * @return -1 where no {@code >} closes it, so that it was a comparison
   */
  int afterAngles(int open) {
    int depth = 0;
    for (int i = open; i < size; i++) {
      if (is(i, "<")) {
        depth++;
      } else if (is(i, ">")) {
        depth--;
        if (depth == 0) {
          return i + 1;
        }
      } else if (opens(i)) {
        i = partners[i];
      } else if (is(i, ";") || is(i, ")") || is(i, "]") || is(i, "}")) {
        return -1;
      }
    }
    return -1;
  }

  /**
   * The tokens from one to before another as written, with each run of white space as one blank.
   */
  String source(int from, int to) {
    StringBuilder source = new StringBuilder();
    for (int i = from; i < to; i++) {
      append(source, i);
    }
    return source.toString();
  }

  /** Appends a token, after a blank where white space precedes it. */
  void append(StringBuilder source, int token) {
    if (!source.isEmpty() && token > 0 && starts[token] > ends[token - 1]) {
      source.append(' ');
    }
    source.append(text, starts[token], ends[token]);
  }
}
