package io.github.kernelconformance.msl;

import java.util.TreeMap;

/** Maps places in a preprocessed text to the user's files by its line markers. */
public final class LineMap {

  /** The origin of each line, by the offset of its first character. */
  private final TreeMap<Integer, SourceLocation> origins = new TreeMap<>();

  private LineMap() {}

  /**
   * Reads the markers of a text.
   *
   * @param source the file of the lines before the first marker
   */
  public static LineMap of(String source, String text) {
    LineMap map = new LineMap();
    String file = source;
    int line = 1;
    int start = 0;
    while (start <= text.length()) {
      map.origins.put(start, new SourceLocation(file, line));
      int newline = text.indexOf('\n', start);
      int end = newline < 0 ? text.length() : newline;
      LineMarker marker = LineMarker.parse(text.substring(start, end)).orElse(null);
      file = marker == null ? file : marker.file();
      line = marker == null ? line + 1 : marker.line();
      start = end + 1;
    }
    return map;
  }

  /** Where the character at an offset of the text comes from. */
  public SourceLocation at(int offset) {
    return origins.floorEntry(offset).getValue();
  }
}
