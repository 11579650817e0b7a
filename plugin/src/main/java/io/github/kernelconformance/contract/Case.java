package io.github.kernelconformance.contract;

import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import java.util.function.IntToLongFunction;

/**
 * One case, for a reference: sizes, inputs, arithmetic and the outputs to be given. A size, an
 * index or a name that is wrong throws {@link ContractException} with what is allowed.
 *
 * <p>Arithmetic is on {@link Tracked} numbers, which carry how far a right kernel may be from them.
 * A sum is right for every order of its terms; a loop of {@code plus} for that order alone.
 */
public interface Case extends Point {

  /** The size of a buffer's dimension; 0 is the outermost. */
  int size(String buffer, int dimension);

  // Inputs.

  /** The number in a buffer of one element: what the kernel reads, exact. */
  Tracked at(String input);

  /** The element i, exact. */
  Tracked at(String input, int i);

  /** The element [i, j], exact: {@code c.at("x", row, k)}. */
  Tracked at(String input, int i, int j);

  /** The element [i, j, k], exact. */
  Tracked at(String input, int i, int j, int k);

  /** The element at any number of indices, exact. */
  Tracked at(String input, int... index);

  /** An element of an integer input; unsigned types are not negative, but for {@code ULONG}. */
  long integer(String input, int... index);

  /** An element of a buffer of blocks: {@code c.block("w", row, k / 32).at("d")}. */
  Block block(String input, int... index);

  /**
   * A value, exact as the kernel reads it: {@code c.value("eps")}. A struct's field is {@code
   * args.eps}.
   */
  Tracked value(String name);

  // Arithmetic.

  /** A number that a kernel has exactly, such as 0.5. */
  Tracked exact(double value);

  /**
   * A constant that a kernel has rounded to the type it computes in, such as pi or the root of 2.
   */
  Tracked constant(double value);

  /** The arithmetic of all numbers here, for what has no shorter word. */
  Arithmetic arithmetic();

  /** The sum of terms 0 to n - 1, right for every order of addition. */
  Tracked sum(int n, IntFunction<Tracked> term);

  /** The sum of products, each rounded or fused into the sum. */
  Tracked dot(int n, IntFunction<Tracked> a, IntFunction<Tracked> b);

  /** The sums of the first 1 to n terms, each right for every order of addition. */
  Tracked[] scan(int n, IntFunction<Tracked> term);

  /** The largest of terms 0 to n - 1, which rounds nothing; n is at least 1. */
  Tracked max(int n, IntFunction<Tracked> term);

  /** The smallest of terms 0 to n - 1. */
  Tracked min(int n, IntFunction<Tracked> term);

  /**
   * Terms 0 to n - 1, each less the largest, for a softmax of computed numbers: {@code
   * c.shifted(keys, k -> score(k))}. What they have in common must cancel, as in {@code exp(s[j]) /
   * sum of exp(s[k])}: see {@link Arithmetic#shifted}.
   */
  Tracked[] shifted(int n, IntFunction<Tracked> term);

  // Outputs.

  /**
   * Does something for each row, or whatever there are n of: {@code c.each(c.size("rows"), r ->
   * ...)}. The index of a {@code for} loop cannot be used in the terms of a sum, since it changes;
   * this one can.
   */
  void each(int n, IntConsumer body);

  /**
   * Gives a row: element {@code [outer..., i]} for each i from 0 to n - 1 must be near the value,
   * within its bound and one rounding to the output's type. {@code c.output("out", n, i -> ...,
   * row)}.
   */
  void output(String output, int n, IntFunction<Tracked> value, int... outer);

  /** Gives one element: {@code c.output("out", c.sum(n, k -> ...), row)}. */
  void output(String output, Tracked value, int... index);

  /**
   * Gives a row that must be equal: integers by their value, floating types by their bits. {@code
   * c.exactly("codes", n, i -> code(c, i), row)}.
   */
  void exactly(String output, int n, IntToLongFunction value, int... outer);

  /** Gives one element that must be equal: {@code c.exactly("index", best, row)}. */
  void exactly(String output, long value, int... index);

  /** Gives a row where each element must be one of some, as indices of equal maxima are. */
  void oneOf(String output, int n, IntFunction<long[]> values, int... outer);

  /**
   * Gives one element that must be one of some: {@code c.oneOf("index", new long[] {3, 7}, row)}.
   */
  void oneOf(String output, long[] values, int... index);

  /** Requires a property of an output, whose elements are not given otherwise. */
  void satisfies(String output, Property property);
}
