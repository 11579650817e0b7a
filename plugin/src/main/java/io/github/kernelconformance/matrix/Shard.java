package io.github.kernelconformance.matrix;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * One of several equal parts of the matrix, to spread a run over machines.
 *
 * @param index from 1
 * @param count the number of parts
 */
public record Shard(int index, int count) {

  /** All of the matrix. */
  public static final Shard ALL = new Shard(1, 1);

  private static final Pattern TEXT = Pattern.compile("(\\d{1,6})/(\\d{1,6})");

  /**
   * Checks the components.
   *
   * @throws IllegalArgumentException if the index is not between 1 and the count
   */
  public Shard {
    if (index < 1 || index > count) {
      throw new IllegalArgumentException("shard %d of %d".formatted(index, count));
    }
  }

  /**
   * Reads a shard, for example {@code 2/5}.
   *
   * @throws ConfigurationException if the text is no such thing
   */
  public static Shard parse(String text) {
    Matcher matcher = TEXT.matcher(text.strip());
    if (matcher.matches()) {
      int index = Integer.parseInt(matcher.group(1));
      int count = Integer.parseInt(matcher.group(2));
      if (1 <= index && index <= count) {
        return new Shard(index, count);
      }
    }
    throw new ConfigurationException(
        "shard",
        text,
        "'%s' is no part of a whole".formatted(text),
        "index/count with the index from 1 to the count, for example 2/5",
        List.of());
  }

  /** The items of this part: every {@code count}-th, so that small and large ones are spread. */
  public <T> List<T> select(List<T> items) {
    return IntStream.range(0, items.size())
        .filter(i -> i % count == index - 1)
        .mapToObj(items::get)
        .toList();
  }
}
