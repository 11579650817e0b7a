package io.github.kernelconformance.goal;

import io.github.kernelconformance.verdict.Suspect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The texts of the user's lines. */
final class SourceLines {

  private final Path basedir;
  private final Map<String, List<String>> read = new HashMap<>();

  /**
   * @param basedir what paths are relative to
   */
  SourceLines(Path basedir) {
    this.basedir = basedir;
  }

  /** The first line of a suspect without the white space around it; empty where it has none. */
  String text(Suspect suspect) {
    List<String> lines = read.computeIfAbsent(suspect.file(), file -> lines(basedir.resolve(file)));
    return suspect.line() <= lines.size() ? lines.get(suspect.line() - 1).strip() : "";
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      return List.of();
    }
  }
}
