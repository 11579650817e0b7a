package io.github.kernelconformance.verdict;

import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A set of values on each of some axes; it holds the cells whose values are all in the sets. */
final class Box {

  /** More separate runs of N or K than this are not one finding, and do not fit on a line. */
  private static final int MOST_RUNS = 8;

  private final Ran ran;
  private final Map<Axis, BitSet> values = new EnumMap<>(Axis.class);
  private final Map<Axis, BitSet> cells = new EnumMap<>(Axis.class);

  private Box(Ran ran) {
    this.ran = ran;
  }

  /**
   * The box that grows from one failing cell, axis by axis, to as many values as it can take
   * without a passing cell. Values that add no failing cell are left out, so that a box names only
   * what was seen to fail.
   *
   * @param order the axes; the earlier ones grow more freely
   */
  static Box grow(Ran ran, int seed, List<Axis> order) {
    Box box = new Box(ran);
    for (Axis axis : order) {
      BitSet value = new BitSet();
      value.set(ran.value(axis, seed));
      box.put(axis, value);
    }
    // Once more, since a value that adds nothing may add something when another axis has grown.
    for (int pass = 0; pass < 2; pass++) {
      for (Axis axis : order) {
        box.grow(axis, ran.value(axis, seed));
      }
    }
    return box;
  }

  private void grow(Axis axis, int seed) {
    BitSet failing = cellsWithout(axis);
    BitSet passing = (BitSet) failing.clone();
    failing.and(ran.failing());
    passing.andNot(ran.failing());
    int all = ran.values(axis).size();
    BitSet grown = new BitSet();
    BitSet absent = new BitSet();
    for (int value = 0; value < all; value++) {
      BitSet of = ran.cells(axis, value);
      if (!of.intersects(passing)) {
        (of.intersects(failing) ? grown : absent).set(value);
      }
    }
    if (axis.isSize()) {
      // A size that did not run does not part its neighbours.
      absent.clear(0, grown.nextSetBit(0));
      absent.clear(grown.length(), all);
      grown.or(absent);
      if (Runs.of(grown).size() > MOST_RUNS) {
        grown.clear(0, grown.previousClearBit(seed) + 1);
        grown.clear(grown.nextClearBit(seed), all);
      }
    }
    put(axis, grown);
  }

  /** This box without the sizes beyond those of the given cells. */
  Box trimmed(BitSet to) {
    Box box = new Box(ran);
    values.forEach(
        (axis, all) -> {
          BitSet kept = (BitSet) all.clone();
          if (axis.isSize()) {
            while (!ran.cells(axis, kept.nextSetBit(0)).intersects(to)) {
              kept.clear(kept.nextSetBit(0));
            }
            while (!ran.cells(axis, kept.length() - 1).intersects(to)) {
              kept.clear(kept.length() - 1);
            }
          }
          box.put(axis, kept);
        });
    return box;
  }

  private void put(Axis axis, BitSet set) {
    BitSet union = new BitSet(ran.size());
    set.stream().forEach(value -> union.or(ran.cells(axis, value)));
    values.put(axis, set);
    cells.put(axis, union);
  }

  /** The positions of the values on an axis; all of them where the box has not the axis. */
  BitSet values(Axis axis) {
    BitSet all = new BitSet();
    all.set(0, ran.values(axis).size());
    return values.getOrDefault(axis, all);
  }

  /** The cells inside. */
  BitSet cells() {
    return cellsWithout();
  }

  /** The cells that are inside but for their values on some axes. */
  BitSet cellsWithout(Axis... free) {
    List<Axis> without = List.of(free);
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
