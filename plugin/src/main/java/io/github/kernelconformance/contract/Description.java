package io.github.kernelconformance.contract;

import java.util.function.Consumer;

/**
 * What a contract is told with. The order of the calls is: axes, kernels, arguments, grid, and then
 * what the contract cannot bear. All names are those of the kernel's parameters and of the axes;
 * they are unique.
 *
 * <p>Each method throws {@link ContractException} if its arguments cannot be: a name used twice, an
 * axis without values, a name in braces that is no axis.
 */
public interface Description {

  // Axes: what the cases differ in.

  /**
   * An axis of types: {@code var type = it.types("T", FLOAT, HALF, BFLOAT)}. Ids show {@code
   * float}, {@code half} or {@code bfloat}.
   */
  TypeAxis types(String name, ScalarType... types);

  /**
   * An axis of sizes: {@code var n = it.sizes("n", 1, 31, 32, 33, 1000, 4096)}. Ids show {@code
   * n=31}. Choose edges: 1, one off a SIMD group of 32, no power of two, more than a threadgroup.
   */
  Dim sizes(String name, int... sizes);

  /** An axis of all sizes of a range, both ends included: {@code it.range("n", 1, 16)}. */
  Dim range(String name, int first, int last);

  /**
   * An axis of words: {@code var mask = it.choices("mask", "none", "causal")}. Ids show the word.
   */
  Choice choices(String name, String... values);

  /** An axis of false and true: {@code var bias = it.flag("bias")}. Ids show {@code bias=true}. */
  Choice flag(String name);

  /** An axis of numbers: {@code it.value("alpha", it.reals("alpha", 0, 1, -0.5))}. */
  Real reals(String name, double... values);

  /** Leaves out all points where this does not hold: {@code it.requires(k.isMultipleOf(group))}. */
  void requires(Condition legal);

  // Kernels.

  /**
   * A kernel, by its host name. A name of an axis in braces stands for its value: {@code {T}} is
   * the type in Metal's spelling ({@code bfloat}), {@code {T:id}} in that of reports ({@code
   * bfloat16}), {@code {n}} a size. Several calls make variants.
   */
  Kernel kernel(String hostName);

  // Arguments.

  /**
   * A buffer that the kernel reads: {@code it.input("x", type, rows, n)}. Without dimensions it has
   * one element.
   */
  Buffer input(String name, ElementType type, Dim... dims);

  /**
   * A buffer that the kernel writes: {@code it.output("out", type, rows, n)}. The reference gives
   * every element, near, exactly, as one of some, or by a property.
   */
  Buffer output(String name, ElementType type, Dim... dims);

  /**
   * A buffer that is read and written: {@code it.inout("acc", FLOAT, n)}. {@link Case#at} reads
   * what is in it before.
   */
  Buffer inout(String name, ElementType type, Dim... dims);

  /**
   * A number, {@code constant float&}: {@code it.value("eps", 1e-5f)}. It is rounded to a float.
   */
  Argument value(String name, double value);

  /**
   * A number of a type: {@code it.value("scale", HALF, 0.125)}, {@code it.value("n", ULONG, 7)}.
   */
  Argument value(String name, ElementType type, double value);

  /** An integer, {@code constant int&}: {@code it.value("group", 32)}. */
  Argument value(String name, int value);

  /** A flag, {@code constant bool&}: {@code it.value("causal", true)}. */
  Argument value(String name, boolean value);

  /** A size, {@code constant int&}: {@code it.value("axis_size", n)}. */
  Argument value(String name, Dim value);

  /**
   * A size of a type: {@code it.value("axis_size", UINT, n)}, {@code it.value("ld", LONG,
   * x.stride(0))}.
   */
  Argument value(String name, ElementType type, Dim value);

  /**
   * A number for each point, {@code constant float&}: {@code it.value("scale", at -> 1 /
   * Math.sqrt(at.size("d")))}.
   */
  Argument value(String name, Real value);

  /** A number of a type for each point. */
  Argument value(String name, ElementType type, Real value);

  /** A flag of the axis, {@code constant bool&}: {@code it.value("causal", it.flag("causal"))}. */
  Argument value(String name, Choice flag);

  /** Sizes, {@code constant int*}: {@code it.array("shape", rows, n)}. */
  Argument array(String name, Dim... values);

  /** Integers of a type: {@code it.array("shape", UINT, rows, n)}. */
  Argument array(String name, ScalarType type, Dim... values);

  /**
   * The strides of all dimensions of a buffer in elements, {@code constant int64_t*}: {@code
   * it.strides("x_strides", x)}. The buffer then comes in all {@link View}s. A single stride, one
   * in bytes or of another type is a {@link #value value} of {@link Buffer#stride}.
   */
  Argument strides(String name, Buffer buffer);

  /** The strides of a type: {@code it.strides("x_strides", UINT, x)}. */
  Argument strides(String name, ScalarType type, Buffer buffer);

  /**
   * A struct of sizes and numbers by reference, {@code constant Args&}: {@code
   * it.struct("args").field("n", INT, n)}.
   */
  Struct struct(String name);

  /**
   * Threadgroup memory that the host sizes, {@code threadgroup float*}: {@code
   * it.threadgroup("shared", FLOAT, n)}.
   */
  Argument threadgroup(String name, ElementType type, Dim... dims);

  /** What the host leaves unbound, since the kernel does not read it. */
  Argument unbound(String name);

  /**
   * A function constant of integer type, by its name in the source: {@code it.constant("BLOCK",
   * INT, n.atMost(64))}.
   */
  void constant(String name, ScalarType type, Dim value);

  /** A function constant of floating type. */
  void constant(String name, ScalarType type, Real value);

  /** A function constant of type bool: {@code it.constant("has_mask", it.flag("mask"))}. */
  void constant(String name, Choice flag);

  // Grid.

  /**
   * The grid in threadgroups: x, then y, then z; {@code it.grid(rows).threads(256)}. What is not
   * told is 1.
   */
  Grid grid(Dim... threadgroups);

  /** The same number of threadgroups everywhere: {@code it.grid(2).threads(256)}. */
  default Grid grid(int... threadgroups) {
    return grid(Dim.each(threadgroups));
  }

  /**
   * The grid in threads, as {@code dispatchThreads} has it: threadgroups at its edges may have
   * fewer threads. {@code it.gridOfThreads(n).threads(256)}.
   */
  Grid gridOfThreads(Dim... threads);

  /** The same number of threads everywhere: {@code it.gridOfThreads(100).threads(32)}. */
  default Grid gridOfThreads(int... threads) {
    return gridOfThreads(Dim.each(threads));
  }

  // What a right kernel may do, and what the contract cannot bear.

  /**
   * The type that sums are accumulated in, {@code FLOAT} unless told: {@code it.accumulates(HALF)}.
   * Bounds grow with it.
   */
  void accumulates(ElementType type);

  /**
   * The type that all other operations round to, {@code FLOAT} unless told: {@code
   * it.computes(type)} for a kernel that multiplies two halfs into a half.
   */
  void computes(ElementType type);

  /** What a NaN among the operands of {@code max} and {@code min} gives; either unless told. */
  void nanInMax(NanInMax rule);

  /**
   * How often a running result may be multiplied by a factor of its own, as an online softmax does
   * when the maximum rises: {@code it.rescalings(n.over(32))}. It is 0 unless told. {@link
   * Tracked#rescaled} grants it to a term.
   */
  void rescalings(Dim times);

  /**
   * How many additions, one after another, a term of a sum goes through at most: {@code
   * it.additions(n.over(1024).plus(10))} where each of 1024 threads adds up what is its own, and a
   * tree of 10 levels that. Bounds shrink with it. Unless told it may be all, in any order.
   */
  void additions(Dim most);

  /**
   * Leaves out a distribution, with a reason that reports show: {@code it.excludes(MASKED_ROW,
   * "0/0")}.
   */
  void excludes(Distribution distribution, String reason);

  /** Leaves out a distribution where something holds. */
  void excludes(Distribution distribution, Condition where, String reason);

  /**
   * Says that a distribution cannot tell a right kernel from one that writes zeros or copies an
   * input, with a reason: {@code it.silent(CONSTANT, "the variance is 0, so all is the bias")}.
   */
  void silent(Distribution distribution, String reason);

  /** Says the same of points: {@code it.silent(n.is(1), "softmax of one number is 1")}. */
  void silent(Condition where, String reason);

  /**
   * Names a mistake that the cells must see: {@code it.mistake("sum += x[i]", "sum = x[i]")}. Each
   * run that passes makes it in the kernel and runs a few cells, to prove that it could have
   * failed. Unless told, the kernel takes each of its positions for 0.
   *
   * @param before a text of the kernels' source, on one line, macros expanded; the first there is
   * @param after what comes instead
   */
  void mistake(String before, String after);

  /**
   * Names a fault that kernels are known to have, with what such a kernel leaves: {@code
   * it.fault("the mean is not subtracted", c -> rows(c, false))}. If cells fail and left just that,
   * reports say so. Many faults need no words here: each operation of the reference is also tried
   * otherwise.
   *
   * @param words what the kernel does otherwise
   * @param reference gives every element of every output once, as the contract's own does
   */
  void fault(String words, Consumer<Case> reference);
}
