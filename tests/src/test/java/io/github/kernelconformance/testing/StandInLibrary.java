package io.github.kernelconformance.testing;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A library as the stand-in for Apple's tools makes it: {@code MTLB}, as a real one begins, and the
 * flattened text of each source behind its length in bytes.
 */
final class StandInLibrary {

  private static final String MAGIC = "MTLB\n";

  private StandInLibrary() {}

  /** The texts in a library, or the text itself where it is the source of one. */
  static List<String> sources(byte[] bytes) {
    String latin = new String(bytes, StandardCharsets.ISO_8859_1);
    if (!latin.startsWith(MAGIC)) {
      return List.of(new String(bytes, StandardCharsets.UTF_8));
    }
    List<String> sources = new ArrayList<>();
    for (int at = MAGIC.length(); at < bytes.length; ) {
      int start = latin.indexOf('\n', at) + 1;
      int end = start + Integer.parseInt(latin.substring(at, start).strip());
      sources.add(new String(Arrays.copyOfRange(bytes, start, end), StandardCharsets.UTF_8));
      at = end;
    }
    return sources;
  }
}
