package io.github.kernelconformance.authored;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Looks for numbers that act as tolerances in the source of a contract: by their names, as small
 * numbers that something is compared with, as numbers that are added and taken off again, and where
 * what is expected is made by hand.
 */
final class ToleranceSearch {

  private static final Pattern COMMENT_OR_TEXT =
      Pattern.compile(
          "//[^\\n]*|/\\*.*?\\*/|\"\"\".*?\"\"\"|\"(?:\\\\.|[^\"\\\\])*\"|'(?:\\\\.|[^'\\\\])'",
          Pattern.DOTALL);

  private static final Pattern NAME =
      Pattern.compile(
          "(?i)\\b\\w*(?:toleran|epsilon|fudge|max_?err|allowed_?err)\\w*\\b|\\b[ar]tol\\b");

  /** What contracts of projects have no use for: bounds are made for them. */
  private static final Pattern BY_HAND =
      Pattern.compile("\\b(?:Expected|RoundedRange|ErrorBound|AccuracyTable|Near)\\b|\\.bound\\(");

  private static final Pattern NUMBER =
      Pattern.compile(
          "(?<![\\w.])(?:0[xX][\\da-fA-F.]+[pP][-+]?\\d+|\\d+\\.?\\d*(?:[eE][-+]?\\d+)?|\\.\\d+(?:[eE][-+]?\\d+)?)[fFdDL]?(?!\\w)");

  private static final Pattern COMPARED = Pattern.compile("(?<![-<])[<>]=?(?![<>])");

  private static final Pattern ADDED = Pattern.compile("\\.plus\\(\\s*([^()]+?)\\s*\\)");

  private static final double SMALL = 0.1;

  private ToleranceSearch() {}

  /** What a contract of a project has of tolerances. */
  static List<String> ofContract(String source) {
    String code = code(source);
    List<String> found = ofFamily(source);
    BY_HAND.matcher(code).results().map(it -> "made by hand: " + it.group()).forEach(found::add);
    Matcher added = ADDED.matcher(code);
    while (added.find()) {
      String number = added.group(1);
      boolean takenOff = code.contains(".minus(" + number + ")");
      if (takenOff && NUMBER.matcher(number).matches() && value(number) != 0) {
        found.add("added and taken off: " + number);
      }
    }
    return found;
  }

  /** What a family of the product, which makes its bounds itself, has of tolerances. */
  static List<String> ofFamily(String source) {
    String code = code(source);
    List<String> found = new ArrayList<>();
    NAME.matcher(code).results().map(it -> "named so: " + it.group()).forEach(found::add);
    for (String statement : code.split("[;{}]")) {
      if (COMPARED.matcher(statement).find()) {
        NUMBER
            .matcher(statement)
            .results()
            .map(MatchResult::group)
            .filter(it -> value(it) > 0 && value(it) < SMALL)
            .forEach(it -> found.add("compared with: " + it));
      }
    }
    return found;
  }

  /** Without comments and texts. */
  static String code(String source) {
    return COMMENT_OR_TEXT.matcher(source).replaceAll(" ");
  }

  private static double value(String number) {
    return Double.parseDouble(number.replaceAll("[L]$", ""));
  }
}
