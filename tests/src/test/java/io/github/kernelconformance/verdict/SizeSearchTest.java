package io.github.kernelconformance.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class SizeSearchTest {

  /** Points of rows and n; n is a multiple of a step. */
  private record Sizes(int step) implements SizeSearch.Space<Map<String, Integer>> {

    @Override
    public List<String> axes(Map<String, Integer> point) {
      return List.of("rows", "n");
    }

    @Override
    public int size(Map<String, Integer> point, String axis) {
      return point.get(axis);
    }

    @Override
    public Optional<Map<String, Integer>> at(Map<String, Integer> point, String axis, int size) {
      Map<String, Integer> at = new HashMap<>(point);
      at.put(axis, size);
      return at.get("n") % step == 0 ? Optional.of(at) : Optional.empty();
    }
  }

  @Test
  void aThresholdOfAFewStepsIsMetWhereItIs() {
    assertThat(smallest(32, 3, 4096, it -> it.get("n") > 256))
        .isEqualTo(Map.of("rows", 1, "n", 288));
  }

  @Test
  void aThresholdFarAwayIsMetByHalves() {
    for (int threshold : new int[] {41, 999, 1000, 4095}) {
      assertThat(smallest(1, 1, 4096, it -> it.get("n") > threshold).get("n"))
          .isEqualTo(threshold + 1);
    }
    assertThat(smallest(64, 1, 65_536, it -> it.get("n") > 10_000).get("n")).isEqualTo(10_048);
  }

  /** What fails at no multiple of a size fails at 1 too, though not at the size itself. */
  @Test
  void theSmallestSizesAreTriedFirst() {
    assertThat(smallest(1, 2, 1000, it -> it.get("n") % 128 != 0).get("n")).isEqualTo(1);
  }

  /** Axes that hang together: what one gives up another may. */
  @Test
  void theAxesAreTriedUntilNoneGetsSmaller() {
    assertThat(smallest(1, 6, 6, it -> it.get("n") >= it.get("rows") && it.get("n") % 3 == 0))
        .isEqualTo(Map.of("rows", 1, "n", 3));
  }

  /** Whatever fails: the result fails, and is no larger on any axis. */
  @Test
  void theResultFailsAndIsNoLarger() {
    Random random = new Random(34);
    for (int i = 0; i < 300; i++) {
      int seed = random.nextInt();
      int rows = 1 + random.nextInt(9);
      int n = 8 * (1 + random.nextInt(200));
      Map<String, Integer> start = Map.of("rows", rows, "n", n);
      Predicate<Map<String, Integer>> fails =
          it -> it.equals(start) || new Random(seed ^ it.hashCode()).nextInt(5) == 0;

      Map<String, Integer> found =
          new SizeSearch<>(new Sizes(8), fails, () -> false).smallest(start);

      assertThat(fails.test(found)).isTrue();
      assertThat(found.get("rows")).isLessThanOrEqualTo(rows);
      assertThat(found.get("n")).isLessThanOrEqualTo(n);
    }
  }

  @Test
  void aSearchThatIsOverAsksNothingMore() {
    AtomicInteger tests = new AtomicInteger();
    Map<String, Integer> found =
        new SizeSearch<>(
                new Sizes(1),
                it -> {
                  tests.incrementAndGet();
                  return it.get("n") > 5_000;
                },
                () -> tests.get() >= 45)
            .smallest(Map.of("rows", 1, "n", 10_000));

    assertThat(tests.get()).isEqualTo(45);
    assertThat(found.get("n")).isBetween(5_001, 10_000);
  }

  private static Map<String, Integer> smallest(
      int step, int rows, int n, Predicate<Map<String, Integer>> fails) {
    return new SizeSearch<>(new Sizes(step), fails, () -> false)
        .smallest(Map.of("rows", rows, "n", n));
  }
}
