package io.github.kernelconformance.family;

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
   * The shapes with a batch or with several rows of x that {@code batch=auto} and {@code m=auto}
   * stand for, in report order.
   *
   * @param mode one that the family supports
   */
  List<Shape> batches(Mode mode);

  /**
   * Every variant that is legal for a shape, by name; empty where the mode cannot have the shape.
   *
   * @param mode one that the family supports
   */
  List<Variant> variants(Mode mode, Shape shape);

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
