package io.github.kernelconformance.verdict;

import java.util.BitSet;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The cells that ran, indexed: a set of cells is a {@link BitSet} over their positions, a set of
 * values one over the positions in {@link #values}.
 */
final class Ran {

  private final List<CellResult> results;
  private final BitSet failing = new BitSet();
  private final Map<Axis, List<Object>> values = new EnumMap<>(Axis.class);
  private final Map<Axis, List<BitSet>> cells = new EnumMap<>(Axis.class);

  /** The cells that ran; those fail that were not expected to. */
  static Ran of(List<CellResult> all) {
    return new Ran(
        all.stream().filter(result -> result.status().ran()).toList(), CellResult::failed);
  }

  Ran(List<CellResult> results, Predicate<CellResult> fails) {
    this.results = List.copyOf(results);
    for (int i = 0; i < results.size(); i++) {
      failing.set(i, fails.test(results.get(i)));
    }
    for (Axis axis : Axis.values()) {
      index(axis);
    }
  }

  private void index(Axis axis) {
    // Sizes ascend, names come in matrix order.
    Map<Object, BitSet> byValue = axis.isSize() ? new TreeMap<>() : new LinkedHashMap<>();
    for (int i = 0; i < results.size(); i++) {
      byValue.computeIfAbsent(axis.value(results.get(i).cell()), value -> new BitSet()).set(i);
    }
    values.put(axis, List.copyOf(byValue.keySet()));
    cells.put(axis, List.copyOf(byValue.values()));
  }

  int size() {
    return results.size();
  }

  List<CellResult> results(BitSet cells) {
    return cells.stream().mapToObj(results::get).toList();
  }

  /** The failing cells; not to be changed. */
  BitSet failing() {
    return failing;
  }

  List<Object> values(Axis axis) {
    return values.get(axis);
  }

  /** The cells that have a value; not to be changed. */
  BitSet cells(Axis axis, int value) {
    return cells.get(axis).get(value);
  }

  /** The cells that have one of some values. */
  BitSet cells(Axis axis, BitSet values) {
    BitSet union = new BitSet(results.size());
    values.stream().forEach(value -> union.or(cells(axis, value)));
    return union;
  }

  /** The position of a cell's value. */
  int value(Axis axis, int cell) {
    return values.get(axis).indexOf(axis.value(results.get(cell).cell()));
  }
}
