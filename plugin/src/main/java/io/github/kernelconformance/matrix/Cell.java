package io.github.kernelconformance.matrix;

import io.github.kernelconformance.numerics.DType;

/**
 * One point of the matrix.
 *
 * @param family the kernel family, for example {@code fp_qmv}
 * @param variant the kernel that runs, for example {@code qmv_fast}
 * @param branch the path inside the variant that this shape takes, for example {@code out_vec_size
 *     < 8, full block}
 * @param routed whether a host would route this shape to this variant
 */
public record Cell(
    String family,
    Mode mode,
    DType dtype,
    String variant,
    String branch,
    boolean routed,
    Shape shape,
    Pattern pattern) {

  /**
   * The id, for example {@code mxfp4/float32/qmv/N=5/K=512/normal}. Where there is a batch or more
   * than one row of x, segments such as {@code B=3-padded} and {@code M=2} precede N. If the family
   * is not the mode's own, its name comes first: no two cells of a build have one id, and an id
   * stays what it is when a family is added to a build.
   */
  public String id() {
    return String.join("/", qualifiedMode(), dtype.id(), variant, sizes(), pattern.id());
  }

  /** The mode as ids begin with it: {@code mxfp4}, or {@code other_family/mxfp4}. */
  public String qualifiedMode() {
    return (family.equals(mode.family()) ? "" : family + "/") + mode.id();
  }

  /** The batch of the shape. */
  public Batch batch() {
    return new Batch(shape.batch(), shape.layout());
  }

  private String sizes() {
    return (shape.batch() == 1 ? "" : "B=" + batch().id() + "/")
        + (shape.m() == 1 ? "" : "M=" + shape.m() + "/")
        + "N="
        + shape.n()
        + "/K="
        + shape.k();
  }
}
