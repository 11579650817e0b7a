package io.github.kernelconformance.contract;

/** What is known of the values that conforming kernels may have in place of a reference. */
enum Kind {
  /** They are finite and lie within the bound. */
  FINITE,
  /** All of them are this NaN or this infinity. */
  SPECIAL,
  /** All of them are this infinity, because the finite result is too large for the type. */
  OVERFLOWED,
  /** They lie within the bound, and this reaches so far that some may be positive infinity. */
  UPPER_EDGE,
  /** They lie within the bound, and this reaches so far that some may be negative infinity. */
  LOWER_EDGE,
  /** They lie within the bound, and this reaches so far that some may be either infinity. */
  BOTH_EDGES,
  /** Anything may be right: the bound is infinite. */
  OPEN,
  /** Fast math promises nothing where a NaN or an infinity occurs: not to be compared. */
  OUTSIDE;

  /** Within the bound, or one of these infinities. */
  static Kind within(boolean upper, boolean lower) {
    if (upper) {
      return lower ? BOTH_EDGES : UPPER_EDGE;
    }
    return lower ? LOWER_EDGE : FINITE;
  }

  /** Whether some may be infinite and others within the bound. */
  boolean edge() {
    return upper() || lower();
  }

  /** Whether positive infinity is right beside what is within the bound. */
  boolean upper() {
    return this == UPPER_EDGE || this == BOTH_EDGES;
  }

  /** Whether negative infinity is right beside what is within the bound. */
  boolean lower() {
    return this == LOWER_EDGE || this == BOTH_EDGES;
  }

  /** That of the negated values. */
  Kind negated() {
    return edge() ? within(lower(), upper()) : this;
  }
}
