package io.github.kernelconformance.contract;

import java.util.Arrays;
import java.util.function.ToIntFunction;

/**
 * A size, or a formula of sizes: {@code n.roundUpTo(32).atMost(1024)}. Axes of sizes are dims, and
 * so are strides of buffers. Values are ints; what does not fit ends the build with a message.
 */
public final class Dim {

  private final String text;
  private final ToIntFunction<Point> formula;

  private Dim(String text, ToIntFunction<Point> formula) {
    this.text = text;
    this.formula = formula;
  }

  /** A number that is the same everywhere: {@code it.input("w", FLOAT, n, Dim.of(4))}. */
  public static Dim of(int value) {
    return new Dim(String.valueOf(value), at -> value);
  }

  static Dim[] each(int... values) {
    return Arrays.stream(values).mapToObj(Dim::of).toArray(Dim[]::new);
  }

  /** Any formula: {@code Dim.of(at -> Integer.bitCount(at.size("n")))}. */
  public static Dim of(ToIntFunction<Point> formula) {
    return new Dim("formula", formula);
  }

  /** Any formula, with a text for messages. */
  public static Dim of(String text, ToIntFunction<Point> formula) {
    return new Dim(text, formula);
  }

  /** The value there. */
  public int at(Point at) {
    try {
      return formula.applyAsInt(at);
    } catch (ArithmeticException e) {
      throw new ContractException(
          "%s has no value that an int holds: %s".formatted(text, e.getMessage()));
    }
  }

  /** The sum: {@code n.plus(1)}. */
  public Dim plus(int other) {
    return plus(of(other));
  }

  /** The sum: {@code heads.plus(groups)}. */
  public Dim plus(Dim other) {
    return with(" + ", other, at -> Math.addExact(at(at), other.at(at)));
  }

  /** The difference: {@code n.minus(1)}. */
  public Dim minus(int other) {
    return minus(of(other));
  }

  /** The difference: {@code n.minus(window)}. */
  public Dim minus(Dim other) {
    return with(" - ", other, at -> Math.subtractExact(at(at), other.at(at)));
  }

  /** The product: {@code heads.times(64)}. */
  public Dim times(int factor) {
    return times(of(factor));
  }

  /** The product: {@code rows.times(n)}. */
  public Dim times(Dim factor) {
    return with(" * ", factor, at -> Math.multiplyExact(at(at), factor.at(at)));
  }

  /** The quotient, rounded up: {@code n.over(8)} tiles of 8 cover n. */
  public Dim over(int divisor) {
    return over(of(divisor));
  }

  /** The quotient, rounded up: {@code n.over(tile)} tiles cover n. */
  public Dim over(Dim divisor) {
    return with(" / ", divisor, at -> -Math.floorDiv(-at(at), divisor.at(at)));
  }

  /** The quotient, rounded down: {@code n.wholesOf(8)} whole tiles of 8 fit in n. */
  public Dim wholesOf(int divisor) {
    return wholesOf(of(divisor));
  }

  /** The quotient, rounded down: {@code n.wholesOf(tile)} whole tiles fit in n. */
  public Dim wholesOf(Dim divisor) {
    return with(" div ", divisor, at -> Math.floorDiv(at(at), divisor.at(at)));
  }

  /** What whole tiles leave over: {@code n.remainder(8)} is from 0 to 7. */
  public Dim remainder(int divisor) {
    return with(" mod ", of(divisor), at -> Math.floorMod(at(at), divisor));
  }

  /** The next multiple: {@code n.roundUpTo(32)} is 32 for 1 to 32, and 64 for 33. */
  public Dim roundUpTo(int multiple) {
    return over(multiple).times(multiple);
  }

  /** The next power of two: {@code n.powerOfTwo()} is 1024 for 1000. */
  public Dim powerOfTwo() {
    return new Dim(
        "power of two from " + text,
        at -> at(at) <= 1 ? 1 : Math.multiplyExact(2, Integer.highestOneBit(at(at) - 1)));
  }

  /** The smaller one: {@code n.roundUpTo(32).atMost(1024)}. */
  public Dim atMost(int limit) {
    return atMost(of(limit));
  }

  /** The smaller one: {@code n.atMost(m)}. */
  public Dim atMost(Dim limit) {
    return new Dim("min(%s, %s)".formatted(text, limit), at -> Math.min(at(at), limit.at(at)));
  }

  /** The larger one: {@code n.over(4).atLeast(32)}. */
  public Dim atLeast(int limit) {
    return new Dim("max(%s, %s)".formatted(text, limit), at -> Math.max(at(at), limit));
  }

  /** Holds where the value is this one. */
  public Condition is(int value) {
    return at -> at(at) == value;
  }

  /** Holds up to and at this value: {@code it.kernel("rms_single_row").when(n.isAtMost(4096))}. */
  public Condition isAtMost(int limit) {
    return at -> at(at) <= limit;
  }

  /** Holds from this value on. */
  public Condition isAtLeast(int limit) {
    return at -> at(at) >= limit;
  }

  /** Holds up to and at another size: {@code it.requires(window.isAtMost(n))}. */
  public Condition isAtMost(Dim limit) {
    return at -> at(at) <= limit.at(at);
  }

  /** Holds where this many fit in without a rest: {@code it.requires(k.isMultipleOf(32))}. */
  public Condition isMultipleOf(int divisor) {
    return at -> at(at) % divisor == 0;
  }

  /**
   * Holds where this many fit in without a rest: {@code it.requires(heads.isMultipleOf(kvHeads))}.
   */
  public Condition isMultipleOf(Dim divisor) {
    return at -> at(at) % divisor.at(at) == 0;
  }

  private Dim with(String operator, Dim other, ToIntFunction<Point> formula) {
    return new Dim("(" + text + operator + other.text + ")", formula);
  }

  /** The formula as text, for messages. */
  @Override
  public String toString() {
    return text;
  }
}
