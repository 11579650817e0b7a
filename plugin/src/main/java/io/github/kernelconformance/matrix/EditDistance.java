package io.github.kernelconformance.matrix;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Levenshtein distances, to guess what a misspelt value was meant to be. */
public final class EditDistance {

  private EditDistance() {}

  /**
   * The insertions, deletions and replacements of single characters that turn one text into the
   * other. An asterisk in the pattern stands for any text and costs nothing.
   */
  public static int between(String pattern, String text) {
    int[] previous = new int[text.length() + 1];
    for (int j = 0; j <= text.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= pattern.length(); i++) {
      boolean wildcard = pattern.charAt(i - 1) == '*';
      int[] current = new int[text.length() + 1];
      current[0] = previous[0] + (wildcard ? 0 : 1);
      for (int j = 1; j <= text.length(); j++) {
        if (wildcard) {
          current[j] = Math.min(previous[j], current[j - 1]);
        } else {
          int replaced = previous[j - 1] + (pattern.charAt(i - 1) == text.charAt(j - 1) ? 0 : 1);
          current[j] = Math.min(replaced, 1 + Math.min(previous[j], current[j - 1]));
        }
      }
      previous = current;
    }
    return previous[text.length()];
  }

  /** The candidate nearest to a value, case aside, unless half the value would have to change. */
  public static Optional<String> nearest(String value, Collection<String> candidates) {
    String folded = value.toLowerCase(Locale.ROOT);
    return candidates.stream()
        .min(Comparator.comparingInt(candidate -> between(folded, candidate)))
        .filter(candidate -> between(folded, candidate) <= value.length() / 2);
  }

  /** The candidates nearest to a pattern, best first. */
  static List<String> nearest(String pattern, Collection<String> candidates, int limit) {
    record Scored(String candidate, int distance) {}
    return candidates.stream()
        .map(candidate -> new Scored(candidate, between(pattern, candidate)))
        .sorted(Comparator.comparingInt(Scored::distance))
        .limit(limit)
        .map(Scored::candidate)
        .toList();
  }
}
