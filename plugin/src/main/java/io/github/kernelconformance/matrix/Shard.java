package io.github.kernelconformance.matrix;

import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * One of several parts of the matrix that cost about the same, to spread a run over machines.
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
        "'%s' is not a shard".formatted(text),
        "index/count with the index from 1 to the count, for example 2/5",
        List.of());
  }

  /**
   * The items of this part, in their order. Items are dealt out by what they cost, the dearest
   * first, each to the part that has cost the least so far (Graham, "Bounds on multiprocessing
   * timing anomalies", SIAM J. Appl. Math. 17(2), 1969). Equal items and costs give equal parts.
   *
   * @param cost what an item costs, in any unit; not negative
   */
  public <T> List<T> select(List<T> items, ToLongFunction<T> cost) {
    long[] costs = items.stream().mapToLong(cost).toArray();
    long[] parts = new long[count];
    BitSet mine = new BitSet();
    IntStream.range(0, items.size())
        .boxed()
        .sorted(Comparator.comparingLong((Integer i) -> costs[i]).reversed())
        .forEach(
            i -> {
              int part = cheapest(parts);
              parts[part] += costs[i];
              mine.set(i, part == index - 1);
            });
    return mine.stream().mapToObj(items::get).toList();
  }

  private static int cheapest(long[] parts) {
    int cheapest = 0;
    for (int i = 1; i < parts.length; i++) {
      if (parts[i] < parts[cheapest]) {
        cheapest = i;
      }
    }
    return cheapest;
  }
}
