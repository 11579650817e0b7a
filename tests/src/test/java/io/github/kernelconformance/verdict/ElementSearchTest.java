package io.github.kernelconformance.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kernelconformance.family.Reducible.Part;
import io.github.kernelconformance.family.Reducible.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ElementSearchTest {

  /** A sum of products: each product that is not 0 shows a factor that is wrong. */
  @Test
  void oneProductIsLeftOfADotProductAndItsFactorsAre1() {
    List<Part> parts = List.of(part("w", 64, true, true), part("x", 64, true, true));
    Predicate<List<double[]>> fails =
        it -> IntStream.range(0, 64).anyMatch(i -> it.get(0)[i] * it.get(1)[i] != 0);

    List<double[]> left = simplest(parts, fails);

    assertThat(nonZero(left.get(0))).containsExactlyElementsOf(nonZero(left.get(1))).hasSize(1);
    int i = nonZero(left.get(0)).get(0);
    assertThat(left.get(0)[i]).isEqualTo(1);
    assertThat(left.get(1)[i]).isEqualTo(1);
  }

  /** Elements that cannot be 0 become 1, unless it is they that fail. */
  @Test
  void whatCannotBe0Becomes1() {
    List<Part> parts = List.of(part("scales", 9, false, true), part("x", 9, true, false));

    List<double[]> left = simplest(parts, it -> it.get(0)[4] != 1 && it.get(1)[4] != 0);

    double scale = parts.get(0).values()[4];
    assertThat(left.get(0)).containsExactly(1, 1, 1, 1, scale, 1, 1, 1, 1);
    assertThat(nonZero(left.get(1))).containsExactly(4);
    assertThat(left.get(1)[4]).isEqualTo(parts.get(1).values()[4]);
  }

  @Test
  void whatMayNotChangeStays() {
    List<Part> parts = List.of(part("token", 5, false, false), part("x", 5, true, true));

    List<double[]> left = simplest(parts, it -> true);

    assertThat(left.get(0)).isEqualTo(parts.get(0).values());
    assertThat(left.get(1)).containsOnly(0);
  }

  @Test
  void whatMustBeBelowZeroBecomesMinus1() {
    Part x = new Part("x", "", List.of(3), new double[] {2, -3, -4}, true, true, true);
    Part code = new Part("code", "", List.of(1), new double[] {-3}, false, false, false);

    List<double[]> left =
        simplest(List.of(x, code), it -> it.get(0)[1] < 0 && it.get(0)[2] != 0 && it.get(1)[0] < 0);

    assertThat(left.get(0)).containsExactly(0, -1, 1);
    assertThat(left.get(1)).containsExactly(-3);
  }

  @Test
  void zerosLoseTheirSigns() {
    Part part = new Part("x", "", List.of(3), new double[] {-0.0, 2, -0.0}, true, true, true);

    List<double[]> left = simplest(List.of(part), it -> it.get(0)[1] != 0);

    assertThat(left.get(0)).containsExactly(0.0, 1.0, 0.0);
  }

  /** Whatever fails: in the end no element can become 0 alone, and none that is kept 1. */
  @Test
  void noElementCanBeSimplerAlone() {
    Random random = new Random(34);
    for (int i = 0; i < 200; i++) {
      int seed = random.nextInt();
      List<Part> parts =
          List.of(part("a", 1 + random.nextInt(12), true, true), part("b", 8, true, false));
      List<double[]> all = parts.stream().map(Part::values).toList();
      Predicate<List<double[]>> fails =
          it -> same(it, all) || new Random(seed ^ hash(it)).nextInt(3) == 0;

      List<double[]> left = simplest(parts, fails);

      assertThat(fails.test(left)).isTrue();
      for (int p = 0; p < parts.size(); p++) {
        for (int e : nonZero(left.get(p))) {
          assertThat(fails.test(with(left, p, e, 0))).isFalse();
          boolean kept = parts.get(p).one() && left.get(p)[e] != 1;
          assertThat(kept && fails.test(with(left, p, e, 1))).isFalse();
        }
      }
    }
  }

  @Test
  void aSearchThatIsOverGivesWhatFails() {
    List<Part> parts = List.of(part("x", 100, true, true));
    Predicate<List<double[]>> fails = it -> it.get(0)[17] != 0 && it.get(0)[83] != 0;
    for (int most = 0; most < 30; most++) {
      AtomicInteger tests = new AtomicInteger();
      int limit = most;

      List<Value[]> left =
          new ElementSearch(
                  parts,
                  it -> {
                    tests.incrementAndGet();
                    return fails.test(numbers(parts, it));
                  },
                  () -> tests.get() >= limit)
              .simplest();

      assertThat(tests.get()).isLessThanOrEqualTo(limit);
      assertThat(fails.test(numbers(parts, left))).isTrue();
    }
  }

  private static Part part(String name, int size, boolean zero, boolean one) {
    double[] values = IntStream.range(0, size).mapToDouble(i -> i + 2.5).toArray();
    return new Part(name, "", List.of(size), values, zero, one, zero);
  }

  private static List<double[]> simplest(List<Part> parts, Predicate<List<double[]>> fails) {
    List<Value[]> left =
        new ElementSearch(parts, it -> fails.test(numbers(parts, it)), () -> false).simplest();
    return numbers(parts, left);
  }

  private static List<double[]> numbers(List<Part> parts, List<Value[]> elements) {
    List<double[]> numbers = new ArrayList<>();
    for (int p = 0; p < parts.size(); p++) {
      Part part = parts.get(p);
      Value[] of = elements.get(p);
      numbers.add(
          IntStream.range(0, of.length)
              .mapToDouble(i -> ElementSearch.number(part, of, i))
              .toArray());
    }
    return numbers;
  }

  private static List<Integer> nonZero(double[] numbers) {
    return IntStream.range(0, numbers.length).filter(i -> numbers[i] != 0).boxed().toList();
  }

  private static List<double[]> with(List<double[]> all, int p, int e, double value) {
    List<double[]> changed = new ArrayList<>(all);
    changed.set(p, all.get(p).clone());
    changed.get(p)[e] = value;
    return changed;
  }

  private static int hash(List<double[]> all) {
    return Arrays.deepHashCode(all.toArray());
  }

  private static boolean same(List<double[]> a, List<double[]> b) {
    return Arrays.deepEquals(a.toArray(), b.toArray());
  }
}
