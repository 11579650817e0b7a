package io.github.kernelconformance.bundled;

import io.github.kernelconformance.family.Size;

/**
 * The kernels of a quantized matrix-vector product with a transposed weight matrix, as MLX names
 * and dispatches them. Rows of weights are shared out among SIMD groups of 32 lanes, or quad groups
 * of 4, whose lanes each take neighbouring values along K.
 */
enum QmvKernel {
  /**
   * Any N and K. Two SIMD groups take four rows each. A full block of K is taken while more than
   * one block is left; what then remains, be it a whole block, is the tail. With N below 8 there is
   * no whole tile of rows, and rows are guarded one by one.
   */
  QMV("qmv", "") {
    @Override
    boolean legal(Mode mode, Shape shape) {
      return true;
    }

    @Override
    String branch(Mode mode, Shape shape) {
      return (shape.n() < TILE ? "out_vec_size < 8" : "out_vec_size >= 8")
          + (shape.k() > block(mode) ? ", full block" : ", tail only");
    }

    /** Fewer than four rows at the end are taken with some before them. */
    @Override
    int firstOfTile(int row, int n) {
      int first = super.firstOfTile(row, n);
      return n < TILE ? first : Math.min(first, n - rowsAtOnce());
    }
  },

  /** Whole tiles of 8 rows and whole steps only, with no guards. */
  QMV_FAST("qmv_fast", "") {
    @Override
    boolean legal(Mode mode, Shape shape) {
      return shape.n() % TILE == 0 && shape.k() % fastStep(mode) == 0;
    }

    @Override
    String branch(Mode mode, Shape shape) {
      return FULL_BLOCKS;
    }
  },

  /** As {@link #QMV_FAST}, with two rows for each SIMD group. Only nvfp4 has it. */
  QMV_FAST_R_2("qmv_fast", "_r_2") {
    @Override
    boolean legal(Mode mode, Shape shape) {
      return mode == FpMode.NVFP4 && QMV_FAST.legal(mode, shape);
    }

    @Override
    String branch(Mode mode, Shape shape) {
      return FULL_BLOCKS;
    }

    @Override
    int rows(Mode mode) {
      return 4;
    }

    @Override
    int rowsAtOnce() {
      return 2;
    }
  },

  /** One K, known to the compiler, to each kernel. Eight quad groups take eight rows each. */
  QMV_QUAD("qmv_quad", "") {
    @Override
    boolean legal(Mode mode, Shape shape) {
      return (shape.k() == QUAD_K[0] || shape.k() == QUAD_K[1])
          && Integer.bitCount(mode.bits()) == 1;
    }

    @Override
    String branch(Mode mode, Shape shape) {
      int valuesPerLane = shape.k() / 4;
      return valuesPerLane > mode.groupSize() ? "two scales per lane" : "one scale per lane";
    }

    @Override
    String form(Mode mode, Shape shape) {
      return "_d_" + shape.k();
    }

    @Override
    int rows(Mode mode) {
      return 64;
    }

    @Override
    Size threadsPerThreadgroup() {
      return new Size(32, 1, 1);
    }
  },

  /**
   * Two or more rows of x, of which a threadgroup takes up to five. Several lanes, 16 or in affine
   * modes 8, share a row of weights: each takes one group of it, and then the one that lies as many
   * groups further as there are lanes.
   */
  QMV_WIDE("qmv_wide", "") {
    @Override
    boolean legal(Mode mode, Shape shape) {
      return shape.m() > 1;
    }

    @Override
    String branch(Mode mode, Shape shape) {
      boolean once = shape.k() / mode.groupSize() <= wideLanes(mode);
      boolean full = shape.m() % wideVectors(shape) == 0;
      return (once ? "a group per lane" : "several groups per lane")
          + (full ? ", full tiles of x" : ", a short tile of x");
    }

    @Override
    String form(Mode mode, Shape shape) {
      return "_nv_%d_kl_%d".formatted(wideVectors(shape), wideLanes(mode));
    }

    @Override
    int rows(Mode mode) {
      return 2 * 32 / wideLanes(mode);
    }

    @Override
    int rowsAtOnce() {
      return 1;
    }

    @Override
    int vectors(Shape shape) {
      return wideVectors(shape);
    }
  };

  /** The inner sizes that {@link #QMV_QUAD} is compiled for. */
  static final int[] QUAD_K = {64, 128};

  private static final String FULL_BLOCKS = "full blocks";
  private static final int TILE = 8;
  private static final int MOST_VECTORS = 5;

  private final String function;
  private final String form;
  private final String id;

  QmvKernel(String function, String form) {
    this.function = function;
    this.form = form;
    this.id = function + form;
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

  /**
   * The values along K that one SIMD group of {@link #QMV_FAST} takes at a time: two packs for each
   * lane, at 2 bits one.
   */
  static int fastStep(Mode mode) {
    return mode.bits() == 2 ? block(mode) : 2 * block(mode);
  }

  /** The lanes of {@link #QMV_WIDE} that share a row of weights. */
  static int wideLanes(Mode mode) {
    return mode instanceof FpMode ? 16 : 8;
  }

  /** The rows of x in a tile: the fewest that make as few tiles as tiles of five would. */
  private static int wideVectors(Shape shape) {
    int tiles = (shape.m() + MOST_VECTORS - 1) / MOST_VECTORS;
    return (shape.m() + tiles - 1) / tiles;
  }

  /** The name of the function, without what tells the family. */
  String function() {
    return function;
  }

  /** The name of the variant. */
  String id() {
    return id;
  }

  /** What host names have after the bits. */
  String form(Mode mode, Shape shape) {
    return form;
  }

  /** Whether the kernel is meant for a shape that the mode can have. */
  abstract boolean legal(Mode mode, Shape shape);

  /** The path inside the kernel that a shape takes. */
  abstract String branch(Mode mode, Shape shape);

  /** The rows of weights that a threadgroup takes. */
  int rows(Mode mode) {
    return TILE;
  }

  /** The rows of weights that a SIMD group, or a quad group, takes at once. */
  int rowsAtOnce() {
    return 4;
  }

  /**
   * The first of the rows of weights that are taken at once with a row.
   *
   * @param n how many rows there are
   */
  int firstOfTile(int row, int n) {
    return row / rowsAtOnce() * rowsAtOnce();
  }

  /** The rows of x that a threadgroup takes. */
  int vectors(Shape shape) {
    return 1;
  }

  /** The threadgroups of a dispatch: x counts tiles of x, y tiles of w, z products. */
  Size threadgroups(Mode mode, Shape shape) {
    int rows = rows(mode);
    int vectors = vectors(shape);
    return new Size(
        (shape.m() + vectors - 1) / vectors, (shape.n() + rows - 1) / rows, shape.batch());
  }

  /** The threads of each threadgroup. */
  Size threadsPerThreadgroup() {
    return new Size(32, 2, 1);
  }
}
