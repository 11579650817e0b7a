package io.github.kernelconformance.verdict;

import io.github.kernelconformance.family.ArrayType;
import io.github.kernelconformance.family.Expected;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/** The elements of one output beside what is expected. */
final class Elements {

  private static final double INFINITY = Double.POSITIVE_INFINITY;

  private final ArrayType.Element type;
  private final Grid grid;
  private final byte[] output;
  private final int first;
  private final double[] got;
  private final Expected expected;
  private final IntFunction<Element> each;

  /** Takes elements one by one, as {@link Element} has them: there may be millions. */
  @FunctionalInterface
  interface Taker {
    void take(int index, double got, double reference, double error, double ratio);
  }

  private Elements(ArrayType.Element type, byte[] output, int first, Expected expected) {
    this.type = type;
    this.output = output;
    this.first = first;
    this.expected = expected;
    grid = new Grid(type);
    got = type.decode(output);
    each = each();
  }

  /** The elements in order. */
  static List<Element> of(ArrayType.Element type, byte[] output, Expected expected) {
    return of(type, output, 0, expected);
  }

  /**
   * Some of the elements, in order.
   *
   * @param part of the output
   * @param first the index of its first element; 0 where a property is expected, which is one of
   *     the whole output
   * @param expected of the whole output
   */
  static List<Element> of(ArrayType.Element type, byte[] part, int first, Expected expected) {
    Elements elements = new Elements(type, part, first, expected);
    List<Element> all = new ArrayList<>(part.length / type.bytes());
    elements.forEach(
        (index, got, reference, error, ratio) ->
            all.add(new Element(index, got, reference, error, ratio)));
    return all;
  }

  /** All elements, to be looked at one by one: there may be millions. */
  static Elements all(ArrayType.Element type, byte[] output, Expected expected) {
    return new Elements(type, output, 0, expected);
  }

  /** Whether all of some elements are right, as {@link #of} takes them. */
  static boolean right(ArrayType.Element type, byte[] part, int first, Expected expected) {
    Elements elements = new Elements(type, part, first, expected);
    for (int i = 0; i < elements.got.length; i++) {
      if (elements.each.apply(first + i).wrong()) {
        return false;
      }
    }
    return true;
  }

  int size() {
    return got.length;
  }

  /** Gives the elements in order. */
  void forEach(Taker taker) {
    if (expected instanceof Expected.Near near) {
      forEachNear(near, taker);
    } else {
      for (int i = 0; i < got.length; i++) {
        give(each.apply(first + i), taker);
      }
    }
  }

  /** Most elements are right, and seen to be at once; {@link #near} says what the others are. */
  private void forEachNear(Expected.Near near, Taker taker) {
    for (int i = first; i < first + got.length; i++) {
      double it = got(i);
      double reference = near.values()[i];
      double bound = near.bounds()[i];
      double error = Math.abs(it - reference);
      boolean last = near.reach()[i] != Expected.Reach.ROUNDED;
      boolean well = error <= bound / 2 || !last && it == grid.round(reference);
      if (well && error < INFINITY && bound < INFINITY) {
        double allowed = last ? bound : bound + grid.ulp(reference) / 2;
        taker.take(i, it, reference, error, error == 0 ? 0 : Math.min(1, error / allowed));
      } else {
        give(near(i, near), taker);
      }
    }
  }

  private static void give(Element it, Taker taker) {
    taker.take(it.index(), it.got(), it.reference(), it.error(), it.ratio());
  }

  private IntFunction<Element> each() {
    if (expected instanceof Expected.Near near) {
      return i -> near(i, near);
    }
    if (expected instanceof Expected.Rounded rounded) {
      return i -> rounded(i, rounded.values()[i]);
    }
    if (expected instanceof Expected.Bits bits) {
      double[] values = type.decode(bits.bytes());
      return i -> bits(i, values[i], bits.bytes());
    }
    if (expected instanceof Expected.OneOf oneOf) {
      return i -> oneOf(i, oneOf.choices().get(i));
    }
    Map<Integer, Double> broken = ((Expected.Satisfies) expected).check().broken(got.clone());
    return i -> either(i, broken.getOrDefault(i, got(i)), !broken.containsKey(i));
  }

  private double got(int i) {
    return got[i - first];
  }

  private Element near(int i, Expected.Near near) {
    double reference = near.values()[i];
    double bound = near.bounds()[i];
    if (!Double.isFinite(bound)) {
      return new Element(i, got(i), reference, 0, 0);
    }
    Expected.Reach reach = near.reach()[i];
    boolean last = reach != Expected.Reach.ROUNDED;
    if (last && Double.isInfinite(got(i)) && Double.isFinite(reference)) {
      return either(i, reference, reach.has(got(i)));
    }
    double error = error(got(i), reference, bound);
    double ratio = error;
    if (error != 0 && error != INFINITY) {
      double allowed = last ? bound : bound + grid.ulp(reference) / 2;
      // Where no operation can round, either neighbour of a tie will do. What is well within the
      // bound is what rounding makes of itself.
      boolean right =
          last || bound == 0
              ? error <= allowed
              : error <= bound / 2 || grid.range(reference, bound).holds(got(i));
      ratio = right ? Math.min(1, error / allowed) : Math.max(Math.nextUp(1.0), error / allowed);
    }
    return new Element(i, got(i), reference, error, ratio);
  }

  private Element rounded(int i, double reference) {
    double error = error(got(i), reference, 0);
    boolean right = error == 0 || got(i) == grid.round(reference);
    return new Element(i, got(i), reference, error, right ? 0 : INFINITY);
  }

  private Element bits(int i, double reference, byte[] bytes) {
    int size = type.bytes();
    int from = (i - first) * size;
    return either(
        i, reference, Arrays.equals(output, from, from + size, bytes, i * size, (i + 1) * size));
  }

  private Element oneOf(int i, double[] choices) {
    boolean right =
        Arrays.stream(choices)
            .anyMatch(it -> it == got(i) || Double.isNaN(it) && Double.isNaN(got(i)));
    return either(i, right ? got(i) : choices[0], right);
  }

  private Element either(int i, double reference, boolean right) {
    double error = right ? 0 : Math.abs(got(i) - reference);
    return new Element(
        i, got(i), reference, Double.isFinite(error) ? error : INFINITY, right ? 0 : INFINITY);
  }

  /** {@code |got - reference|}; zero for a NaN or an infinity that is right, else infinite. */
  private double error(double value, double reference, double bound) {
    if (Double.isFinite(value) && Double.isFinite(reference)) {
      return Math.abs(value - reference);
    }
    boolean right =
        Double.isFinite(reference)
            ? grid.range(reference, bound).holds(value)
            : value == reference || Double.isNaN(value) && Double.isNaN(reference);
    return right ? 0 : INFINITY;
  }
}
