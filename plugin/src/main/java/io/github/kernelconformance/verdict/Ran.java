package io.github.kernelconformance.verdict;

import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The cells that ran, indexed: a set of cells is a {@link BitSet} over their positions, a set of
 * values one over the positions in {@link #values}.
 */
final class Ran {

  private final List<CellResult> results;
  private final BitSet failing = new BitSet();
  private final Map<Axis, List<Object>> values = new EnumMap<>(Axis.class);
  private final Map<Axis, List<BitSet>> cells = new EnumMap<>(Axis.class);

  Ran(List<CellResult> all) {
    results = all.stream().filter(result -> result.status().ran()).toList();
    for (int i = 0; i < results.size(); i++) {
      failing.set(i, results.get(i).status().failed());
    }
    for (Axis axis : Axis.values()) {
      index(axis);
    }
  }

  private void index(Axis axis) {
    List<Object> distinct = axis.values(results);
    Map<Object, BitSet> byValue = new HashMap<>();
    distinct.forEach(value -> byValue.put(value, new BitSet(results.size())));
    for (int i = 0; i < results.size(); i++) {
      byValue.get(axis.value(results.get(i).cell())).set(i);
    }
    values.put(axis, distinct);
    cells.put(axis, distinct.stream().map(byValue::get).toList());
  }

  int size() {
    return results.size();
  }

  CellResult result(int cell) {
    return results.get(cell);
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

  /** The position of a cell's value. */
  int value(Axis axis, int cell) {
    return values.get(axis).indexOf(axis.value(results.get(cell).cell()));
  }
}
