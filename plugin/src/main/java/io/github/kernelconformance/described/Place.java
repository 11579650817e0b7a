package io.github.kernelconformance.described;

import io.github.kernelconformance.contract.ContractException;
import io.github.kernelconformance.contract.Distribution;
import io.github.kernelconformance.contract.Point;
import io.github.kernelconformance.contract.ScalarType;
import io.github.kernelconformance.contract.View;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** A point of a contract's axes, with a view and a distribution. */
final class Place implements Point {

  private final Model model;
  private final Map<String, Object> values;
  private final View view;
  private final Distribution distribution;
  private final Map<String, MemoryLayout> layouts = new HashMap<>();

  /**
   * @param values of all axes, by name
   */
  Place(Model model, Map<String, Object> values, View view, Distribution distribution) {
    this.model = model;
    this.values = new LinkedHashMap<>(values);
    this.view = view;
    this.distribution = distribution;
  }

  View view() {
    return view;
  }

  Distribution distribution() {
    return distribution;
  }

  /** The same point with other inputs. */
  Place with(View otherView, Distribution other) {
    return new Place(model, values, otherView, other);
  }

  /** The values of all axes but those of types. */
  Map<String, Object> sizes() {
    Map<String, Object> sizes = new LinkedHashMap<>(values);
    model.axes().stream()
        .filter(it -> it.kind() == AxisModel.Kind.TYPE)
        .forEach(it -> sizes.remove(it.name()));
    return sizes;
  }

  /** The value of an axis; its type tells the axis' kind. */
  Object value(AxisModel axis) {
    return values.get(axis.name());
  }

  /** The value of an axis as cells have it. */
  Object coordinate(String axis) {
    AxisModel model = axis(axis, null);
    return model.coordinate(values.get(axis));
  }

  @Override
  public int size(String axis) {
    return (Integer) values.get(axis(axis, AxisModel.Kind.SIZE).name());
  }

  @Override
  public ScalarType type(String axis) {
    return (ScalarType) values.get(axis(axis, AxisModel.Kind.TYPE).name());
  }

  @Override
  public String choice(String axis) {
    AxisModel found = axis(axis, null);
    if (found.kind() != AxisModel.Kind.CHOICE && found.kind() != AxisModel.Kind.FLAG) {
      axis(axis, AxisModel.Kind.CHOICE);
    }
    return (String) values.get(axis);
  }

  @Override
  public boolean flag(String axis) {
    return values.get(axis(axis, AxisModel.Kind.FLAG).name()).equals("true");
  }

  @Override
  public double real(String axis) {
    return (Double) values.get(axis(axis, AxisModel.Kind.REAL).name());
  }

  @Override
  public int stride(String buffer, int dimension) {
    MemoryLayout layout = layout(model.buffer(buffer));
    if (dimension < 0 || dimension >= layout.strides().length) {
      throw new ContractException(
          "The buffer %s has %d dimensions; there is no dimension %d, counted from 0"
              .formatted(buffer, layout.strides().length, dimension));
    }
    return layout.strides()[dimension];
  }

  /** How a buffer lies in memory here. */
  MemoryLayout layout(BufferModel buffer) {
    synchronized (layouts) {
      MemoryLayout known = layouts.get(buffer.name());
      if (known != null) {
        return known;
      }
    }
    MemoryLayout layout = buffer.layout(this);
    synchronized (layouts) {
      layouts.put(buffer.name(), layout);
    }
    return layout;
  }

  private AxisModel axis(String name, AxisModel.Kind kind) {
    for (AxisModel it : model.axes()) {
      if (it.name().equals(name) && (kind == null || it.kind() == kind)) {
        return it;
      }
    }
    throw new ContractException(
        "There is no axis %s%s. There are: %s"
            .formatted(
                name,
                kind == null ? "" : " of " + kind.plural(),
                Names.list(
                    model.axes().stream()
                        .filter(it -> kind == null || it.kind() == kind)
                        .map(AxisModel::name)
                        .toList())));
  }

  /** For messages, such as {@code T=half, n=31}. */
  @Override
  public String toString() {
    return model.axes().stream()
        .map(it -> it.name() + "=" + it.coordinate(values.get(it.name())))
        .collect(Collectors.joining(", "));
  }
}
