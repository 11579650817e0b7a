package io.github.kernelconformance.matrix;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lists of sizes and ranges of sizes, such as {@code 1..7,8,12,16}; both ends belong to a range.
 */
public final class IntegerRanges {

  /** The largest size that can be asked for: up to here {@code exact} inputs can be made. */
  public static final int LARGEST = 32_768;

  private static final Pattern ENTRY = Pattern.compile("(\\d{1,9})(?:\\s*\\.\\.\\s*(\\d{1,9}))?");

  private IntegerRanges() {}

  /**
   * The sizes that a text stands for, ascending, each once.
   *
   * @param keyword what else the parameter takes, for the message, for example {@code auto}; may be
   *     empty
   * @throws ConfigurationException if an entry is neither a size nor a range of sizes from 1 to
   *     {@link #LARGEST}
   */
  public static List<Integer> parse(String parameter, String text, String keyword) {
    String allowed =
        (keyword.isEmpty() ? "" : keyword + ", or ")
            + "whole numbers from 1 to %d and ranges of them, for example 1..7,8,12,16"
                .formatted(LARGEST);
    SortedSet<Integer> sizes = new TreeSet<>();
    for (String entry : CommaList.split(parameter, text, allowed)) {
      Matcher matcher = ENTRY.matcher(entry);
      if (!matcher.matches()) {
        throw bad(parameter, entry, "is neither a size nor a range", allowed, List.of());
      }
      int first = Integer.parseInt(matcher.group(1));
      int last = matcher.group(2) == null ? first : Integer.parseInt(matcher.group(2));
      if (first < 1 || Math.max(first, last) > LARGEST) {
        throw bad(parameter, entry, "is out of range", allowed, List.of());
      }
      if (first > last) {
        throw bad(parameter, entry, "runs backwards", allowed, List.of(last + ".." + first));
      }
      for (int size = first; size <= last; size++) {
        sizes.add(size);
      }
    }
    return List.copyOf(sizes);
  }

  private static ConfigurationException bad(
      String parameter, String entry, String problem, String allowed, List<String> suggestions) {
    return new ConfigurationException(
        parameter, entry, "'%s' %s".formatted(entry, problem), allowed, suggestions);
  }
}
