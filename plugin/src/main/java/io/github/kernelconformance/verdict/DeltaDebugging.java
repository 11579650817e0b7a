package io.github.kernelconformance.verdict;

import java.util.Arrays;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * Finds few elements that still fail: the algorithm ddmin of Zeller and Hildebrandt, "Simplifying
 * and Isolating Failure-Inducing Input", IEEE TSE 28(2), 2002.
 */
public final class DeltaDebugging {

  private final Predicate<int[]> fails;
  private final BooleanSupplier over;

  /**
   * @param fails whether some of the elements, in their order, still fail. Equal elements must give
   *     equal answers
   * @param over whether to stop and be content with what there is
   */
  public DeltaDebugging(Predicate<int[]> fails, BooleanSupplier over) {
    this.fails = fails;
    this.over = over;
  }

  /**
   * Some of the elements that fail, of which none can be left out alone, unless the search was over
   * before that was known. It takes about {@code 2 log2(n)} tests where one element of n fails
   * alone, and never more than {@code n * n + 3 n}.
   *
   * @param elements that fail; they are not tested
   */
  public int[] minimize(int[] elements) {
    int[] failing = elements;
    if (failing.length == 0 || fails(new int[0])) {
      return new int[0];
    }
    int parts = 2;
    while (failing.length > 1 && !over.getAsBoolean()) {
      int[] smaller = smaller(failing, parts);
      if (smaller != null) {
        boolean part = smaller.length <= (failing.length + parts - 1) / parts;
        failing = smaller;
        parts = part ? 2 : Math.max(parts - 1, 2);
      } else if (parts < failing.length) {
        parts = Math.min(2 * parts, failing.length);
      } else {
        break;
      }
    }
    return failing;
  }

  /** A part that fails, or else all but a part; null if there is neither. */
  private int[] smaller(int[] failing, int parts) {
    for (int i = 0; i < parts; i++) {
      int[] part =
          Arrays.copyOfRange(failing, start(failing, parts, i), start(failing, parts, i + 1));
      if (fails(part)) {
        return part;
      }
    }
    for (int i = 0; parts > 2 && i < parts; i++) {
      int[] rest = without(failing, start(failing, parts, i), start(failing, parts, i + 1));
      if (fails(rest)) {
        return rest;
      }
    }
    return null;
  }

  private static int start(int[] elements, int parts, int part) {
    return (int) ((long) elements.length * part / parts);
  }

  private static int[] without(int[] elements, int from, int to) {
    int[] rest = Arrays.copyOf(elements, elements.length - (to - from));
    System.arraycopy(elements, to, rest, from, elements.length - to);
    return rest;
  }

  private boolean fails(int[] some) {
    return !over.getAsBoolean() && fails.test(some);
  }
}
