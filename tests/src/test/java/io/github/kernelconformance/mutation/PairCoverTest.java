package io.github.kernelconformance.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PairCoverTest {

  /** Ten values on each of four axes, but for those that do not go together. */
  private static List<List<Integer>> items() {
    List<List<Integer>> items = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      List<Integer> item = List.of(i / 1000, i / 100 % 10, i / 10 % 10, i % 10);
      if (item.get(0) <= item.get(1)) {
        items.add(item);
      }
    }
    return items;
  }

  private static Set<List<Integer>> pairs(List<List<Integer>> items) {
    Set<List<Integer>> pairs = new HashSet<>();
    for (List<Integer> item : items) {
      for (int i = 0; i < item.size(); i++) {
        for (int j = i; j < item.size(); j++) {
          pairs.add(List.of(i, item.get(i), j, item.get(j)));
        }
      }
    }
    return pairs;
  }

  @Test
  void allPairsComeUpInFew() {
    List<List<Integer>> items = items();

    List<List<Integer>> some = PairCover.of(items, it -> it);

    assertThat(pairs(some)).isEqualTo(pairs(items));
    assertThat(some).hasSizeBetween(100, 400).doesNotHaveDuplicates().isSubsetOf(items);
    assertThat(some)
        .as("in the order of the list")
        .isSortedAccordingTo((one, other) -> items.indexOf(one) - items.indexOf(other));
    assertThat(PairCover.of(items, it -> it)).isEqualTo(some);
  }

  @Test
  void oneWayIsCoveredByItsValues() {
    assertThat(PairCover.of(List.of(3, 1, 3, 2), it -> List.of(it)))
        .containsExactlyInAnyOrder(1, 2, 3);
    assertThat(PairCover.of(List.<Integer>of(), it -> List.of(it))).isEmpty();
    assertThat(PairCover.of(List.of(7), it -> List.of(it, it))).containsExactly(7);
  }
}
