package io.github.kernelconformance.bundled;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

/** Faults of which rows, products of a batch and factors a result is made of. */
final class RowFaults {

  private final List<QmvFault> faults = new ArrayList<>();

  private RowFaults() {}

  /** All of them. */
  static List<QmvFault> all() {
    RowFaults all = new RowFaults();
    all.rowsOfW("next", "next row of w", o -> row -> row + 1);
    all.rowsOfW("before", "row of w before", o -> row -> row - 1);
    all.rowsOfW("first", "first row of w in all rows", o -> row -> row / n(o) * n(o));
    all.rowsOfW(
        "simd-group",
        "rows of the first SIMD group in the second",
        o -> row -> row - (row % n(o) % 8 < 4 ? 0 : 4));
    all.faults.add(
        QmvFault.of(
            "row.tile",
            "last tile of rows moved back in w and not in y",
            (o, right) ->
                o.kernel() == QmvKernel.QMV && n(o) >= 8 && n(o) % 4 != 0
                    ? Optional.of(rows(right, row -> movedBack(o, row)))
                    : Optional.empty()));
    all.codesOf("next", "codes of the next row", row -> row + 1);
    all.codesOf("before", "codes of the row before", row -> row - 1);
    all.batches();
    all.vectors();
    all.factors();
    return all.faults;
  }

  private static int n(QmvOperands operands) {
    return operands.dense().n();
  }

  private static int movedBack(QmvOperands operands, int row) {
    int n = n(operands);
    int start = row % n / 4 * 4;
    return row / n * n + Math.min(start, n - 4) + row % n - start;
  }

  private static Reading rows(Reading right, IntUnaryOperator other) {
    return right.rowOfW(i -> other.applyAsInt(right.rowOfW().applyAsInt(i)));
  }

  private void rowsOfW(
      String id, String words, java.util.function.Function<QmvOperands, IntUnaryOperator> other) {
    faults.add(QmvFault.always("row." + id, words, (o, right) -> rows(right, other.apply(o))));
  }

  private void codesOf(String id, String words, IntUnaryOperator other) {
    faults.add(
        QmvFault.always(
            "codes." + id,
            words,
            (o, right) -> right.element((row, k) -> right.element().at(other.applyAsInt(row), k))));
  }

  private void batches() {
    batch("w", "w of the first product for all of the batch", true, true, true);
    batch("codes", "codes of the first product for all of the batch", true, false, false);
    batch("scales", "scales of the first product for all of the batch", false, true, false);
    batch("biases", "biases of the first product for all of the batch", false, false, true);
    batch(
        "groups", "scales and biases of the first product for all of the batch", false, true, true);
  }

  private void batch(String id, String words, boolean codes, boolean scales, boolean biases) {
    faults.add(
        QmvFault.of(
            "batch." + id,
            words,
            (o, right) -> {
              boolean affine = o.biases().length > 0;
              if (o.dense().batch() == 1 || !affine && biases && !(codes && scales)) {
                return Optional.empty();
              }
              IntUnaryOperator first = row -> row % n(o);
              Reading reading = right;
              if (codes) {
                reading = reading.element((row, k) -> right.element().at(first.applyAsInt(row), k));
              }
              if (scales) {
                reading = reading.scale((row, k) -> right.scale().at(first.applyAsInt(row), k));
              }
              if (biases) {
                reading = reading.bias((row, k) -> right.bias().at(first.applyAsInt(row), k));
              }
              return Optional.of(reading);
            }));
  }

  private void vectors() {
    faults.add(
        QmvFault.of(
            "x.first-product",
            "x of the first product for all of the batch",
            (o, right) ->
                o.cell().shape().batch() == 1
                    ? Optional.empty()
                    : Optional.of(vectors(right, row -> row % o.cell().shape().m()))));
    rowOfX("first", "first row of x for all rows", (o, row, m) -> row - row % m);
    rowOfX(
        "first-of-tile",
        "first row of x of a tile for all of its rows",
        (o, row, m) -> {
          int tile = o.kernel().vectors(o.cell().shape());
          return row - row % m % tile;
        });
    faults.add(
        QmvFault.of(
            "x.row-stride",
            "x with the row stride of y",
            (o, right) ->
                o.cell().shape().m() == 1
                    ? Optional.empty()
                    : Optional.of(right.x((row, k) -> o.x(0, row * n(o) + k)))));
    rowOfX("next", "next row of x", (o, row, m) -> row + 1);
    rowOfX("before", "row of x before", (o, row, m) -> row - 1);
  }

  /** Another row of x, given the right one and how many there are of a product. */
  private interface RowOfX {
    int of(QmvOperands operands, int row, int m);
  }

  private void rowOfX(String id, String words, RowOfX other) {
    faults.add(
        QmvFault.of(
            "x." + id + "-row",
            words,
            (o, right) ->
                o.cell().shape().m() == 1
                    ? Optional.empty()
                    : Optional.of(vectors(right, row -> other.of(o, row, o.cell().shape().m())))));
  }

  private static Reading vectors(Reading right, IntUnaryOperator other) {
    return right.rowOfX(i -> other.applyAsInt(right.rowOfX().applyAsInt(i)));
  }

  private void factors() {
    factor("none", "global scale left out", g -> 1);
    factor("twice", "global scale multiplied twice", g -> g * g);
    factor("undivided", "global scale not divided by 448 * 6", g -> g * FpOperands.GLOBAL_DIVISOR);
    factor("by-448", "global scale divided by 448 alone", g -> g * 6);
    factor("by-6", "global scale divided by 6 alone", g -> g * 448);
  }

  private void factor(String id, String words, java.util.function.DoubleUnaryOperator other) {
    faults.add(
        QmvFault.of(
            "global." + id,
            words,
            (o, right) ->
                o.globalFactor() == 1
                    ? Optional.empty()
                    : Optional.of(right.factor(other.applyAsDouble(right.factor())))));
  }
}
