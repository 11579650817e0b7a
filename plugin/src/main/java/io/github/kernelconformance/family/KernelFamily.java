package io.github.kernelconformance.family;

import io.github.kernelconformance.matrix.Mode;
import io.github.kernelconformance.matrix.Pattern;
import io.github.kernelconformance.matrix.Shape;
import java.util.List;

/** A set of kernels with one contract: names, argument names, dispatch geometry and reference. */
public interface KernelFamily {

  /** The name, as {@code families} spells it. */
  String name();

  /** The modes in the default matrix, in report order. */
  List<Mode> modes();

  /** The inner sizes that {@code k=auto} stands for, ascending. */
  List<Integer> edges(Mode mode);

  /** Every variant that is legal for a shape; empty where the mode cannot have the shape. */
  List<Variant> variants(Mode mode, Shape shape);

  /**
   * The inputs for a mode, shape and pattern; equal arguments give equal bytes.
   *
   * @param seed as in {@code mx.random.key(seed)}
   */
  Problem problem(Mode mode, Shape shape, Pattern pattern, long seed);

  /**
   * The name of the function of a variant, for example {@code fp_qmv_quad}, for near-miss hints.
   */
  boolean owns(String kernel);
}
