package io.github.kernelconformance.described;

import io.github.kernelconformance.contract.ContractException;
import io.github.kernelconformance.contract.Property;
import io.github.kernelconformance.contract.ScalarType;
import io.github.kernelconformance.contract.Tracked;
import io.github.kernelconformance.family.Expected;
import io.github.kernelconformance.numerics.DType;
import java.util.Arrays;
import java.util.Optional;

/** What a reference gives for one output. */
final class OutputRecord {

  /** How elements are given. */
  enum Kind {
    NEAR("c.output"),
    EXACTLY("c.exactly"),
    ONE_OF("c.oneOf"),
    SATISFIES("c.satisfies");

    private final String call;

    Kind(String call) {
      this.call = call;
    }
  }

  private static final double INFINITY = Double.POSITIVE_INFINITY;

  private final BufferModel buffer;
  private final ScalarType type;
  private final Optional<DType> stored;
  private final int[] sizes;
  private final boolean[] given;
  private Kind kind;
  private double[] values;
  private double[] bounds;
  private Expected.Reach[] reach;
  private long[] integers;
  private long[][] choices;
  private Optional<Property> property = Optional.empty();

  OutputRecord(BufferModel buffer, ScalarType type, int[] sizes) {
    this.buffer = buffer;
    this.type = type;
    stored = type.dtype();
    this.sizes = sizes;
    given = new boolean[MemoryLayout.count(sizes)];
  }

  BufferModel buffer() {
    return buffer;
  }

  ScalarType type() {
    return type;
  }

  int[] sizes() {
    return sizes;
  }

  Kind kind() {
    return kind;
  }

  double[] values() {
    return values;
  }

  /** How far a kernel may be off; infinite where anything is right, NaN where nothing counts. */
  double[] bounds() {
    return bounds;
  }

  /** What else is right. */
  Expected.Reach[] reach() {
    return reach;
  }

  long[] integers() {
    return integers;
  }

  long[][] choices() {
    return choices;
  }

  Property property() {
    return property.orElseThrow();
  }

  boolean isGiven(int place) {
    return given[place];
  }

  void near(int place, Tracked value) {
    if (stored.isEmpty()) {
      throw new ContractException(
          "The output %s is of type %s, so it is right or wrong: give it with c.exactly or c.oneOf"
              .formatted(buffer.name(), type.msl()));
    }
    give(Kind.NEAR, place);
    if (!nearWithin(place, value)) {
      nearAnEnd(place, value);
    }
  }

  /** Gives an element that is far from overflow, as most are; false if this one is not. */
  private boolean nearWithin(int place, Tracked value) {
    DType type = stored.get();
    double bound = value.bound();
    double far = type.largest() / 2;
    if (!(value.low() > -far && value.high() < far)) {
      return false;
    }
    boolean last = bound == 0 || value.arithmetic().type() == type;
    values[place] = bound == 0 ? type.round(value.value()) : value.value();
    bounds[place] = bound;
    reach[place] = last ? Expected.Reach.STORED : Expected.Reach.ROUNDED;
    return true;
  }

  /** Gives an element that may be infinite, or is not finite. */
  private void nearAnEnd(int place, Tracked value) {
    Tracked rounded = value.rounded(stored.get());
    boolean positive = value.value() < rounded.high() && rounded.high() == INFINITY;
    boolean negative = value.value() > rounded.low() && rounded.low() == -INFINITY;
    boolean last =
        positive
            || negative
            || rounded.bound() == 0
            || value.bound() > 0 && value.arithmetic().type() == stored.get();
    values[place] = rounded.bound() == 0 ? rounded.value() : value.value();
    bounds[place] = rounded.compared() ? (last ? rounded : value).bound() : Double.NaN;
    reach[place] = last ? Expected.Reach.stored(positive, negative) : Expected.Reach.ROUNDED;
  }

  void exactly(int place, long value) {
    if (!type.floating()) {
      check(value);
    }
    give(Kind.EXACTLY, place);
    integers[place] = value;
  }

  void oneOf(int place, long[] values) {
    if (values.length == 0) {
      throw new ContractException(
          "The element %s of %s can be none of no values".formatted(index(place), buffer.name()));
    }
    Arrays.stream(values).forEach(this::check);
    give(Kind.ONE_OF, place);
    choices[place] = values.clone();
  }

  private void check(long value) {
    if (type.bytes() < Long.BYTES) {
      Encoding.check(buffer.name(), type, value);
    }
  }

  void satisfies(Property required) {
    start(Kind.SATISFIES);
    property = Optional.of(property.map(it -> it.and(required)).orElse(required));
  }

  private void give(Kind how, int place) {
    start(how);
    if (given[place]) {
      throw new ContractException(
          "The element %s of %s is given twice".formatted(index(place), buffer.name()));
    }
    given[place] = true;
  }

  private void start(Kind how) {
    if (kind == how) {
      return;
    }
    if (kind != null) {
      throw new ContractException(
          "The output %s is given with %s and with %s; give it with one of them"
              .formatted(buffer.name(), kind.call, how.call));
    }
    kind = how;
    switch (how) {
      case NEAR -> {
        values = new double[given.length];
        bounds = new double[given.length];
        reach = new Expected.Reach[given.length];
      }
      case EXACTLY -> integers = new long[given.length];
      case ONE_OF -> choices = new long[given.length][];
      case SATISFIES -> {}
    }
  }

  /**
   * Checks that all elements were given. Of an output that is written in part, nothing counts where
   * nothing was given.
   *
   * @throws ContractException if one was not
   */
  void complete() {
    if (kind == Kind.SATISFIES) {
      return;
    }
    if (!buffer.partly().isEmpty() && kind != null) {
      leaveOut();
      return;
    }
    for (int i = 0; i < given.length; i++) {
      if (!given[i]) {
        throw new ContractException(
            "The reference does not give the element %s of %s, whose sizes are %s"
                .formatted(index(i), buffer.name(), Arrays.toString(sizes)));
      }
    }
  }

  private void leaveOut() {
    for (int i = 0; kind == Kind.NEAR && i < given.length; i++) {
      if (!given[i]) {
        values[i] = Double.NaN;
        bounds[i] = Double.NaN;
        reach[i] = Expected.Reach.ROUNDED;
      }
    }
  }

  /** The place of an element; its indices are the outer ones and then one more. */
  int place(int i, int... outer) {
    int place = 0;
    boolean within = outer.length + 1 == sizes.length;
    for (int d = 0; within && d < sizes.length; d++) {
      int at = d < outer.length ? outer[d] : i;
      within = at >= 0 && at < sizes[d];
      place = place * sizes[d] + at;
    }
    if (!within) {
      int[] index = Arrays.copyOf(outer, outer.length + 1);
      index[outer.length] = i;
      throw none(index);
    }
    return place;
  }

  /** The place of an element. */
  int placeOf(int... index) {
    if (index.length == 0) {
      if (given.length == 1) {
        return 0;
      }
      throw none(index);
    }
    return place(index[index.length - 1], Arrays.copyOf(index, index.length - 1));
  }

  private ContractException none(int... index) {
    return new ContractException(
        "The output %s has no element %s: its sizes are %s"
            .formatted(buffer.name(), Arrays.toString(index), Arrays.toString(sizes)));
  }

  /** The indices of a place, for messages and properties. */
  String index(int place) {
    int[] index = new int[sizes.length];
    int rest = place;
    for (int d = sizes.length - 1; d >= 0; d--) {
      index[d] = rest % sizes[d];
      rest /= sizes[d];
    }
    return Arrays.toString(index);
  }
}
