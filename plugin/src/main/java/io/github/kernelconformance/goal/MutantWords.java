package io.github.kernelconformance.goal;

import io.github.kernelconformance.mutation.Mutant;

/** What a mutant changes, in a few words. */
final class MutantWords {

  private static final int LONGEST = 60;

  private MutantWords() {}

  /** For example {@code changing i < n to i <= n}. */
  static String of(Mutant mutant) {
    int places = mutant.blamed().size();
    return places > 1 ? "%s in %d places".formatted(change(mutant), places) : change(mutant);
  }

  private static String change(Mutant mutant) {
    String before = plain(mutant.before());
    String after = plain(mutant.after());
    if (before.isEmpty()) {
      return "adding " + after.replaceFirst(";$", "").replace("::metal::", "");
    }
    if (after.isEmpty()) {
      return before.length() > LONGEST ? "leaving out a statement" : "leaving out " + before;
    }
    int begin = 0;
    while (begin < Math.min(before.length(), after.length())
        && before.charAt(begin) == after.charAt(begin)) {
      begin++;
    }
    int end = 0;
    while (end < Math.min(before.length(), after.length()) - begin
        && before.charAt(before.length() - 1 - end) == after.charAt(after.length() - 1 - end)) {
      end++;
    }
    if (before.length() + after.length() <= LONGEST) {
      return "changing " + before + " to " + after;
    }
    // A long expression is told by what is around the difference.
    int from = Math.max(0, begin - LONGEST / 4);
    String one = cut(before, from, before.length() - Math.max(0, end - LONGEST / 4));
    String other = cut(after, from, after.length() - Math.max(0, end - LONGEST / 4));
    return one.length() <= LONGEST && other.length() <= LONGEST
        ? "changing " + one + " to " + other
        : "the change \"" + mutant.operator().says() + "\"";
  }

  private static String cut(String text, int from, int to) {
    return (from > 0 ? "…" : "") + text.substring(from, to) + (to < text.length() ? "…" : "");
  }

  private static String plain(String text) {
    return text.replace("::kernel_conformance::", "").replaceAll("\\s+", " ").strip();
  }
}
