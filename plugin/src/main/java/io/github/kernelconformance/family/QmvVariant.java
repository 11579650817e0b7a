package io.github.kernelconformance.family;

import io.github.kernelconformance.matrix.Mode;
import io.github.kernelconformance.matrix.Shape;
import io.github.kernelconformance.numerics.DType;
import java.util.Arrays;

/**
 * The kernels of a quantized matrix-vector product with a transposed weight matrix, as MLX names
 * and dispatches them. Rows of weights are shared out among SIMD groups of 32 lanes, or quad groups
 * of 4, whose lanes each take neighbouring values along K.
 */
enum QmvVariant {
  /**
   * Any N and K. Two SIMD groups take four rows each. A full block of K is taken while more than
   * one block is left; what then remains, be it a whole block, is the tail. With N below 8 there is
   * no whole tile of rows, and rows are guarded one by one.
   */
  QMV("qmv") {
    @Override
    boolean legal(Mode mode, Shape shape) {
      return true;
    }

    @Override
    String branch(Mode mode, Shape shape) {
      return (shape.n() < ROWS ? "out_vec_size < 8" : "out_vec_size >= 8")
          + (shape.k() > block(mode) ? ", full block" : ", tail only");
    }
  },

  /** Whole tiles of 8 rows and whole blocks only, with no guards. */
  QMV_FAST("qmv_fast") {
    @Override
    boolean legal(Mode mode, Shape shape) {
      return shape.n() % ROWS == 0 && shape.k() % FAST_K == 0;
    }

    @Override
    String branch(Mode mode, Shape shape) {
      return "full blocks";
    }
  },

  /** One K, known to the compiler, to each kernel. Eight quad groups take eight rows each. */
  QMV_QUAD("qmv_quad") {
    @Override
    boolean legal(Mode mode, Shape shape) {
      return Arrays.stream(QUAD_K).anyMatch(k -> k == shape.k())
          && Integer.bitCount(mode.bits()) == 1;
    }

    @Override
    String branch(Mode mode, Shape shape) {
      int valuesPerLane = shape.k() / 4;
      return valuesPerLane > mode.groupSize() ? "two scales per lane" : "one scale per lane";
    }

    @Override
    Size threadgroups(Shape shape) {
      return grid(shape, 64);
    }

    @Override
    Size threadsPerThreadgroup() {
      return new Size(32, 1, 1);
    }
  };

  /** The inner sizes that {@link #QMV_QUAD} is compiled for. */
  static final int[] QUAD_K = {64, 128};

  /** {@link #QMV_FAST} takes multiples of this inner size. */
  static final int FAST_K = 512;

  private static final int ROWS = 8;

  private final String id;

  QmvVariant(String id) {
    this.id = id;
  }

  /**
   * The values along K that one SIMD group of {@link #QMV} takes at a time: 32 lanes with one pack
   * of codes each. A pack is a 32-bit word where codes fill it; 8 codes of 3 or 5 bits, or 4 of 6,
   * are 3 or 5 bytes.
   */
  static int block(Mode mode) {
    int pack =
        switch (mode.bits()) {
          case 3, 5 -> 8;
          case 6 -> 4;
          default -> Integer.SIZE / mode.bits();
        };
    return 32 * pack;
  }

  /** The name in cell ids and in host names. */
  String id() {
    return id;
  }

  /** Whether the kernel is meant for a shape that the mode can have. */
  abstract boolean legal(Mode mode, Shape shape);

  /** The path inside the kernel that a shape takes. */
  abstract String branch(Mode mode, Shape shape);

  /** The threadgroups of a dispatch: x counts rows of x, y tiles of rows of w, z products. */
  Size threadgroups(Shape shape) {
    return grid(shape, ROWS);
  }

  /** The threads of each threadgroup. */
  Size threadsPerThreadgroup() {
    return new Size(32, 2, 1);
  }

  /** The kernel's host name, for example {@code mxfp4_qmv_quad_float_gs_32_b_4_d_64_batch_0}. */
  String hostName(String prefix, DType dtype, Mode mode, Shape shape) {
    String type =
        switch (dtype) {
          case FLOAT32 -> "float";
          case FLOAT16 -> "float16_t";
          case BFLOAT16 -> "bfloat16_t";
        };
    return String.join("_", prefix, id, type, "gs", "" + mode.groupSize(), "b", "" + mode.bits())
        + (this == QMV_QUAD ? "_d_" + shape.k() : "")
        + (shape.batch() > 1 ? "_batch_1" : "_batch_0");
  }

  private static Size grid(Shape shape, int rows) {
    return new Size(shape.m(), (shape.n() + rows - 1) / rows, shape.batch());
  }
}
