package io.github.kernelconformance.contract;

import java.util.Optional;

/**
 * What must be true of an output where no single value is right: {@code c.satisfies("out",
 * Property.sorted())}, or a lambda that finds what breaks it.
 */
@FunctionalInterface
public interface Property {

  /** The first element that breaks it; empty if it holds. */
  Optional<Violation> violation(Written written);

  /** True where both are; the first violation counts. */
  default Property and(Property other) {
    return written -> violation(written).or(() -> other.violation(written));
  }

  /** Each row of the output ascends; equal neighbours may be. NaN comes last. */
  static Property sorted() {
    return written ->
        Rows.firstViolation(
            written,
            row ->
                Rows.firstWrong(
                    row,
                    i -> i == 0 || Double.compare(row[i - 1] + 0.0, row[i] + 0.0) <= 0,
                    i -> row[i - 1]));
  }

  /** Each row of the output has every integer from 0 to its length less 1, once. */
  static Property permutation() {
    return written ->
        Rows.firstViolation(
            written,
            row -> {
              int[] missing = Rows.missing(row);
              return Rows.firstWrong(row, i -> missing[i] < 0, i -> missing[i]);
            });
  }

  /** Every element lies in the range, both ends included; NaN does not. */
  static Property within(double least, double greatest) {
    return written ->
        Rows.firstViolation(
            written,
            row ->
                Rows.firstWrong(
                    row,
                    i -> row[i] >= least && row[i] <= greatest,
                    i -> row[i] > greatest ? greatest : least));
  }
}
