package io.github.kernelconformance.mutation;

/**
 * A change of a text: an expression becomes another, or, where the range is empty, a statement
 * comes in.
 *
 * @param begin the offset of the first character that goes
 * @param end the offset after the last one
 * @param after what comes instead
 * @param discarded whether nobody uses the value of the expression, so that what comes instead may
 *     have any type, and none where {@code after} is empty
 */
record Change(Operator operator, int begin, int end, String after, boolean discarded) {

  /** Whether a statement comes in. */
  boolean inserts() {
    return begin == end;
  }
}
