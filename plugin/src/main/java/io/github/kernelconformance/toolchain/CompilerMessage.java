package io.github.kernelconformance.toolchain;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A message of a compiler.
 *
 * @param file the path as the compiler was given it
 * @param line from 1
 * @param column from 1
 */
public record CompilerMessage(Level level, String file, int line, int column, String text) {

  /** How grave it is. Notes belong to the message before them. */
  public enum Level {
    ERROR,
    WARNING,
    NOTE
  }

  /** As clang writes it, {@code file:line:column: error: text}. */
  private static final Pattern FORM =
      Pattern.compile("(.+?):(\\d+):(\\d+): (fatal error|error|warning|note): (.*)");

  /** The messages in a compiler's output, without the lines of source that it shows. */
  static List<CompilerMessage> parse(String output) {
    return output
        .lines()
        .map(FORM::matcher)
        .filter(Matcher::matches)
        .map(CompilerMessage::of)
        .toList();
  }

  private static CompilerMessage of(Matcher form) {
    return new CompilerMessage(
        switch (form.group(4)) {
          case "warning" -> Level.WARNING;
          case "note" -> Level.NOTE;
          default -> Level.ERROR;
        },
        form.group(1),
        Integer.parseInt(form.group(2)),
        Integer.parseInt(form.group(3)),
        form.group(5));
  }

  /** As Maven's compiler plugin writes it: {@code file:[line,column] text}. */
  @Override
  public String toString() {
    return "%s:[%d,%d] %s".formatted(file, line, column, text);
  }
}
