package io.github.kernelconformance.toolchain;

import java.util.Locale;
import java.util.stream.Collectors;

/** The head of what a compiler says: a note of a template can have thousands of characters. */
public final class Excerpt {

  private static final int LINES = 60;
  private static final int CHARACTERS = 400;

  private Excerpt() {}

  /** The first 60 lines, each with its first 400 characters, and how much was cut. */
  public static String of(String text) {
    String head = text.lines().limit(LINES).map(Excerpt::line).collect(Collectors.joining("\n"));
    long more = text.lines().count() - LINES;
    return more > 0 ? head + String.format(Locale.ROOT, "\n… %,d more lines were cut", more) : head;
  }

  private static String line(String line) {
    int more = line.length() - CHARACTERS;
    return more > 0
        ? line.substring(0, CHARACTERS)
            + String.format(Locale.ROOT, "… %,d more characters were cut", more)
        : line;
  }
}
