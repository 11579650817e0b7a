package io.github.kernelconformance.mutation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;

/**
 * Picks some of many so that every two values which come up together in one of all come up together
 * in one of those (pairwise testing: Cohen, Dalal, Fredman and Patton, 1997). Most faults that
 * depend on parameters depend on one or two of them (Kuhn, Wallace and Gallo, 2004).
 */
public final class PairCover {

  private record Pair(int first, Object one, int second, Object other) {}

  private PairCover() {}

  /**
   * Picks, in the order of the list. Equal lists give equal picks.
   *
   * @param values what an item is like, in as many ways for each of them
   */
  public static <T> List<T> of(List<T> items, Function<T, List<?>> values) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      order.add(i);
    }
    // Neighbours are alike, so few of them would bring more than one pair.
    Collections.shuffle(order, new Random(items.size()));
    Set<Pair> seen = new HashSet<>();
    boolean[] picked = new boolean[items.size()];
    for (int i : order) {
      picked[i] = addPairs(values.apply(items.get(i)), seen);
    }
    List<T> picks = new ArrayList<>();
    for (int i = 0; i < picked.length; i++) {
      if (picked[i]) {
        picks.add(items.get(i));
      }
    }
    return picks;
  }

  /** Whether any was new. */
  private static boolean addPairs(List<?> values, Set<Pair> seen) {
    boolean some = false;
    for (int i = 0; i < values.size(); i++) {
      // A value alone is a pair with itself, for there may be one way only.
      for (int j = i; j < values.size(); j++) {
        some |= seen.add(new Pair(i, values.get(i), j, values.get(j)));
      }
    }
    return some;
  }
}
