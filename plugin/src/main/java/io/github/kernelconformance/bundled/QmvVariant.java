package io.github.kernelconformance.bundled;

import io.github.kernelconformance.numerics.DType;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A kernel in one of its two forms.
 *
 * @param kernel the kernel
 * @param globalScale whether results are multiplied by a scale that the whole matrix shares
 */
record QmvVariant(QmvKernel kernel, boolean globalScale) {

  /** Every variant; of those that a shape can have, a host chooses among the later ones first. */
  static final List<QmvVariant> ALL =
      Stream.concat(
              Stream.of(QmvKernel.values()).map(kernel -> new QmvVariant(kernel, false)),
              Stream.of(QmvKernel.QMV, QmvKernel.QMV_FAST, QmvKernel.QMV_FAST_R_2)
                  .map(kernel -> new QmvVariant(kernel, true)))
          .toList();

  private static final List<QmvKernel> EVERYWHERE =
      List.of(QmvKernel.QMV, QmvKernel.QMV_FAST, QmvKernel.QMV_QUAD);

  private static final Map<String, QmvVariant> BY_ID =
      ALL.stream().collect(Collectors.toUnmodifiableMap(QmvVariant::id, it -> it));

  /**
   * The variant of a name.
   *
   * @throws IllegalArgumentException if there is none
   */
  static QmvVariant of(String id) {
    QmvVariant known = BY_ID.get(id);
    if (known == null) {
      throw new IllegalArgumentException("no variant " + id);
    }
    return known;
  }

  /** The name in cell ids, for example {@code qmv_fast_r_2_hgs}. */
  String id() {
    return globalScale ? kernel.id() + suffix() : kernel.id();
  }

  /** Whether a project may do without, and the default matrix has it at a few shapes only. */
  boolean optional() {
    return globalScale || !EVERYWHERE.contains(kernel);
  }

  /** Whether the variant is meant for a shape that the mode can have. */
  boolean legal(Mode mode, Shape shape) {
    return (!globalScale || mode == FpMode.NVFP4) && kernel.legal(mode, shape);
  }

  /** The kernel's host name, for example {@code mxfp4_qmv_quad_float_gs_32_b_4_d_64_batch_0}. */
  String hostName(String prefix, DType dtype, Mode mode, Shape shape) {
    String type =
        switch (dtype) {
          case FLOAT32 -> "float";
          case FLOAT16 -> "float16_t";
          case BFLOAT16 -> "bfloat16_t";
        };
    return prefix
        + "_"
        + kernel.function()
        + "_"
        + type
        + "_gs_"
        + mode.groupSize()
        + "_b_"
        + mode.bits()
        + kernel.form(mode, shape)
        + (shape.batch() > 1 ? "_batch_1" : "_batch_0")
        + suffix();
  }

  private String suffix() {
    return globalScale ? "_hgs" : "";
  }
}
