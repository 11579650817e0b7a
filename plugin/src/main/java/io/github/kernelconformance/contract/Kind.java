package io.github.kernelconformance.contract;

/** What is known of the values that conforming kernels may have in place of a reference. */
enum Kind {
  /** They are finite and lie within the bound. */
  FINITE,
  /** All of them are this NaN or this infinity. */
  SPECIAL,
  /** All of them are this infinity, because the finite result is too large for the type. */
  OVERFLOWED,
  /** They lie within the bound, and this reaches so far that some of them may be infinite. */
  EDGE,
  /** Anything may be right: the bound is infinite. */
  OPEN,
  /** Fast math promises nothing where a NaN or an infinity occurs: not to be compared. */
  OUTSIDE
}
