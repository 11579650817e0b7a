package io.github.kernelconformance.verdict;

import io.github.kernelconformance.matrix.Axis;
import io.github.kernelconformance.matrix.Axis.Role;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A set of values on each of some axes around a failing cell; it holds the cells whose values are
 * all in the sets. Immutable.
 */
final class Box {

  private final Ran ran;
  private final int seed;
  private final Map<Axis, BitSet> values;
  private final Map<Axis, BitSet> cells;

  private Box(Ran ran, int seed, Map<Axis, BitSet> values, Map<Axis, BitSet> cells) {
    this.ran = ran;
    this.seed = seed;
    this.values = values;
    this.cells = cells;
  }

  /** The smallest box around a cell. */
  static Box around(Ran ran, int seed, List<Axis> axes) {
    Box box = new Box(ran, seed, new LinkedHashMap<>(), new LinkedHashMap<>());
    for (Axis axis : axes) {
      BitSet value = new BitSet();
      value.set(ran.value(axis, seed));
      box = box.with(axis, value);
    }
    return box;
  }

  /**
   * This box with every value on an axis that it can take without a passing cell. A value that adds
   * no failing cell is left out, so that a box names only what was seen to fail; but a size that
   * did not run does not part its neighbours.
   *
   * @param mostRuns where a size falls into more runs of neighbouring values, only the seed's stays
   */
  Box grown(Axis axis, int mostRuns) {
    BitSet failing = cellsWithout(List.of(axis));
    BitSet passing = (BitSet) failing.clone();
    failing.and(ran.failing());
    passing.andNot(ran.failing());
    BitSet fails = new BitSet();
    BitSet free = new BitSet();
    for (int value = 0; value < ran.values(axis).size(); value++) {
      BitSet of = ran.cells(axis, value);
      fails.set(value, of.intersects(failing) && !of.intersects(passing));
      free.set(value, !of.intersects(passing));
    }
    int own = ran.value(axis, seed);
    fails.set(own);
    free.set(own);
    return with(axis, axis.isSize() ? sizes(fails, free, own, mostRuns) : fails);
  }

  private static BitSet sizes(BitSet fails, BitSet free, int seed, int mostRuns) {
    BitSet sizes = (BitSet) free.clone();
    clearOutside(sizes, fails.nextSetBit(0), fails.length());
    if (Runs.of(sizes).size() > mostRuns) {
      clearOutside(sizes, sizes.previousClearBit(seed) + 1, sizes.nextClearBit(seed));
      sizes.and(hull(fails, sizes));
    }
    return sizes;
  }

  /** The positions from the first to the last that both sets have. */
  private static BitSet hull(BitSet one, BitSet other) {
    BitSet both = (BitSet) one.clone();
    both.and(other);
    both.set(both.nextSetBit(0), both.length());
    return both;
  }

  private static void clearOutside(BitSet set, int from, int to) {
    set.clear(0, from);
    set.clear(to, Math.max(to, set.length()));
  }

  /** This box without the sizes beyond those of the given cells, of which some are inside. */
  Box trimmed(BitSet to) {
    Box box = this;
    for (Axis axis : ran.axes(Role.SIZE)) {
      BitSet needed = new BitSet();
      for (int value = 0; value < ran.values(axis).size(); value++) {
        needed.set(value, ran.cells(axis, value).intersects(to));
      }
      BitSet kept = hull(values(axis), needed);
      kept.and(values(axis));
      box = box.with(axis, kept);
    }
    return box;
  }

  /** This box with the values on an axis that add no cell, which a description need not exclude. */
  Box filled(Axis axis) {
    BitSet others = cellsWithout(List.of(axis));
    BitSet filled = values(axis);
    for (int value = 0; value < ran.values(axis).size(); value++) {
      if (!ran.cells(axis, value).intersects(others)) {
        filled.set(value);
      }
    }
    return with(axis, filled);
  }

  private Box with(Axis axis, BitSet set) {
    Box box = new Box(ran, seed, new LinkedHashMap<>(values), new LinkedHashMap<>(cells));
    box.values.put(axis, set);
    box.cells.put(axis, ran.cells(axis, set));
    return box;
  }

  /** The positions of the values on an axis; all of them where the box has not the axis. */
  BitSet values(Axis axis) {
    BitSet all = new BitSet();
    all.set(0, ran.values(axis).size());
    BitSet some = values.get(axis);
    return some == null ? all : (BitSet) some.clone();
  }

  /** Whether a cell inside has passed. */
  boolean holdsPasses() {
    BitSet passing = cells();
    passing.andNot(ran.failing());
    return !passing.isEmpty();
  }

  /** The cells inside. */
  BitSet cells() {
    return cellsWithout(List.of());
  }

  /** The cells that are inside but for their values on some axes. */
  BitSet cellsWithout(List<Axis> without) {
    BitSet inside = new BitSet(ran.size());
    inside.set(0, ran.size());
    cells.forEach(
        (axis, set) -> {
          if (!without.contains(axis)) {
            inside.and(set);
          }
        });
    return inside;
  }
}
