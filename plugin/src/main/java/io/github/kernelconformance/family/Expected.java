package io.github.kernelconformance.family;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What a conforming kernel leaves in one of its outputs. Elements are in row-major order. */
public sealed interface Expected {

  /** How many elements the output has. */
  int size();

  /**
   * Numbers that a kernel comes near. An element is right if it is one that rounding once to the
   * output's type can make of a number within its bound: {@code |got - value| <= bound + ulp / 2}
   * away from powers of two. A NaN is right only where the value is one. An infinity is right where
   * the value, or a number within the bound, rounds to it.
   *
   * @param values not rounded to the output's type
   * @param bounds the largest absolute error before the last rounding; infinite where anything is
   *     right, and NaN where nothing is compared
   * @param reach what else than these numbers is right, for each element
   * @param grain the part of a bound that a single rounding of each term gives, from 0 to 1; 0
   *     where that is unknown
   */
  record Near(double[] values, double[] bounds, Reach[] reach, double grain) implements Expected {

    /** With what rounding makes of numbers within the bounds. */
    public Near(double[] values, double[] bounds, double grain) {
      this(values, bounds, all(values.length), grain);
    }

    private static Reach[] all(int size) {
      Reach[] all = new Reach[size];
      Arrays.fill(all, Reach.ROUNDED);
      return all;
    }

    @Override
    public int size() {
      return values.length;
    }
  }

  /** What is right beside a number and within its bound. */
  enum Reach {
    /** What one more rounding, to the output's type, makes of these; infinity if it makes that. */
    ROUNDED(false, false),
    /** Nothing else: the bound has the last rounding in it. */
    STORED(false, false),
    /** As {@link #STORED}, and positive infinity. */
    STORED_OR_POSITIVE_INFINITY(true, false),
    /** As {@link #STORED}, and negative infinity. */
    STORED_OR_NEGATIVE_INFINITY(false, true),
    /** As {@link #STORED}, and either infinity. */
    STORED_OR_INFINITY(true, true);

    private final boolean positive;
    private final boolean negative;

    Reach(boolean positive, boolean negative) {
      this.positive = positive;
      this.negative = negative;
    }

    /** What has the last rounding in it, and perhaps infinities. */
    public static Reach stored(boolean positive, boolean negative) {
      if (positive) {
        return negative ? STORED_OR_INFINITY : STORED_OR_POSITIVE_INFINITY;
      }
      return negative ? STORED_OR_NEGATIVE_INFINITY : STORED;
    }

    /** Whether an infinity is right, where it is not the value that is infinite. */
    public boolean has(double infinity) {
      return infinity > 0 ? positive : negative;
    }
  }

  /**
   * Numbers rounded once to the output's type, and nothing else. Zeros agree whatever their signs,
   * since the sign of a sum that is zero depends on where the summation starts. NaNs agree whatever
   * their bits, since IEEE 754 leaves those open.
   *
   * @param values not rounded to the output's type
   */
  record Rounded(double[] values) implements Expected {
    @Override
    public int size() {
      return values.length;
    }
  }

  /**
   * These bits, such as codes or indices.
   *
   * @param bytes the whole output, little-endian
   * @param size how many elements it has
   */
  record Bits(byte[] bytes, int size) implements Expected {}

  /**
   * For each element one of some values, such as the index of any of equal maxima.
   *
   * @param choices at least one for each element; the first stands for them in reports
   */
  record OneOf(List<double[]> choices) implements Expected {
    /** Copies the list. */
    public OneOf {
      choices = List.copyOf(choices);
    }

    @Override
    public int size() {
      return choices.size();
    }
  }

  /**
   * A property of the whole output, such as being sorted.
   *
   * @param size how many elements the output has
   * @param name for messages, for example {@code a permutation of x}
   * @param check finds elements that break it
   */
  record Satisfies(int size, String name, Check check) implements Expected {

    /** Looks for what breaks a property. */
    @FunctionalInterface
    public interface Check {
      /**
       * The elements that break the property by their index, each with the value that would be
       * right there or is like one that would be.
       */
      Map<Integer, Double> broken(double[] output);
    }
  }
}
