package io.github.kernelconformance.mutation;

import java.util.List;

/**
 * A change of a text: an expression becomes another, or, where the range is empty, a statement
 * comes in.
 *
 * @param begin the offset of the first character that goes
 * @param end the offset after the last one
 * @param after what comes instead
 * @param discarded whether nobody uses the value of the expression, so that what comes instead may
 *     have any type, and none where {@code after} is empty
 * @param blamed what is wrong if the change is right: a statement, a condition, a declaration; of a
 *     statement that comes in, what it comes between
 * @param also what changes with it, further on in the text
 * @param relaxes the offset of the word {@code constexpr} that goes with the change, since what it
 *     declares is no constant any more; -1 where none goes
 */
record Change(
    Operator operator,
    int begin,
    int end,
    String after,
    boolean discarded,
    Span blamed,
    List<Part> also,
    int relaxes) {

  /**
   * Another expression that changes at the same time.
   *
   * @param blamed as that of a change
   */
  record Part(int begin, int end, String after, Span blamed) {}

  /** A change that is to blame for itself alone. */
  Change(Operator operator, int begin, int end, String after, boolean discarded) {
    this(operator, begin, end, after, discarded, new Span(begin, end), List.of(), -1);
  }

  /** Whether a statement comes in. */
  boolean inserts() {
    return begin == end;
  }
}
