package io.github.kernelconformance.family;

import io.github.kernelconformance.matrix.Architecture;
import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.matrix.Mode;
import io.github.kernelconformance.matrix.Pattern;
import io.github.kernelconformance.matrix.Shape;
import java.util.List;
import java.util.Map;

/**
 * A set of kernels with one contract: names, argument names, dispatch geometry and reference. May
 * be used by several threads at once.
 */
public interface KernelFamily {

  /** The name, as {@code families} spells it. */
  String name();

  /** The modes in the default matrix, in report order. */
  List<Mode> modes();

  /** Whether the family has kernels for a mode; so it has for more than the default ones. */
  boolean supports(Mode mode);

  /**
   * The inner sizes that {@code k=auto} stands for, ascending.
   *
   * @param mode one that the family supports
   */
  List<Integer> edges(Mode mode);

  /**
   * The variants that the default matrix has at every N and K, by name. All others are optional: a
   * project may do without, and the default matrix has them at the samples only.
   */
  List<String> everywhere();

  /**
   * What the default matrix has besides one row of x at every N and K, in report order.
   *
   * @param mode one that the family supports
   */
  List<Sample> samples(Mode mode);

  /**
   * Every variant that is legal for a shape, by name; empty if the mode cannot have the shape.
   *
   * @param mode one that the family supports
   * @param gpu decides which of them is routed
   */
  List<Variant> variants(Mode mode, Shape shape, Architecture gpu);

  /** The variants as {@link Architecture#DEFAULT} has them. */
  default List<Variant> variants(Mode mode, Shape shape) {
    return variants(mode, shape, Architecture.DEFAULT);
  }

  /**
   * The inputs for a mode, shape and pattern; equal arguments give equal bytes.
   *
   * @param mode one that the family supports
   * @param shape one that the mode can have
   * @param seed as in {@code mx.random.key(seed)}
   * @throws IllegalArgumentException if the mode or the shape is none of these
   */
  Problem problem(Mode mode, Shape shape, Pattern pattern, long seed);

  /**
   * The host name of the kernel that a cell runs, for example {@code
   * mxfp4_qmv_float_gs_32_b_4_batch_0}.
   *
   * @param cell one of this family's
   */
  String kernel(Cell cell);

  /**
   * What the arrays are that a cell's kernel reads and writes, by the names of the arguments;
   * integers that tell sizes and strides are not among them.
   *
   * @param cell one of this family's
   */
  Map<String, ArrayType> arrays(Cell cell);

  /**
   * Whether a kernel function is a variant of this family, so that a program which has it under
   * other host names gets a useful message.
   *
   * @param function the function's name, for example {@code fp_qmv_quad}
   */
  boolean owns(String function);
}
