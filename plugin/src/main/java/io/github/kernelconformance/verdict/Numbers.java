package io.github.kernelconformance.verdict;

import io.github.kernelconformance.family.ArrayType;
import io.github.kernelconformance.family.Expected;
import io.github.kernelconformance.family.Expected.Reach;
import java.util.Arrays;
import java.util.Optional;

/** What is expected of an output as numbers with bounds, to make other outputs of. */
record Numbers(double[] values, double[] bounds, Reach[] reach) {

  /** Empty for a property, and where several values are right. */
  static Optional<Numbers> of(ArrayType type, Expected expected) {
    if (expected instanceof Expected.Near near) {
      return Optional.of(new Numbers(near.values(), near.bounds(), near.reach()));
    }
    if (expected instanceof Expected.Rounded rounded) {
      return Optional.of(exact(rounded.values()));
    }
    if (expected instanceof Expected.Bits bits && type.element().dtype().isEmpty()) {
      return Optional.of(exact(type.element().decode(bits.bytes())));
    }
    return Optional.empty();
  }

  private static Numbers exact(double[] values) {
    Reach[] reach = new Reach[values.length];
    Arrays.fill(reach, Reach.ROUNDED);
    return new Numbers(values, new double[values.length], reach);
  }

  int size() {
    return values.length;
  }

  /** Each element from another place; not known where that is -1. */
  Expected from(int[] places) {
    double[] others = new double[places.length];
    double[] otherBounds = new double[places.length];
    Reach[] otherReach = new Reach[places.length];
    for (int i = 0; i < places.length; i++) {
      boolean known = places[i] >= 0;
      others[i] = known ? values[places[i]] : 0;
      otherBounds[i] = known ? bounds[places[i]] : Double.NaN;
      otherReach[i] = known ? reach[places[i]] : Reach.ROUNDED;
    }
    return new Expected.Near(others, otherBounds, otherReach, 0);
  }

  /**
   * Each element times a factor.
   *
   * @param uncertainty how far the factor may be off, relative to it
   */
  Expected times(double factor, double uncertainty) {
    Reach[] rounded = new Reach[size()];
    Arrays.fill(rounded, Reach.ROUNDED);
    return new Expected.Near(
        Arrays.stream(values).map(it -> it * factor).toArray(),
        scaled(Math.abs(factor), uncertainty),
        rounded,
        0);
  }

  private double[] scaled(double factor, double relative) {
    double[] scaled = new double[size()];
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] = factor * (bounds[i] + relative * Math.abs(values[i]));
    }
    return scaled;
  }

  /** Some elements replaced by a value. */
  Expected with(boolean[] replaced, double value) {
    double[] others = values.clone();
    double[] otherBounds = bounds.clone();
    Reach[] otherReach = reach.clone();
    for (int i = 0; i < others.length; i++) {
      if (replaced[i]) {
        others[i] = value;
        otherBounds[i] = 0;
        otherReach[i] = Reach.ROUNDED;
      }
    }
    return new Expected.Near(others, otherBounds, otherReach, 0);
  }
}
