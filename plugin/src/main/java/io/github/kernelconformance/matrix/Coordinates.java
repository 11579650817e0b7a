package io.github.kernelconformance.matrix;

import java.util.List;
import java.util.Optional;

/**
 * Where a cell is among those of its contract: a value on each axis, in the order in which ids name
 * them.
 *
 * @param axes of the contract; lists of one contract are equal
 * @param values one for each axis: an {@link Integer} or a {@link String}
 */
public record Coordinates(List<Axis> axes, List<Object> values) {

  /**
   * Copies the lists.
   *
   * @throws IllegalArgumentException if there are not as many values as axes, or one is of another
   *     type, or a size is no number
   */
  public Coordinates {
    axes = List.copyOf(axes);
    values = List.copyOf(values);
    if (axes.size() != values.size()) {
      throw new IllegalArgumentException(values.size() + " values on " + axes.size() + " axes");
    }
    for (int i = 0; i < values.size(); i++) {
      Object value = values.get(i);
      if (!(value instanceof Integer || value instanceof String && !axes.get(i).isSize())) {
        throw new IllegalArgumentException(axes.get(i).name() + " is " + value);
      }
    }
  }

  /** The value on an axis; empty if there is no such axis. */
  public Optional<Object> value(Axis axis) {
    int index = axes.indexOf(axis);
    return index < 0 ? Optional.empty() : Optional.of(values.get(index));
  }

  /**
   * The value on the axis of a name.
   *
   * @throws IllegalArgumentException if there is no such axis
   */
  public Object value(String name) {
    for (int i = 0; i < axes.size(); i++) {
      if (axes.get(i).name().equals(name)) {
        return values.get(i);
      }
    }
    throw new IllegalArgumentException("there is no axis " + name);
  }

  /** The value on the first axis of a role, as text; empty if there is no such axis. */
  public String of(Axis.Role role) {
    for (int i = 0; i < axes.size(); i++) {
      if (axes.get(i).role() == role) {
        return values.get(i).toString();
      }
    }
    return "";
  }

  /**
   * Of the values alone: cells are looked up by the thousand, and those of a contract share axes.
   */
  @Override
  public int hashCode() {
    return values.hashCode();
  }

  /** The part of an id that names the values, for example {@code mxfp4/float32/qmv/N=5/K=512}. */
  String id() {
    StringBuilder id = new StringBuilder();
    for (int i = 0; i < axes.size(); i++) {
      Axis axis = axes.get(i);
      String value = values.get(i).toString();
      if (axis.names(value)) {
        id.append(id.isEmpty() ? "" : "/").append(axis.label()).append(value);
      }
    }
    return id.toString();
  }
}
