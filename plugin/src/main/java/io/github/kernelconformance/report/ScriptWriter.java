package io.github.kernelconformance.report;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;

/**
 * Writes JSON into a script element of HTML, which ends at the first end tag in it, even in a
 * string. JSON has {@code <} in strings alone, so each is escaped there. Closing it leaves the rest
 * of the page open.
 */
final class ScriptWriter extends FilterWriter {

  ScriptWriter(Writer page) {
    super(page);
  }

  @Override
  public void write(int character) throws IOException {
    write(new char[] {(char) character}, 0, 1);
  }

  @Override
  public void write(char[] characters, int start, int length) throws IOException {
    int written = start;
    for (int i = start; i < start + length; i++) {
      if (characters[i] == '<') {
        out.write(characters, written, i - written);
        out.write("\\u003c");
        written = i + 1;
      }
    }
    out.write(characters, written, start + length - written);
  }

  @Override
  public void write(String text, int start, int length) throws IOException {
    write(text.substring(start, start + length).toCharArray(), 0, length);
  }

  @Override
  public void close() throws IOException {
    flush();
  }
}
