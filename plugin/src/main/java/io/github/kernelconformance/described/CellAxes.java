package io.github.kernelconformance.described;

import io.github.kernelconformance.contract.Distribution;
import io.github.kernelconformance.contract.View;
import io.github.kernelconformance.matrix.Axis;
import io.github.kernelconformance.matrix.Axis.Role;
import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.matrix.Coordinates;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A contract's axes as cells have them: types, variant, all others as told, view, pattern. */
final class CellAxes {

  private static final Map<String, View> VIEWS =
      Stream.of(View.values()).collect(Collectors.toUnmodifiableMap(View::id, it -> it));

  private static final Map<String, Distribution> DISTRIBUTIONS =
      Stream.of(Distribution.values())
          .collect(Collectors.toUnmodifiableMap(Distribution::id, it -> it));

  private final Model model;
  private final List<Axis> axes = new ArrayList<>();
  private final List<String> names;

  CellAxes(Model model) {
    this.model = model;
    model.axes().stream().filter(CellAxes::isType).map(CellAxes::axis).forEach(axes::add);
    if (model.kernels().size() > 1) {
      axes.add(Axis.of(AxisRecords.VARIANT, "Variant", Role.VARIANT));
    }
    model.axes().stream().filter(it -> !isType(it)).map(CellAxes::axis).forEach(axes::add);
    if (Patterns.views(model).size() > 1) {
      axes.add(new Axis(AxisRecords.VIEW, "View", "", View.DENSE.id(), Role.CHOICE));
    }
    axes.add(Axis.of(AxisRecords.PATTERN, "Pattern", Role.PATTERN));
    names = axes.stream().map(Axis::name).toList();
  }

  private static boolean isType(AxisModel axis) {
    return axis.kind() == AxisModel.Kind.TYPE;
  }

  private static Axis axis(AxisModel axis) {
    String name = axis.name();
    return switch (axis.kind()) {
      case TYPE -> Axis.of(name, name, Role.TYPE);
      case SIZE -> new Axis(name, name, name + "=", "", Role.SIZE);
      case CHOICE -> Axis.of(name, name, Role.CHOICE);
      case FLAG, REAL -> new Axis(name, name, name + "=", "", Role.CHOICE);
    };
  }

  /** The names of all axes. */
  List<String> names() {
    return names;
  }

  /** The cell of a kernel at a place. */
  Cell cell(Place place, KernelModel kernel, boolean routed) {
    List<Object> values = new ArrayList<>();
    for (Axis axis : axes) {
      values.add(
          switch (axis.name()) {
            case AxisRecords.VARIANT -> kernel.variant();
            case AxisRecords.VIEW -> place.view().id();
            case AxisRecords.PATTERN -> place.distribution().id();
            default -> place.coordinate(axis.name());
          });
    }
    return new Cell(
        model.name(),
        true,
        new Coordinates(axes, values),
        KernelNames.of(model, kernel, place),
        routed);
  }

  /** The kernel of a cell. */
  KernelModel kernel(Cell cell) {
    return model.kernels().stream()
        .filter(it -> model.kernels().size() == 1 || it.variant().equals(cell.variant()))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(model.name() + " has no cell " + cell));
  }

  /** Where a cell like another one is; empty if a value is none of its axis. */
  Optional<Place> like(Cell cell, Map<String, Object> values) {
    List<Object> all = new ArrayList<>(cell.at().values());
    for (Map.Entry<String, Object> it : values.entrySet()) {
      int at = names().indexOf(it.getKey());
      if (at < 0 || !isValue(it.getKey(), it.getValue())) {
        return Optional.empty();
      }
      all.set(at, it.getValue());
    }
    Coordinates at = new Coordinates(axes, all);
    return Optional.of(
        place(new Cell(cell.contract(), cell.qualified(), at, cell.kernel(), cell.routed())));
  }

  private boolean isValue(String axis, Object value) {
    return switch (axis) {
      case AxisRecords.VARIANT ->
          model.kernels().stream().anyMatch(it -> it.variant().equals(value));
      case AxisRecords.VIEW -> Patterns.views(model).stream().anyMatch(it -> it.id().equals(value));
      case AxisRecords.PATTERN ->
          Patterns.distributions(model).stream().anyMatch(it -> it.id().equals(value));
      default ->
          model.axes().stream()
              .filter(it -> it.name().equals(axis))
              .anyMatch(it -> it.value(value).isPresent() && isLike(it, value));
    };
  }

  private static boolean isLike(AxisModel axis, Object value) {
    return axis.kind() != AxisModel.Kind.SIZE || axis.isLike((Integer) value);
  }

  /** Where a cell is. */
  Place place(Cell cell) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (AxisModel axis : model.axes()) {
      values.put(axis.name(), axis.value(cell.at().value(axis.name())).orElseThrow());
    }
    View view =
        names.contains(AxisRecords.VIEW)
            ? of(VIEWS, cell.at().value(AxisRecords.VIEW))
            : View.DENSE;
    return new Place(model, values, view, of(DISTRIBUTIONS, cell.at().value(AxisRecords.PATTERN)));
  }

  private static <T> T of(Map<String, T> all, Object id) {
    T known = all.get(id.toString());
    if (known == null) {
      throw new IllegalArgumentException("there is no " + id);
    }
    return known;
  }
}
