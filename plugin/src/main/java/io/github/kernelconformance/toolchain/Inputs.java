package io.github.kernelconformance.toolchain;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a file was made from: a key for all that is no file, and files by their content. Times play
 * no part.
 */
record Inputs(String text) {

  /**
   * @param base what relative paths are relative to
   * @param files in order
   */
  static Inputs of(String key, Path base, List<String> files) throws IOException {
    StringBuilder text = new StringBuilder(key + "\n");
    for (String file : files) {
      text.append(Digests.ofFile(base.resolve(file))).append(' ').append(file).append('\n');
    }
    return new Inputs(text.toString());
  }

  /** Whether what was recorded is still so. */
  static boolean unchanged(Path record, String key, Path base) throws IOException {
    if (!Files.isRegularFile(record)) {
      return false;
    }
    String text = Files.readString(record);
    List<String> files = new ArrayList<>();
    for (String line : text.lines().skip(1).toList()) {
      String file = line.substring(line.indexOf(' ') + 1);
      if (!Files.isRegularFile(base.resolve(file))) {
        return false;
      }
      files.add(file);
    }
    return of(key, base, files).text().equals(text);
  }

  void write(Path record) throws IOException {
    Files.writeString(record, text);
  }
}
