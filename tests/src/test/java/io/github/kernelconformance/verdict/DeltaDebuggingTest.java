package io.github.kernelconformance.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DeltaDebuggingTest {

  private static final Random RANDOM = new Random(34);

  /** Whatever fails, what is left fails, and no element of it can be left out alone. */
  @Test
  void whatIsLeftFailsAndEachOfItsElementsIsNeeded() {
    for (int i = 0; i < 2_000; i++) {
      int size = 1 + RANDOM.nextInt(40);
      Predicate<int[]> fails = i % 2 == 0 ? anyOfSomeSets(size) : anything(size);
      int[] all = IntStream.range(0, size).toArray();

      int[] left = new DeltaDebugging(fails, () -> false).minimize(all);

      assertThat(left.length == size || fails.test(left)).isTrue();
      assertThat(left).isSorted().doesNotHaveDuplicates();
      for (int without : left) {
        int[] less = Arrays.stream(left).filter(it -> it != without).toArray();
        assertThat(fails.test(less)).as("%s without %s", Arrays.toString(left), without).isFalse();
      }
    }
  }

  /** Fails if it has all elements of one of some sets: what is smallest is known. */
  private static Predicate<int[]> anyOfSomeSets(int size) {
    List<Set<Integer>> sets =
        IntStream.rangeClosed(0, RANDOM.nextInt(3))
            .mapToObj(
                it ->
                    (Set<Integer>)
                        new HashSet<>(
                            RANDOM.ints(RANDOM.nextInt(4), 0, size).boxed().distinct().toList()))
            .toList();
    return some -> {
      Set<Integer> there = new HashSet<>(Arrays.stream(some).boxed().toList());
      return sets.stream().anyMatch(there::containsAll);
    };
  }

  /** Fails or not as a hash of the elements says, which is far from monotone; all of them fail. */
  private static Predicate<int[]> anything(int size) {
    int seed = RANDOM.nextInt();
    return some -> some.length == size || new Random(seed ^ Arrays.hashCode(some)).nextInt(4) == 0;
  }

  @Test
  void anElementThatFailsAloneIsFoundByHalves() {
    for (int size : new int[] {1, 2, 3, 100, 4_096}) {
      AtomicInteger tests = new AtomicInteger();
      int culprit = size * 2 / 3;
      Predicate<int[]> fails =
          some -> {
            tests.incrementAndGet();
            return Arrays.stream(some).anyMatch(it -> it == culprit);
          };

      int[] left =
          new DeltaDebugging(fails, () -> false).minimize(IntStream.range(0, size).toArray());

      assertThat(left).containsExactly(culprit);
      assertThat(tests.get())
          .isLessThanOrEqualTo(2 * (32 - Integer.numberOfLeadingZeros(size)) + 1);
    }
  }

  @Test
  void whatNeedsNoElementIsLeftWithNone() {
    assertThat(new DeltaDebugging(some -> true, () -> false).minimize(new int[] {4, 7})).isEmpty();
  }

  /** A search that is over asks nothing more, and what it has fails. */
  @Test
  void aSearchThatIsOverGivesTheSmallestSoFar() {
    int[] all = IntStream.range(0, 64).toArray();
    for (int most = 0; most < 40; most++) {
      AtomicInteger tests = new AtomicInteger();
      int limit = most;
      Predicate<int[]> fails =
          some -> {
            tests.incrementAndGet();
            return Arrays.stream(some).filter(it -> it % 16 == 3).count() == 4;
          };

      int[] left = new DeltaDebugging(fails, () -> tests.get() >= limit).minimize(all);

      assertThat(tests.get()).isLessThanOrEqualTo(limit);
      assertThat(Arrays.stream(left).filter(it -> it % 16 == 3).count()).isEqualTo(4);
    }
  }
}
