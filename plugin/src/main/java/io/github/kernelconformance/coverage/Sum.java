package io.github.kernelconformance.coverage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How often some code ran, as a sum and difference of counters.
 *
 * @param terms the index of a counter that is added, or -1 minus that of one that is subtracted;
 *     none where the code can never run
 */
public record Sum(List<Integer> terms) {

  /** Of code that can never run. */
  public static final Sum ZERO = new Sum(List.of());

  public Sum {
    terms = List.copyOf(terms);
  }

  /** One counter. */
  public static Sum of(int counter) {
    return new Sum(List.of(counter));
  }

  /** Whether the code can never run. */
  public boolean isZero() {
    return terms.isEmpty();
  }

  /** Whether it is one counter. */
  public boolean isCounter() {
    return terms.size() == 1 && terms.get(0) >= 0;
  }

  Sum plus(Sum other) {
    return with(other, 1);
  }

  Sum minus(Sum other) {
    return with(other, -1);
  }

  private Sum with(Sum other, int sign) {
    Map<Integer, Integer> factors = new TreeMap<>();
    add(factors, 1);
    other.add(factors, sign);
    List<Integer> all = new ArrayList<>();
    factors.forEach(
        (counter, factor) -> {
          for (int i = 0; i < Math.abs(factor); i++) {
            all.add(factor > 0 ? counter : -1 - counter);
          }
        });
    return new Sum(all);
  }

  private void add(Map<Integer, Integer> factors, int sign) {
    for (int term : terms) {
      factors.merge(term < 0 ? -1 - term : term, term < 0 ? -sign : sign, Integer::sum);
    }
  }

  /** The same of counters that lie further on. */
  Sum shifted(int by) {
    return new Sum(terms.stream().map(it -> it < 0 ? it - by : it + by).toList());
  }

  /** The value; at least 0, as where a kernel ended in the middle. */
  public long value(long[] counts) {
    long sum = 0;
    for (int term : terms) {
      sum += term < 0 ? -counts[-1 - term] : counts[term];
    }
    return Math.max(0, sum);
  }
}
