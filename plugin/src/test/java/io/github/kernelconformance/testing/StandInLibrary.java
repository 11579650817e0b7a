package io.github.kernelconformance.testing;

import java.util.ArrayList;
import java.util.List;

/**
 * A library as the stand-ins for Apple's tools make it: {@code MTLB}, as a real one begins, and the
 * flattened text of each source behind its length in characters.
 */
final class StandInLibrary {

  private static final String MAGIC = "MTLB\n";

  private StandInLibrary() {}

  static String of(List<String> sources) {
    StringBuilder library = new StringBuilder(MAGIC);
    sources.forEach(it -> library.append(it.length()).append('\n').append(it));
    return library.toString();
  }

  /** The texts in a library, or the text itself where it is the source of one. */
  static List<String> sources(String text) {
    if (!text.startsWith(MAGIC)) {
      return List.of(text);
    }
    List<String> sources = new ArrayList<>();
    for (int at = MAGIC.length(); at < text.length(); ) {
      int start = text.indexOf('\n', at) + 1;
      int end = start + Integer.parseInt(text.substring(at, start - 1));
      sources.add(text.substring(start, end));
      at = end;
    }
    return sources;
  }
}
