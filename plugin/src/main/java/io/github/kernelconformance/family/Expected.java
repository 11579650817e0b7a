package io.github.kernelconformance.family;

import java.util.List;
import java.util.Map;

/** What a conforming kernel leaves in one of its outputs. Elements are in row-major order. */
public sealed interface Expected {

  /** How many elements the output has. */
  int size();

  /**
   * Numbers that a kernel comes near. An element is right if it is one that rounding once to the
   * output's type can make of a number within its bound: {@code |got - value| <= bound + ulp / 2}.
   * A NaN is right only where the value is one. An infinity is right where the value, or a number
   * within the bound, rounds to it.
   *
   * @param values not rounded to the output's type
   * @param bounds the largest absolute error before the last rounding; infinite where every number
   *     is right, NaN not
   * @param grain the part of a bound that a single rounding of each term gives, from 0 to 1; 0
   *     where that is unknown
   */
  record Near(double[] values, double[] bounds, double grain) implements Expected {
    @Override
    public int size() {
      return values.length;
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
