package io.github.kernelconformance.contract;

/**
 * What must be true of outputs where no single value is right: {@code c.satisfies("out",
 * Property.sorted("out"))}, or a lambda that returns what is wrong, and "" if nothing is.
 */
@FunctionalInterface
public interface Property {

  /** What is wrong, in a sentence with the place; empty if nothing is. */
  String violation(Outputs written);

  /** True where both are; the first violation counts. */
  default Property and(Property other) {
    return written -> {
      String mine = violation(written);
      return mine.isEmpty() ? other.violation(written) : mine;
    };
  }

  /** Each row of the output ascends; equal neighbours may be. NaN comes last. */
  static Property sorted(String output) {
    return written ->
        Rows.firstViolation(
            written,
            output,
            (row, i) ->
                i > 0 && Double.compare(row[i - 1] + 0.0, row[i] + 0.0) > 0
                    ? "%s is followed by the smaller %s".formatted(row[i - 1], row[i])
                    : "");
  }

  /** Each row of the output has every integer from 0 to its length less 1, once. */
  static Property permutation(String output) {
    return written ->
        Rows.firstViolation(
            written,
            output,
            (row, i) -> {
              if (!(row[i] >= 0 && row[i] < row.length)) {
                return "%s is not from 0 to %d".formatted(row[i], row.length - 1);
              }
              for (int j = 0; j < i; j++) {
                if (row[j] == row[i]) {
                  return "%s is there twice".formatted(row[i]);
                }
              }
              return "";
            });
  }

  /** Every element lies in the range, both ends included; NaN does not. */
  static Property within(String output, double least, double greatest) {
    return written ->
        Rows.firstViolation(
            written,
            output,
            (row, i) ->
                row[i] >= least && row[i] <= greatest
                    ? ""
                    : "%s is not from %s to %s".formatted(row[i], least, greatest));
  }
}
