package io.github.kernelconformance.msl;

import java.util.ArrayList;
import java.util.List;

/**
 * A preprocessed text without its line markers, so that a compiler's lines are those of the text
 * itself, which are unique; those of the user's files are not, where a file is included twice.
 *
 * @param lines the lines; a marker's is empty
 * @param origins where each line comes from; that of a marker says nothing
 */
public record PlainText(List<String> lines, List<SourceLocation> origins) {

  public PlainText {
    lines = List.copyOf(lines);
    origins = List.copyOf(origins);
  }

  /**
   * Takes the markers out of a text.
   *
   * @param source the file of the lines before the first marker
   */
  public static PlainText of(String source, String text) {
    List<String> lines = new ArrayList<>();
    List<SourceLocation> origins = new ArrayList<>();
    String file = source;
    int number = 1;
    for (String line : text.split("\n", -1)) {
      LineMarker marker = LineMarker.parse(line).orElse(null);
      lines.add(marker == null ? line : "");
      origins.add(new SourceLocation(file, number));
      file = marker == null ? file : marker.file();
      number = marker == null ? number + 1 : marker.line();
    }
    return new PlainText(lines, origins);
  }

  /** The whole text. */
  public String text() {
    return String.join("\n", lines);
  }

  /** Where a line of the text, from 1, comes from. */
  public SourceLocation origin(int line) {
    return origins.get(line - 1);
  }

  /** What stands at a line and a column, both from 1, to the end of the line; else nothing. */
  public String rest(int line, int column) {
    if (line < 1 || line > lines.size() || column < 1) {
      return "";
    }
    String text = lines.get(line - 1);
    return column > text.length() ? "" : text.substring(column - 1);
  }
}
