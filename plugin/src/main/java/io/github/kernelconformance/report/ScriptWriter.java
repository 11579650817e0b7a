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
    if (character == '<') {
      out.write("\\u003c");
    } else {
      out.write(character);
    }
  }

  @Override
  public void write(char[] characters, int start, int length) throws IOException {
    for (int i = start; i < start + length; i++) {
      write(characters[i]);
    }
  }

  @Override
  public void write(String text, int start, int length) throws IOException {
    for (int i = start; i < start + length; i++) {
      write(text.charAt(i));
    }
  }

  @Override
  public void close() throws IOException {
    flush();
  }
}
