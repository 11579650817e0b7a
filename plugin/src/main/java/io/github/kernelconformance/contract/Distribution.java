package io.github.kernelconformance.contract;

import java.util.Locale;

/**
 * What numbers inputs are made of; the last segment of a cell's id, its pattern. A contract names
 * none and gets those that make sense for its types. What it cannot bear it {@link
 * Description#excludes excludes}, with a reason.
 */
public enum Distribution {
  /** Standard normal numbers, rounded to the type; for integers, like {@link #UNIFORM}. */
  NORMAL,
  /** Integers from -2 to 2 (unsigned: 0 to 3), so that sums and products of them are exact. */
  INTEGERS,
  /** Evenly spread over [-1, 1); for integers over -100 to 100, or the range they may have. */
  UNIFORM,
  /**
   * Normal numbers around -100: all below zero, and far from it. For unsigned integers not at all.
   */
  SHIFTED,
  /** No two alike, in a random order. */
  DISTINCT,
  /** All alike. */
  CONSTANT,
  /** Three values in all, so that the largest one comes up more than once. */
  TIES,
  /** Magnitudes about 2^-40; for half about 2^-12. */
  TINY,
  /**
   * Magnitudes about 2^40, for half 2^12, the largest of a row at its beginning or its end; for
   * integers the ends of the type.
   */
  HUGE,
  /** One in four is subnormal in its type, the others are standard normal. */
  SUBNORMAL,
  /** One in four is +0 or -0, the others are standard normal. */
  SIGNED_ZEROS,
  /** Standard normal, but for one NaN in each input. */
  NAN,
  /** Standard normal, but for one +infinity and one -infinity in each input. */
  INFINITY,
  /** Standard normal, but for -infinity at about half of the places of each row; not at all. */
  MASKED,
  /** As {@link #MASKED}, and the whole first row is -infinity. */
  MASKED_ROW;

  private final String id = name().toLowerCase(Locale.ROOT).replace('_', '-');

  /** The spelling in ids and reports, such as {@code signed-zeros}. */
  public String id() {
    return id;
  }
}
