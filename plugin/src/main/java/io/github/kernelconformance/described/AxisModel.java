package io.github.kernelconformance.described;

import io.github.kernelconformance.contract.ScalarType;
import java.util.List;
import java.util.Optional;

/**
 * An axis of a contract.
 *
 * @param values in report order: a {@link ScalarType}, an {@link Integer}, a {@link String} or a
 *     {@link Double}, after the kind
 */
record AxisModel(String name, Kind kind, List<Object> values) {

  /** What the values are. */
  enum Kind {
    TYPE("types"),
    SIZE("sizes"),
    CHOICE("choices"),
    FLAG("true and false"),
    REAL("numbers");

    private final String plural;

    Kind(String plural) {
      this.plural = plural;
    }

    /** For messages. */
    String plural() {
      return plural;
    }
  }

  AxisModel {
    values = List.copyOf(values);
  }

  /** A value as cells have it: an Integer for sizes, else a String. */
  Object coordinate(Object value) {
    return switch (kind) {
      case TYPE -> ((ScalarType) value).msl();
      case SIZE, CHOICE, FLAG -> value;
      case REAL -> text((Double) value);
    };
  }

  /** The value of a coordinate, which may be one that a build asked for. */
  Optional<Object> value(Object coordinate) {
    if (kind == Kind.SIZE && coordinate instanceof Integer) {
      return Optional.of(coordinate);
    }
    return values.stream().filter(it -> coordinate(it).equals(coordinate)).findFirst();
  }

  /**
   * Whether a size is like those of the axis: among them, or between the least and the greatest, a
   * multiple of what all are multiples of, and a power of two if all are. Which others a kernel can
   * have, its author has not said.
   */
  boolean isLike(int size) {
    List<Integer> sizes = values.stream().map(Integer.class::cast).sorted().toList();
    if (sizes.contains(size)) {
      return true;
    }
    boolean powers = sizes.size() > 2 && sizes.stream().allMatch(it -> Integer.bitCount(it) == 1);
    return size > sizes.get(0)
        && size < sizes.get(sizes.size() - 1)
        && size % sizes.stream().reduce(0, AxisModel::commonDivisor) == 0
        && !(powers && Integer.bitCount(size) != 1);
  }

  private static int commonDivisor(int a, int b) {
    return b == 0 ? a : commonDivisor(b, a % b);
  }

  private static String text(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e9
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
