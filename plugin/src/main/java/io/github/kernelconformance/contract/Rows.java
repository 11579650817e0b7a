package io.github.kernelconformance.contract;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;

/** Goes through an output row by row; a row is the innermost dimension. */
final class Rows {

  private Rows() {}

  /** An element of a row that is wrong. */
  record Wrong(int i, double expected) {}

  /** The first violation of all rows. */
  static Optional<Violation> firstViolation(
      Written written, Function<double[], Optional<Wrong>> check) {
    int last = written.dimensions() - 1;
    int[] index = new int[written.dimensions()];
    double[] row = new double[last < 0 ? 1 : written.size(last)];
    do {
      for (int i = 0; i < row.length; i++) {
        row[i] = written.at(with(index, i));
      }
      Optional<Wrong> wrong = check.apply(row);
      if (wrong.isPresent()) {
        List<Integer> at = new ArrayList<>();
        Arrays.stream(with(index, wrong.get().i())).forEach(at::add);
        return Optional.of(new Violation(at, wrong.get().expected()));
      }
    } while (next(written, index));
    return Optional.empty();
  }

  /** The first element of a row that is not right. */
  static Optional<Wrong> firstWrong(
      double[] row, IntPredicate right, IntToDoubleFunction expected) {
    for (int i = 0; i < row.length; i++) {
      if (!right.test(i)) {
        return Optional.of(new Wrong(i, expected.applyAsDouble(i)));
      }
    }
    return Optional.empty();
  }

  /**
   * For each element that is no index of its row, or was there before, the first index that is
   * missing; -1 for the others.
   */
  static int[] missing(double[] row) {
    boolean[] there = new boolean[row.length];
    int[] missing = new int[row.length];
    for (int i = 0; i < row.length; i++) {
      boolean right = row[i] >= 0 && row[i] < row.length && row[i] == (int) row[i];
      missing[i] = right && !there[(int) row[i]] ? -1 : 0;
      if (missing[i] < 0) {
        there[(int) row[i]] = true;
      }
    }
    int first = 0;
    while (first < row.length && there[first]) {
      first++;
    }
    for (int i = 0; i < row.length; i++) {
      missing[i] = missing[i] < 0 ? -1 : first;
    }
    return missing;
  }

  private static int[] with(int[] index, int last) {
    if (index.length > 0) {
      index[index.length - 1] = last;
    }
    return index;
  }

  private static boolean next(Written written, int[] index) {
    for (int d = index.length - 2; d >= 0; d--) {
      index[d]++;
      if (index[d] < written.size(d)) {
        return true;
      }
      index[d] = 0;
    }
    return false;
  }
}
