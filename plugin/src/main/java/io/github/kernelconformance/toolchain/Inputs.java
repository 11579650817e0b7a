package io.github.kernelconformance.toolchain;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What was made, and what it was made from: a key for all that is no file, and files by their
 * content. Times play no part. A record that is damaged is that of something else.
 */
record Inputs(String text) {

  /** The last line, without which a record is only the first part of one. */
  private static final String END = "end\n";

  /**
   * @param base what relative paths are relative to
   * @param files in order
   */
  static Inputs of(String key, Path base, List<String> files) throws IOException {
    StringBuilder text = new StringBuilder(key + "\n");
    for (String file : files) {
      text.append(Checksum.ofFile(base.resolve(file))).append(' ').append(file).append('\n');
    }
    return new Inputs(text.append(END).toString());
  }

  /** Whether what was recorded is still so. What cannot be read is not. */
  static boolean unchanged(Path record, String key, Path base) {
    try {
      List<String> lines = Files.readAllLines(record);
      List<String> files =
          lines.subList(1, lines.size() - 1).stream()
              .map(line -> line.substring(line.indexOf(' ') + 1))
              .toList();
      return of(key, base, files).isIn(record);
    } catch (IOException | IllegalArgumentException e) {
      return false;
    }
  }

  /** Whether a record is of these, and nothing else. */
  boolean isIn(Path record) {
    try {
      return Files.readString(record).equals(text);
    } catch (IOException e) {
      return false;
    }
  }

  void write(Path record) throws IOException {
    AtomicFile.write(record, text);
  }
}
