package io.github.kernelconformance.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShardTest {

  private static final List<Integer> ITEMS = IntStream.range(0, 17).boxed().toList();

  @Test
  void shardsTogetherHoldEachItemOnce() {
    List<Integer> joined =
        IntStream.rangeClosed(1, 5)
            .mapToObj(i -> Shard.parse(i + "/5").select(ITEMS, item -> 1))
            .peek(part -> assertThat(part).hasSizeBetween(3, 4).isSorted())
            .flatMap(List::stream)
            .toList();

    assertThat(joined).containsExactlyInAnyOrderElementsOf(ITEMS);
  }

  @Test
  void shardsCostAboutTheSame() {
    List<Long> costs =
        IntStream.rangeClosed(1, 5)
            .mapToObj(i -> new Shard(i, 5).select(ITEMS, item -> item * item))
            .map(part -> part.stream().mapToLong(item -> item * item).sum())
            .toList();

    // The sum is 1496, and the dearest item is 256; every fifth item would cost from 230 to 395.
    assertThat(costs).allSatisfy(cost -> assertThat(cost).isBetween(280L, 320L));
  }

  @Test
  void itemsThatCostTheSameAreDealtInOrder() {
    assertThat(new Shard(2, 3).select(ITEMS, item -> 7)).containsExactly(1, 4, 7, 10, 13, 16);
  }

  @Test
  void thereMayBeMoreShardsThanItems() {
    assertThat(new Shard(2, 3).select(List.of("a"), String::length)).isEmpty();
  }

  @Test
  void oneShardIsAll() {
    assertThat(Shard.ALL.select(ITEMS, item -> item)).isEqualTo(ITEMS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "2", "0/5", "6/5", "2/0", "2/5/7", "two/5", "-1/5", "2\\5"})
  void badShards(String text) {
    assertThatThrownBy(() -> Shard.parse(text))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("Parameter 'shard': '%s' is not a shard.".formatted(text))
        .hasMessageContaining("for example 2/5");
  }
}
