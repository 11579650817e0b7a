package io.github.kernelconformance.device.host;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Divisions of floats as Metal may have them with fast math: each is a call in clang's code, before
 * clang optimizes it. Divisions of halves stay: they are correctly rounded.
 */
final class Divisions {

  private static final String NAME = "@kernel_conformance_divide";

  /** A division of floats or of a vector of them; LLVM Language Reference, fdiv. */
  private static final Pattern DIVISION =
      Pattern.compile(
          " *(?<result>%\\S+) = fdiv (?:(?:nnan|ninf|nsz|arcp|contract|afn|reassoc|fast) )*"
              + "(?<type>float|<(?<size>\\d+) x float>)"
              + " (?<left><.*?>|splat \\(.*?\\)|[^ ,]+), (?<right><.*?>|splat \\(.*?\\)|[^ ,]+)"
              + "(?<rest>.*)");

  private Divisions() {}

  /**
   * Calls the engine for all divisions.
   *
   * @param code the lines of a module in LLVM's textual language
   */
  static List<String> called(List<String> code) {
    List<String> lines = new ArrayList<>(code.size());
    boolean any = false;
    boolean declared = false;
    for (String line : code) {
      Matcher division = DIVISION.matcher(line);
      declared |= line.startsWith("declare") && line.contains(NAME + "(");
      if (line.contains(" = fdiv ") && division.matches()) {
        any = true;
        call(division, lines);
      } else {
        lines.add(line);
      }
    }
    if (any && !declared) {
      lines.add("declare hidden float " + NAME + "(float, float)");
    }
    return lines;
  }

  private static void call(Matcher division, List<String> lines) {
    String result = division.group("result");
    String left = division.group("left");
    String right = division.group("right");
    String rest = division.group("rest");
    if (division.group("size") == null) {
      lines.add("  " + result + " = call float " + of(left, right) + rest);
      return;
    }
    String type = division.group("type");
    int size = Integer.parseInt(division.group("size"));
    String before = "poison";
    for (int i = 0; i < size; i++) {
      String name = "%quotient." + lines.size() + ".";
      lines.add("  " + name + "x = extractelement " + type + " " + left + ", i32 " + i);
      lines.add("  " + name + "y = extractelement " + type + " " + right + ", i32 " + i);
      lines.add("  " + name + "q = call float " + of(name + "x", name + "y") + rest);
      String after = i == size - 1 ? result : name + "v";
      lines.add(
          "  "
              + after
              + " = insertelement "
              + type
              + " "
              + before
              + ", float "
              + name
              + "q, i32 "
              + i);
      before = after;
    }
  }

  private static String of(String left, String right) {
    return NAME + "(float " + left + ", float " + right + ")";
  }
}
