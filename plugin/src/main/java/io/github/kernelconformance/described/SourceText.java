package io.github.kernelconformance.described;

import java.util.List;

/**
 * A file that an author wrote, for messages.
 *
 * @param path as messages name it, relative to the project's directory
 * @param text all of it
 */
public record SourceText(String path, String text) {

  /** The line as it is, without leading space and in a line of its own; empty if there is none. */
  public String excerpt(int line) {
    List<String> lines = text.lines().toList();
    return line >= 1 && line <= lines.size() ? "\n    " + lines.get(line - 1).strip() : "";
  }

  /**
   * A message about a place in the file: path, line and column, the line itself, and a caret.
   *
   * @param position from 0, in characters; -1 where no place is known
   * @param message its first line is the error, the others explain it
   */
  public String at(long position, String message) {
    List<String> said = message.lines().toList();
    String error = "error: " + (said.isEmpty() ? "" : said.get(0));
    StringBuilder all = new StringBuilder(path);
    if (position < 0 || position > text.length()) {
      all.append(": ").append(error);
    } else {
      int start = text.lastIndexOf('\n', (int) position - 1) + 1;
      int end = text.indexOf('\n', start);
      String line = text.substring(start, end < 0 ? text.length() : end).stripTrailing();
      int column = (int) position - start;
      all.append(":%d:%d: %s%n".formatted(lineOf(start), column + 1, error));
      all.append("    ").append(line).append('\n');
      all.append("    ").append(blank(line, column)).append('^');
    }
    said.stream().skip(1).forEach(more -> all.append('\n').append(more));
    return all.toString();
  }

  private long lineOf(int start) {
    return text.substring(0, start).chars().filter(it -> it == '\n').count() + 1;
  }

  /** Tabs stay, so that the caret stands below its character however wide they are shown. */
  private static String blank(String line, int length) {
    StringBuilder blank = new StringBuilder();
    for (int i = 0; i < length; i++) {
      blank.append(i < line.length() && line.charAt(i) == '\t' ? '\t' : ' ');
    }
    return blank.toString();
  }
}
