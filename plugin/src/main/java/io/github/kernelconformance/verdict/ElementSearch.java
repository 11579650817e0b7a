package io.github.kernelconformance.verdict;

import io.github.kernelconformance.family.Reducible.Part;
import io.github.kernelconformance.family.Reducible.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Finds simple inputs that still fail: as few elements as possible that are not 0, and of these as
 * many as possible that are 1 or, where that will not do, -1. The inputs are searched one after the
 * other, each by {@link DeltaDebugging}, until nothing changes; so in the end no element can become
 * 0 alone.
 */
public final class ElementSearch {

  private final List<Part> parts;
  private final Predicate<List<Value[]>> fails;
  private final BooleanSupplier over;

  /**
   * @param parts the inputs
   * @param fails whether inputs fail of which some elements have become 0 or 1
   * @param over whether to stop and be content with what there is
   */
  public ElementSearch(List<Part> parts, Predicate<List<Value[]>> fails, BooleanSupplier over) {
    this.parts = List.copyOf(parts);
    this.fails = fails;
    this.over = over;
  }

  /** What becomes of each element; that all that are kept fail is not tested. */
  public List<Value[]> simplest() {
    List<Value[]> best = new ArrayList<>();
    parts.forEach(part -> best.add(part.kept()));
    wholly(best, Value.ZERO);
    boolean changed = true;
    while (changed && !over.getAsBoolean()) {
      changed = false;
      for (int p = 0; p < parts.size(); p++) {
        changed |= reduce(best, p, Value.ZERO);
      }
      if (!changed) {
        changed = simplify(best, Value.ONE) | simplify(best, Value.MINUS_ONE);
      }
    }
    tidy(best);
    return best;
  }

  /** Makes as many elements 1 or -1 as can be. */
  private boolean simplify(List<Value[]> best, Value to) {
    boolean changed = wholly(best, to);
    for (int p = 0; p < parts.size(); p++) {
      changed |= reduce(best, p, to);
    }
    return changed;
  }

  /** Makes zeros plain ones, which have no sign. */
  private void tidy(List<Value[]> best) {
    List<Value[]> plain = copy(best);
    boolean some = false;
    for (int p = 0; p < parts.size(); p++) {
      Part part = parts.get(p);
      for (int i = 0; part.zero() && i < part.values().length; i++) {
        if (best.get(p)[i] == Value.KEPT && part.values()[i] == 0) {
          plain.get(p)[i] = Value.ZERO;
          some = true;
        }
      }
    }
    if (some && !over.getAsBoolean() && fails.test(plain)) {
      best.clear();
      best.addAll(plain);
    }
  }

  /** What an element is. */
  public static double number(Part part, Value[] elements, int i) {
    return elements[i].number(part.values()[i]);
  }

  /** Tries to make all elements 0, or all that are not 0 1, at once. */
  private boolean wholly(List<Value[]> best, Value to) {
    List<Value[]> all = copy(best);
    int changes = 0;
    for (int p = 0; p < parts.size(); p++) {
      int[] candidates = candidates(best, p, to);
      changes += candidates.length;
      set(all.get(p), candidates, to);
    }
    if (changes == 0 || over.getAsBoolean() || !fails.test(all)) {
      return false;
    }
    for (int p = 0; p < parts.size(); p++) {
      best.set(p, all.get(p));
    }
    return true;
  }

  /** Makes as many elements of a part 0 or 1 as can be, so that what stays cannot alone. */
  private boolean reduce(List<Value[]> best, int p, Value to) {
    int[] candidates = candidates(best, p, to);
    int[] staying =
        new DeltaDebugging(kept -> fails.test(without(best, p, candidates, kept, to)), over)
            .minimize(candidates);
    if (staying.length < candidates.length) {
      best.set(p, without(best, p, candidates, staying, to).get(p));
    }
    return staying.length < candidates.length;
  }

  private List<Value[]> without(List<Value[]> best, int p, int[] candidates, int[] kept, Value to) {
    List<Value[]> some = copy(best);
    set(some.get(p), candidates, to);
    for (int i : kept) {
      some.get(p)[i] = best.get(p)[i];
    }
    return some;
  }

  /** The elements of a part that may become 0, 1 or -1 and are not. */
  private int[] candidates(List<Value[]> best, int p, Value to) {
    Part part = parts.get(p);
    Value[] elements = best.get(p);
    if (to == Value.ZERO) {
      return part.zero()
          ? IntStream.range(0, elements.length)
              .filter(i -> number(part, elements, i) != 0)
              .toArray()
          : new int[0];
    }
    boolean may = to == Value.ONE ? part.one() : part.minusOne();
    double plain = to.number(0);
    return IntStream.range(0, may ? elements.length : 0)
        .filter(i -> elements[i] == Value.KEPT)
        .filter(i -> part.values()[i] != 0 && part.values()[i] != plain)
        .filter(i -> to == Value.ONE || part.values()[i] < 0)
        .toArray();
  }

  private static void set(Value[] elements, int[] which, Value to) {
    for (int i : which) {
      elements[i] = to;
    }
  }

  private static List<Value[]> copy(List<Value[]> elements) {
    List<Value[]> copy = new ArrayList<>();
    elements.forEach(it -> copy.add(it.clone()));
    return copy;
  }
}
