package io.github.kernelconformance.toolchain;

import java.util.ArrayList;
import java.util.List;

/** Reads the rule that a compiler writes with {@code -MMD}, in the syntax of make. */
final class Dependencies {

  private Dependencies() {}

  /** The files on the right of a rule. */
  static List<String> parse(String rule) {
    String text = rule.substring(rule.indexOf(':') + 1);
    List<String> files = new ArrayList<>();
    StringBuilder file = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      char next = i + 1 < text.length() ? text.charAt(i + 1) : '\n';
      if (c == '\\' && (next == ' ' || next == '#') || c == '$' && next == '$') {
        file.append(next);
        i++;
      } else if (c == '\\' && (next == '\n' || next == '\r') || Character.isWhitespace(c)) {
        add(files, file);
      } else {
        file.append(c);
      }
    }
    add(files, file);
    return files;
  }

  private static void add(List<String> files, StringBuilder file) {
    if (!file.isEmpty()) {
      files.add(file.toString());
      file.setLength(0);
    }
  }
}
