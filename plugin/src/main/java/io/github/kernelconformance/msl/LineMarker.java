package io.github.kernelconformance.msl;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of preprocessed text that says where the lines after it come from: {@code # 12 "file" 1}.
 *
 * @param line the number of the next line in the file, from 1
 * @param flags 1 where a file is entered, 2 where one is returned to, 3 for a system header
 */
record LineMarker(int line, String file, String flags) {

  private static final Pattern FORM =
      Pattern.compile("#(?:line)?\\s+(\\d+)\\s+\"((?:[^\"\\\\]|\\\\.)*)\"([ \\d]*)\\s*");

  static Optional<LineMarker> parse(CharSequence line) {
    if (line.isEmpty() || line.charAt(0) != '#') {
      return Optional.empty();
    }
    Matcher form = FORM.matcher(line);
    if (!form.matches()) {
      return Optional.empty();
    }
    String file = form.group(2).replaceAll("\\\\(.)", "$1");
    return Optional.of(new LineMarker(Integer.parseInt(form.group(1)), file, form.group(3)));
  }

  boolean enters() {
    return flags.contains("1");
  }

  boolean returns() {
    return flags.contains("2");
  }

  /** The same marker for another file. */
  LineMarker of(String other) {
    return new LineMarker(line, other, flags);
  }

  /** The marker as a line of text. */
  String text() {
    return plain() + flags;
  }

  /** The same without flags. */
  String plain() {
    return "# %d \"%s\"".formatted(line, file.replace("\\", "\\\\").replace("\"", "\\\""));
  }
}
