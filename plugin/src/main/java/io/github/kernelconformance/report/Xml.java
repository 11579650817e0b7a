package io.github.kernelconformance.report;

/** What XML 1.0 leaves to its writers. */
final class Xml {

  private Xml() {}

  /**
   * A text that an XML 1.0 document can hold: a character that it cannot hold, not even as a
   * reference, is spelled as in Java, for example {@code \u0000}.
   */
  static String legal(String text) {
    if (isPlain(text)) {
      return text;
    }
    StringBuilder legal = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            character -> {
              if (isLegal(character)) {
                legal.appendCodePoint(character);
              } else {
                legal.append("\\u%04x".formatted(character));
              }
            });
    return legal.toString();
  }

  /** Whether all is printable ASCII, as in names and ids, of which a report has thousands. */
  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
        return false;
      }
    }
    return true;
  }

  /** The production Char of XML 1.0, fifth edition, section 2.2. */
  private static boolean isLegal(int character) {
    return character == '\t'
        || character == '\n'
        || character == '\r'
        || character >= 0x20 && character <= 0xD7FF
        || character >= 0xE000 && character <= 0xFFFD
        || character >= 0x10000;
  }
}
