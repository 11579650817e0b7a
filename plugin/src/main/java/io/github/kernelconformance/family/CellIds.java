package io.github.kernelconformance.family;

import io.github.kernelconformance.matrix.Axis;
import io.github.kernelconformance.matrix.Axis.Role;
import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.matrix.Coordinates;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads ids of cells that a matrix does not have, by the axes of a cell that it has. */
final class CellIds {

  private final KernelFamily family;
  private final Cell known;

  /**
   * @param family a contract
   * @param known a cell of it
   */
  CellIds(KernelFamily family, Cell known) {
    this.family = family;
    this.known = known;
  }

  /** The cell of an id; empty if the contract has none. The contract's name may precede the id. */
  Optional<ProblemCells> named(String id) {
    String prefix = known.contract() + "/";
    String rest = id.startsWith(prefix) ? id.substring(prefix.length()) : id;
    List<String> segments = List.of(rest.split("/", -1));
    return readings(segments, 0, 0).stream()
        .flatMap(values -> like(values).stream())
        .filter(it -> isNamed(it.cells().get(0), id))
        .findFirst();
  }

  private boolean isNamed(Cell cell, String id) {
    return cell.id().equals(id) || id.equals(cell.contract() + "/" + cell.id());
  }

  private Optional<ProblemCells> like(Map<String, Object> values) {
    try {
      return family.like(known, values);
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // no value of an axis that has some words
    }
  }

  /** What segments may mean: an id leaves out values that an axis does not name. */
  private List<Map<String, Object>> readings(List<String> segments, int segment, int axis) {
    Coordinates at = known.at();
    if (axis == at.axes().size()) {
      return segment == segments.size() ? List.of(new HashMap<>()) : List.of();
    }
    Axis of = at.axes().get(axis);
    if (of.role() == Role.BRANCH) {
      return readings(segments, segment, axis + 1);
    }
    List<Map<String, Object>> all = new ArrayList<>();
    boolean number = at.values().get(axis) instanceof Integer;
    if (segment < segments.size() && segments.get(segment).startsWith(of.label())) {
      value(segments.get(segment).substring(of.label().length()), number)
          .ifPresent(it -> all.addAll(with(of, it, readings(segments, segment + 1, axis + 1))));
    }
    if (!of.omitted().isEmpty()) {
      value(of.omitted(), number)
          .ifPresent(it -> all.addAll(with(of, it, readings(segments, segment, axis + 1))));
    }
    return all;
  }

  private static Optional<Object> value(String text, boolean number) {
    if (!number) {
      return Optional.of(text);
    }
    return text.matches("[1-9]\\d{0,8}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
  }

  private static List<Map<String, Object>> with(
      Axis axis, Object value, List<Map<String, Object>> readings) {
    readings.forEach(it -> it.put(axis.name(), value));
    return readings;
  }
}
