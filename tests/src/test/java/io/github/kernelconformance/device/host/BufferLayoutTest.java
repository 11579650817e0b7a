package io.github.kernelconformance.device.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kernelconformance.family.Argument;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The two layouts of a launch with checks. The distances from one buffer's start at which an access
 * touches another buffer are an interval; no interval of one layout meets one of the other.
 */
class BufferLayoutTest {

  private static final int WIDEST_ACCESS = 32;
  private static final int MEBIBYTE = 1 << 20;

  static Stream<List<Integer>> lengths() {
    Random random = new Random(1);
    Stream<List<Integer>> drawn =
        Stream.generate(() -> random.nextInt(2, 24))
            .limit(40)
            .map(
                count ->
                    random
                        .ints(count, 0, 24)
                        .mapToObj(bits -> (1 << bits) - random.nextInt(0, 1 + (1 << bits) / 2))
                        .toList());
    Stream<List<Integer>> chosen =
        Stream.of(
            List.of(1, 1),
            List.of(0, 1, 0),
            List.of(255, 256, 257, 1, 2, 3),
            List.of(1, 5 * MEBIBYTE + 1, 1),
            List.of(700 * MEBIBYTE, 1, 700 * MEBIBYTE + 13),
            Collections.nCopies(64, 4097));
    return Stream.concat(chosen, drawn);
  }

  @ParameterizedTest
  @MethodSource("lengths")
  void noWrongOffsetReachesAnotherBufferInBothLayouts(List<Integer> lengths) {
    List<Argument> arguments = arguments(lengths);
    BufferLayout first = BufferLayout.of(arguments, true);
    BufferLayout second = BufferLayout.apart(arguments);
    assertThat(disjoint(first, lengths)).isTrue();
    assertThat(disjoint(second, lengths)).isTrue();
    List<long[]> some = displacements(first, lengths);
    List<long[]> others = displacements(second, lengths);
    for (long[] it : some) {
      for (long[] other : others) {
        assertThat(it[1] <= other[0] || other[1] <= it[0])
            .as("%d to %d and %d to %d", it[0], it[1], other[0], other[1])
            .isTrue();
      }
    }
  }

  /** Where an access lands by which it reaches another buffer in the first layout. */
  @ParameterizedTest
  @MethodSource("lengths")
  void suchAnAccessStaysInTheMemoryAndNearestToItsOwnBuffer(List<Integer> lengths) {
    List<Argument> arguments = arguments(lengths);
    BufferLayout second = BufferLayout.apart(arguments);
    List<long[]> displacements = displacements(BufferLayout.of(arguments, true), lengths);
    long furthest =
        displacements.stream()
            .mapToLong(it -> Math.max(-it[0], it[1] + WIDEST_ACCESS))
            .max()
            .orElseThrow();
    for (int i = 0; i < lengths.size(); i++) {
      long begin = second.offsets().get(i);
      assertThat(begin - furthest).isNotNegative();
      assertThat(begin + furthest).isLessThanOrEqualTo(second.size());
      for (int j = 0; j < lengths.size(); j++) {
        long other = second.offsets().get(j);
        if (other > begin) {
          assertThat(other - begin - furthest).isGreaterThan(furthest - lengths.get(i));
        } else if (other < begin) {
          assertThat(begin - furthest - other - lengths.get(j)).isGreaterThanOrEqualTo(furthest);
        }
      }
    }
  }

  @Test
  void buffersAreInReverseOrder() {
    BufferLayout second = BufferLayout.apart(arguments(List.of(10, 20, 30)));
    assertThat(second.offsets()).isSortedAccordingTo((a, b) -> Long.compare(b, a));
  }

  @Test
  void launchesOfNearlyTheSameSizesUseTheSamePages() {
    assertThat(BufferLayout.apart(arguments(List.of(100, 3000, 4))))
        .isEqualTo(BufferLayout.apart(arguments(List.of(64, 4000, 8))));
  }

  private static List<Argument> arguments(List<Integer> lengths) {
    List<Argument> arguments = new ArrayList<>();
    for (int length : lengths) {
      arguments.add(new Argument.Output("b" + arguments.size(), length));
    }
    return arguments;
  }

  private static boolean disjoint(BufferLayout layout, List<Integer> lengths) {
    for (int i = 0; i < lengths.size(); i++) {
      for (int j = 0; j < lengths.size(); j++) {
        long begin = layout.offsets().get(i);
        long other = layout.offsets().get(j);
        if (i != j && begin <= other && other < begin + lengths.get(i) + 1) {
          return false;
        }
      }
    }
    return true;
  }

  /**
   * For each pair, the first distance at which an access touches the other, and the first after.
   */
  private static List<long[]> displacements(BufferLayout layout, List<Integer> lengths) {
    List<long[]> displacements = new ArrayList<>();
    for (int i = 0; i < lengths.size(); i++) {
      for (int j = 0; j < lengths.size(); j++) {
        if (i != j) {
          long distance = layout.offsets().get(j) - layout.offsets().get(i);
          displacements.add(new long[] {distance - WIDEST_ACCESS + 1, distance + lengths.get(j)});
        }
      }
    }
    return displacements;
  }
}
