package io.github.kernelconformance.described;

import io.github.kernelconformance.contract.Distribution;
import io.github.kernelconformance.numerics.Bfloat16;
import io.github.kernelconformance.numerics.DType;
import io.github.kernelconformance.numerics.Half;
import java.util.function.IntToDoubleFunction;

/** Fills floating-point inputs as {@link Distribution} has it. */
final class RealDraws {

  private static final double[] TIES = {-1, 0.5, 2};
  private static final double CONSTANT = 0.75;
  private static final int SHIFT = 100;

  /** So many rows of distinct numbers come before the first one's are used again. */
  static final int ROWS_APART = 16;

  private static final int CODES = 2048;

  private final DType type;
  private final DrawStream draw;
  private final int row;

  /**
   * @param row the length of a row, the innermost dimension
   */
  RealDraws(DType type, DrawStream draw, int row) {
    this.type = type;
    this.draw = draw;
    this.row = row;
  }

  /** All elements, rounded to the type. */
  double[] of(Distribution distribution, int count) {
    double[] values = new double[count];
    switch (distribution) {
      case INTEGERS -> fill(values, i -> draw.below(5) - 2);
      case UNIFORM -> fill(values, i -> 2 * draw.uniform() - 1);
      case DISTINCT -> distinct(values);
      case CONSTANT -> fill(values, i -> CONSTANT);
      case TIES -> fill(values, i -> TIES[draw.below(TIES.length)]);
      default -> normal(values, distribution);
    }
    type.roundAll(values);
    return values;
  }

  private void normal(double[] values, Distribution distribution) {
    float[] normal = draw.normals(values.length);
    int scale = type == DType.FLOAT16 ? 12 : 40;
    switch (distribution) {
      case SHIFTED -> fill(values, i -> normal[i] - SHIFT);
      case TINY -> fill(values, i -> Math.scalb((double) normal[i], -scale));
      case HUGE -> fill(values, i -> Math.scalb((double) normal[i], scale));
      case SUBNORMAL -> fill(values, i -> draw.below(4) == 0 ? subnormal() : normal[i]);
      case SIGNED_ZEROS ->
          fill(values, i -> draw.below(4) == 0 ? Math.copySign(0.0, normal[i]) : normal[i]);
      default -> {
        for (int i = 0; i < values.length; i++) {
          values[i] = normal[i];
        }
      }
    }
    switch (distribution) {
      case NAN -> values[draw.below(values.length)] = Double.NaN;
      case INFINITY -> infinities(values);
      case HUGE -> largestAtEnds(values);
      case MASKED -> mask(values, false);
      case MASKED_ROW -> mask(values, true);
      default -> {}
    }
  }

  private double subnormal() {
    int below = (int) Math.round(Math.scalb(1 / type.unitRoundoff(), -1));
    double size = (1 + draw.below(below - 1)) * type.ulp(0);
    return draw.below(2) == 0 ? size : -size;
  }

  /**
   * The largest of a row becomes its first, of the next row its last, and of a third stays where it
   * is. So it counts whether a kernel's first round, or its last, gets lost.
   */
  private void largestAtEnds(double[] values) {
    for (int start = 0; start < values.length; start += row) {
      int end = Math.min(start + row, values.length);
      int turn = start / row % 3;
      if (turn < 2) {
        int largest = start;
        for (int i = start; i < end; i++) {
          largest = values[i] > values[largest] ? i : largest;
        }
        int place = turn == 0 ? start : end - 1;
        double other = values[place];
        values[place] = values[largest];
        values[largest] = other;
      }
    }
  }

  /** In different rows if there are two, so that their difference is not all that is seen. */
  private void infinities(double[] values) {
    int first = draw.below(values.length);
    values[first] = Double.POSITIVE_INFINITY;
    int other = draw.below(values.length);
    if (values.length > row && first / row == other / row) {
      other = (other + row) % values.length;
    }
    if (values.length > 1) {
      values[other == first ? (first + 1) % values.length : other] = Double.NEGATIVE_INFINITY;
    }
  }

  /** -infinity at about half of the places of each row, never at all of them. */
  private void mask(double[] values, boolean firstRow) {
    for (int start = 0; start < values.length; start += row) {
      int kept = draw.below(row);
      for (int i = 0; i < row; i++) {
        boolean masked = i != kept && draw.below(2) == 0;
        if (masked || firstRow && start == 0) {
          values[start + i] = Double.NEGATIVE_INFINITY;
        }
      }
    }
  }

  /** A mask that is added: 0 and -infinity. */
  double[] mask(Distribution distribution, int count) {
    double[] values = new double[count];
    mask(values, distribution == Distribution.MASKED_ROW);
    return values;
  }

  /**
   * Each row has no number twice, as far as the type has so many of about that size. Neighbouring
   * rows have other numbers, for otherwise their sums would be alike.
   */
  private void distinct(double[] values) {
    boolean exact = row / 2 + ROWS_APART <= 1 / type.unitRoundoff();
    int apart = row / 2 + ROWS_APART <= CODES ? ROWS_APART : 1;
    int down = Math.max(3, 31 - Integer.numberOfLeadingZeros(row) - 6);
    for (int start = 0; start < values.length; start += row) {
      int[] order = draw.permutation(row);
      int shift = start / row % apart;
      for (int i = 0; i < row; i++) {
        int place = order[i] - row / 2 + shift;
        values[start + i] = exact ? Math.scalb((double) place, -down) : code(place);
      }
    }
  }

  /** Neighbours in the type: from 2^-3 up, and their negatives. */
  private double code(int place) {
    int size = (place < 0 ? -1 - place : place) % CODES;
    double value =
        type == DType.FLOAT16
            ? Half.decode((short) (0x3000 + size))
            : Bfloat16.decode((short) (0x3E00 + size));
    return place < 0 ? -value : value;
  }

  private static void fill(double[] values, IntToDoubleFunction value) {
    for (int i = 0; i < values.length; i++) {
      values[i] = value.applyAsDouble(i);
    }
  }
}
