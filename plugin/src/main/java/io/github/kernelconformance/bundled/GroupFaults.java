package io.github.kernelconformance.bundled;

import io.github.kernelconformance.bundled.Reading.Part;
import io.github.kernelconformance.numerics.ScaleFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.function.UnaryOperator;

/** Faults of what a group of weights shares: its scale and, in affine modes, its bias. */
final class GroupFaults {

  private static final int SCALE_BITS = 8;
  private static final int FRACTION_BITS = 3;

  /** A number of a group, by the row and the group. */
  private interface OfGroup {
    double at(int row, int group);
  }

  /** Another group than the right one: its row and its place in the row. */
  private record Other(String id, String words, Place place) {}

  private interface Place {
    double of(OfGroup values, QmvOperands operands, int row, int k);
  }

  private static final List<Other> OTHERS =
      List.of(
          new Other("next-group", "of the next group", groups(group -> group + 1)),
          new Other("group-before", "of the group before", groups(group -> group - 1)),
          new Other("first-group", "of the first group of the row", groups(group -> 0)),
          new Other("next-row", "of the next row", rows(1)),
          new Other("row-before", "of the row before", rows(-1)),
          new Other("first-row", "of the first row", (of, o, row, k) -> of.at(0, group(o, k))),
          new Other("first-block", "of the first block", GroupFaults::firstBlock),
          new Other(
              "wide-groups",
              "as if groups were twice as large",
              (of, o, row, k) -> of.at(row, k / (2 * o.groupSize()))),
          new Other(
              "short-rows",
              "with a row stride that is half as large",
              (of, o, row, k) -> of.at(0, row * o.groups() / 2 + group(o, k))),
          new Other(
              "long-rows",
              "with a row stride that is twice as large",
              (of, o, row, k) -> of.at(0, row * o.groups() * 2 + group(o, k))),
          new Other(
              "short-tiles",
              "with a stride that is half as large between the tiles of rows",
              (of, o, row, k) -> of.at(0, tileStride(o, row, o.groups() / 2) + group(o, k))),
          new Other(
              "long-tiles",
              "with a stride that is twice as large between the tiles of rows",
              (of, o, row, k) -> of.at(0, tileStride(o, row, o.groups() * 2) + group(o, k))),
          new Other(
              "narrow-groups",
              "as if groups were half as large",
              (of, o, row, k) -> of.at(row, 2 * k / o.groupSize())));

  private final List<QmvFault> faults = new ArrayList<>();

  private GroupFaults() {}

  /** Those of a mode in floating-point codes. */
  static List<QmvFault> of(FpMode mode) {
    GroupFaults all = new GroupFaults();
    ScaleFormat format = mode.scale();
    all.decoded("raw", "scale byte not decoded", code -> code);
    for (ScaleFormat other : ScaleFormat.values()) {
      if (other != format) {
        String name = other.name().toLowerCase(java.util.Locale.ROOT);
        all.decoded("as-" + name, "scale decoded as " + name, code -> other.decode((int) code));
      }
    }
    all.decoded("none", "scale left out", code -> 1);
    all.decoded("inverse", "divided by the scale", code -> 1 / format.decode((int) code));
    if (format == ScaleFormat.E4M3) {
      all.decoded(
          "subnormal-as-normal",
          "subnormal scales decoded as normal ones",
          code -> asNormal(format, (int) code));
      all.decoded(
          "subnormal-as-zero",
          "subnormal scales taken for zero",
          code -> exponent((int) code) == 0 ? 0 : format.decode((int) code));
      all.decoded(
          "no-fraction",
          "fraction of the scale left out",
          code -> format.decode((int) code & -1 << FRACTION_BITS));
    }
    String bias = "every weight %s (as with an exponent bias that is one too %s)";
    DoubleUnaryOperator right = code -> format.decode((int) code);
    all.decoded("twice", bias.formatted("twice", "small"), code -> 2 * right.applyAsDouble(code));
    all.decoded("half", bias.formatted("half", "large"), code -> right.applyAsDouble(code) / 2);
    for (Other other : OTHERS) {
      all.scale(
          other.id,
          "scale " + other.words,
          o -> (row, k) -> right.applyAsDouble(other.place.of(o::scale, o, row, k)));
    }
    return all.faults;
  }

  /** Those of affine modes. */
  static List<QmvFault> affine() {
    GroupFaults all = new GroupFaults();
    all.scale("none", "scale left out", o -> (row, k) -> 1);
    all.bias("none", "bias left out", o -> (row, k) -> 0);
    all.bias("sign", "bias with the wrong sign", o -> (row, k) -> -o.bias(row, group(o, k)));
    all.bias("scale", "scale taken for the bias", o -> (row, k) -> o.scale(row, group(o, k)));
    all.bias(
        "scaled",
        "bias multiplied by the scale",
        o -> (row, k) -> o.bias(row, group(o, k)) * o.scale(row, group(o, k)));
    all.scale("bias", "bias taken for the scale", o -> (row, k) -> o.bias(row, group(o, k)));
    for (Other other : OTHERS) {
      all.scale(
          other.id, "scale " + other.words, o -> (row, k) -> other.place.of(o::scale, o, row, k));
      all.bias(
          other.id, "bias " + other.words, o -> (row, k) -> other.place.of(o::bias, o, row, k));
      all.inRegions(
          "group." + other.id,
          "scale and bias " + other.words,
          (o, right, where) ->
              right
                  .scale(right.scale().but(where, (r, k) -> other.place.of(o::scale, o, r, k)))
                  .bias(right.bias().but(where, (r, k) -> other.place.of(o::bias, o, r, k))));
    }
    return all.faults;
  }

  private void decoded(String id, String words, DoubleUnaryOperator decode) {
    scale(id, words, o -> (row, k) -> decode.applyAsDouble(o.scale(row, group(o, k))));
  }

  private void scale(String id, String words, Function<QmvOperands, Part> part) {
    inRegions(
        "scale." + id,
        words,
        (o, right, where) -> right.scale(right.scale().but(where, part.apply(o))));
  }

  private void bias(String id, String words, Function<QmvOperands, Part> part) {
    inRegions(
        "bias." + id,
        words,
        (o, right, where) -> right.bias(right.bias().but(where, part.apply(o))));
  }

  /** A reading that differs at some places along K. */
  interface Partly {
    Reading of(QmvOperands operands, Reading right, IntPredicate where);
  }

  private void inRegions(String id, String words, Partly reading) {
    faults.addAll(regions(id, words, reading));
  }

  /** A fault in each of the regions. */
  static List<QmvFault> regions(String id, String words, Partly reading) {
    List<QmvFault> all = new ArrayList<>();
    for (Region region : Region.values()) {
      all.add(
          QmvFault.of(
              id + "@" + region.name(),
              words + region.words(),
              (o, right) -> {
                Optional<IntPredicate> where = region.of(o);
                return where.map(it -> reading.of(o, right, it));
              }));
    }
    return all;
  }

  private static int group(QmvOperands operands, int k) {
    return k / operands.groupSize();
  }

  private static Place groups(UnaryOperator<Integer> other) {
    return (of, o, row, k) -> of.at(row, other.apply(group(o, k)));
  }

  private static Place rows(int by) {
    return (of, o, row, k) -> of.at(row + by, group(o, k));
  }

  /** Its scales are used for all that follow. */
  private static double firstBlock(OfGroup of, QmvOperands operands, int row, int k) {
    return of.at(row, group(operands, k % QmvKernel.block(operands.cell().mode())));
  }

  /** The first group of a row, if the first row of its tile is looked for with another stride. */
  private static int tileStride(QmvOperands operands, int row, int stride) {
    int n = operands.dense().n();
    int first = operands.kernel().firstOfTile(row % n, n);
    return first * stride + (row - first) * operands.groups();
  }

  private static int exponent(int code) {
    return (code & (1 << SCALE_BITS - 1) - 1) >> FRACTION_BITS;
  }

  private static double asNormal(ScaleFormat format, int code) {
    // The fraction of a normal number follows a one.
    return exponent(code) == 0 ? format.decode(code | 1 << FRACTION_BITS) / 2 : format.decode(code);
  }
}
