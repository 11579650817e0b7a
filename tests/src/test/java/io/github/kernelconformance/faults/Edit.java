package io.github.kernelconformance.faults;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A change of one place of a source.
 *
 * @param file below the sources, with forward slashes
 * @param after what comes before the place; empty where what stands there is there once
 * @param right what stands there
 * @param wrong what takes its place; empty where nothing does
 */
record Edit(String file, String after, String right, String wrong) {

  /** The source with the fault. */
  String apply(String source) {
    int at = find(source, right);
    return source.substring(0, at) + wrong + source.substring(at + right.length());
  }

  /**
   * The lines at fault of the source with the fault, from 1: those that this changed, or the lines
   * around a place that is empty now.
   */
  Set<Integer> linesIn(String faulty) {
    Set<Integer> lines = new TreeSet<>();
    if (wrong.isBlank()) {
      int first = lineAt(faulty, removedFrom(faulty));
      lines.add(nextLine(faulty, first, -1));
      lines.add(nextLine(faulty, first, 1));
      return lines;
    }
    int first = lineAt(faulty, find(faulty, wrong));
    List<String> changed = wrong.lines().toList();
    List<String> kept = right.lines().toList();
    for (int i = 0; i < changed.size(); i++) {
      if (!kept.contains(changed.get(i))) {
        lines.add(first + i);
      }
    }
    return lines;
  }

  private static int lineAt(String source, int place) {
    return 1 + (int) source.substring(0, place).chars().filter(it -> it == '\n').count();
  }

  /** Where an empty line is since the edit. */
  private int removedFrom(String faulty) {
    int from = faulty.indexOf(after);
    Matcher empty = Pattern.compile("(?m)^ +$").matcher(faulty.substring(from));
    if (!empty.find()) {
      throw new IllegalStateException("No line of %s was taken away".formatted(file));
    }
    return from + empty.start();
  }

  private static int nextLine(String source, int line, int step) {
    List<String> lines = source.lines().toList();
    int next = line + step;
    while (lines.get(next - 1).isBlank()) {
      next += step;
    }
    return next;
  }

  private int find(String source, String text) {
    int from = source.indexOf(after);
    int at = source.indexOf(text, from + after.length());
    if (from < 0 || at < 0) {
      throw new IllegalStateException("%s has no %s after %s".formatted(file, text, after));
    }
    if (after.isEmpty() && source.indexOf(text, at + 1) >= 0) {
      throw new IllegalStateException("%s has %s more than once".formatted(file, text));
    }
    return at;
  }
}
