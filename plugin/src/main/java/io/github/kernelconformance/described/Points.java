package io.github.kernelconformance.described;

import io.github.kernelconformance.contract.Distribution;
import io.github.kernelconformance.contract.View;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The points of a contract's axes that a build runs. All of them if they are few; else a star: each
 * axis with all its values, at two values of each other axis of sizes.
 */
final class Points {

  /** So many points, times views and distributions at some of them, make at most 2,000 cells. */
  private static final int FEW = 600;

  private static final int WIDTH_OF_A_SIMD_GROUP = 32;
  private static final int MIDDLING = 2048;

  private final Model model;
  private final List<AxisModel> axes;
  private final Predicate<Place> legal;

  /**
   * @param axes with the values that are asked for
   * @param legal whether a point is one of the contract's
   */
  Points(Model model, List<AxisModel> axes, Predicate<Place> legal) {
    this.model = model;
    this.axes = axes;
    this.legal = legal;
  }

  /** All points, with the usual inputs. */
  List<Place> all(Distribution usual) {
    long count = 1;
    for (AxisModel axis : axes) {
      count = Math.min(count * axis.values().size(), 1L << 40);
    }
    Set<Map<String, Object>> points = new LinkedHashSet<>();
    if (count <= FEW) {
      product(axes, points);
    } else {
      star(points, count);
    }
    return points.stream()
        .map(it -> new Place(model, it, View.DENSE, usual))
        .filter(legal)
        .sorted(order())
        .toList();
  }

  private void star(Set<Map<String, Object>> points, long count) {
    for (int most = 2; most >= 1 && (points.isEmpty() || points.size() > 2 * FEW); most--) {
      points.clear();
      for (AxisModel spread : axes) {
        List<AxisModel> some = new ArrayList<>();
        for (AxisModel axis : axes) {
          some.add(axis == spread ? axis : few(axis, most, count));
        }
        product(some, points);
      }
    }
  }

  private static AxisModel few(AxisModel axis, int most, long count) {
    List<Object> values =
        axis.kind() == AxisModel.Kind.SIZE
            ? List.copyOf(new LinkedHashSet<>(List.<Object>of(odd(axis), large(axis))))
            : axis.values();
    boolean cut = axis.kind() == AxisModel.Kind.SIZE || most == 1;
    return new AxisModel(
        axis.name(), axis.kind(), cut ? values.subList(0, Math.min(most, values.size())) : values);
  }

  /** A size past a SIMD group that is no multiple of it; if there is none, one near the middle. */
  private static Integer odd(AxisModel axis) {
    List<Integer> sizes = axis.values().stream().map(Integer.class::cast).sorted().toList();
    return sizes.stream()
        .filter(it -> it > WIDTH_OF_A_SIMD_GROUP && it % WIDTH_OF_A_SIMD_GROUP != 0)
        .findFirst()
        .or(
            () ->
                sizes.stream()
                    .filter(it -> it > 1 && it % WIDTH_OF_A_SIMD_GROUP != 0)
                    .max(Comparator.naturalOrder()))
        .orElse(sizes.get(sizes.size() / 2));
  }

  /** The largest size that does not take long. */
  private static Integer large(AxisModel axis) {
    List<Integer> sizes = axis.values().stream().map(Integer.class::cast).sorted().toList();
    return sizes.stream()
        .filter(it -> it <= MIDDLING)
        .max(Comparator.naturalOrder())
        .orElse(sizes.get(0));
  }

  private static void product(List<AxisModel> axes, Set<Map<String, Object>> points) {
    List<Map<String, Object>> all = new ArrayList<>(List.of(new LinkedHashMap<>()));
    for (AxisModel axis : axes) {
      List<Map<String, Object>> longer = new ArrayList<>();
      for (Map<String, Object> point : all) {
        for (Object value : axis.values()) {
          Map<String, Object> next = new LinkedHashMap<>(point);
          next.put(axis.name(), value);
          longer.add(next);
        }
      }
      all = longer;
    }
    points.addAll(all);
  }

  /**
   * For each combination of types and choices the points nearest to odd sizes and to large ones,
   * where all distributions and views are tried.
   */
  List<Place> representatives(List<Place> points) {
    Map<List<Object>, List<Place>> groups = new LinkedHashMap<>();
    for (Place place : points) {
      groups.computeIfAbsent(group(place), it -> new ArrayList<>()).add(place);
    }
    Set<Place> chosen = new LinkedHashSet<>();
    for (List<Place> group : groups.values()) {
      chosen.add(nearest(group, Points::odd));
      chosen.add(nearest(group, Points::large));
    }
    return List.copyOf(chosen);
  }

  private List<Object> group(Place place) {
    return axes.stream().filter(it -> it.kind() != AxisModel.Kind.SIZE).map(place::value).toList();
  }

  private Place nearest(List<Place> places, Function<AxisModel, Integer> target) {
    List<Target> targets =
        axes.stream()
            .filter(it -> it.kind() == AxisModel.Kind.SIZE)
            .map(it -> new Target(it, target.apply(it)))
            .toList();
    return places.stream()
        .min(Comparator.comparingDouble(place -> distance(place, targets)))
        .orElseThrow();
  }

  private record Target(AxisModel axis, int size) {}

  private static double distance(Place place, List<Target> targets) {
    double distance = 0;
    for (Target target : targets) {
      double one = 1.0 + (Integer) place.value(target.axis());
      distance += Math.abs(Math.log(one / (1.0 + target.size())));
    }
    return distance;
  }

  /** By the values' places on their axes, types first. */
  Comparator<Place> order() {
    Comparator<Place> order = (a, b) -> 0;
    for (boolean types : new boolean[] {true, false}) {
      for (AxisModel axis : axes) {
        if ((axis.kind() == AxisModel.Kind.TYPE) == types) {
          Map<Object, Integer> index = new HashMap<>();
          for (Object value : axis.values()) {
            index.putIfAbsent(value, index.size());
          }
          order = order.thenComparing(it -> index.getOrDefault(it.value(axis), -1));
        }
      }
    }
    return order;
  }
}
