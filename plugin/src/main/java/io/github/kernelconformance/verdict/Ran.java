package io.github.kernelconformance.verdict;

import io.github.kernelconformance.matrix.Axis;
import io.github.kernelconformance.matrix.Axis.Role;
import io.github.kernelconformance.matrix.Cell;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The cells that ran, indexed: a set of cells is a {@link BitSet} over their positions, a set of
 * values one over the positions in {@link #values}.
 */
final class Ran {

  private final List<CellResult> results;
  private final List<Axis> axes;
  private final BitSet failing = new BitSet();
  private final Map<Axis, List<Object>> values = new HashMap<>();
  private final Map<Axis, List<BitSet>> cells = new HashMap<>();

  /**
   * Some cells.
   *
   * @param results at least one; all of them of one {@link #kinds kind}
   * @param fails which of them fail
   */
  Ran(List<CellResult> results, Predicate<CellResult> fails) {
    this.results = List.copyOf(results);
    axes = results.get(0).cell().at().axes();
    for (int i = 0; i < results.size(); i++) {
      failing.set(i, fails.test(results.get(i)));
    }
    for (int i = 0; i < axes.size(); i++) {
      index(i);
    }
  }

  /**
   * The cells that can be compared with each other: those with the same axes. A contract whose name
   * is part of ids stays by itself.
   */
  static List<List<CellResult>> kinds(List<CellResult> results) {
    record Kind(List<Axis> axes, String contract) {}
    Map<Kind, List<CellResult>> kinds = new LinkedHashMap<>();
    for (CellResult result : results) {
      Cell cell = result.cell();
      Kind kind = new Kind(cell.at().axes(), cell.qualified() ? cell.contract() : "");
      kinds.computeIfAbsent(kind, it -> new ArrayList<>()).add(result);
    }
    return List.copyOf(kinds.values());
  }

  private void index(int axis) {
    // Sizes ascend, names come in matrix order.
    Map<Object, BitSet> byValue = axes.get(axis).isSize() ? new TreeMap<>() : new LinkedHashMap<>();
    for (int i = 0; i < results.size(); i++) {
      byValue
          .computeIfAbsent(results.get(i).cell().at().values().get(axis), value -> new BitSet())
          .set(i);
    }
    values.put(axes.get(axis), List.copyOf(byValue.keySet()));
    cells.put(axes.get(axis), List.copyOf(byValue.values()));
  }

  /** The contract, if its name is part of ids. */
  Optional<String> contract() {
    Cell cell = results.get(0).cell();
    return cell.qualified() ? Optional.of(cell.contract()) : Optional.empty();
  }

  /** The axes that all the cells have, in the order of ids. */
  List<Axis> axes() {
    return axes;
  }

  /** The axes of some roles, in the order of ids. */
  List<Axis> axes(Role... roles) {
    List<Role> wanted = List.of(roles);
    return axes.stream().filter(axis -> wanted.contains(axis.role())).toList();
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
    return values.get(axis).indexOf(results.get(cell).cell().at().values().get(axes.indexOf(axis)));
  }
}
