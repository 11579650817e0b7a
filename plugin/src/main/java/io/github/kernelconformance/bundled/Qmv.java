package io.github.kernelconformance.bundled;

import io.github.kernelconformance.family.Argument;
import io.github.kernelconformance.family.ArrayType;
import io.github.kernelconformance.family.Fill;
import io.github.kernelconformance.family.Scalars;
import io.github.kernelconformance.numerics.DType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;

/** What the floating-point and the affine matrix-vector products have in common. */
final class Qmv {

  private static final List<Batch> BATCHES =
      List.of(
          Batch.ONE,
          new Batch(3, Layout.DENSE),
          new Batch(3, Layout.BROADCAST),
          new Batch(3, Layout.PADDED));

  private static final int MOST_ROWS = 3;

  /** The most common step of the fast kernel, which is a multiple of all others. */
  private static final int COMMON_STEP = 512;

  private static final List<String> EVERYWHERE = names(variant -> !variant.optional());

  private static final List<QmvVariant> BY_NAME =
      QmvVariant.ALL.stream().sorted(Comparator.comparing(QmvVariant::id)).toList();

  private Qmv() {}

  /**
   * The inner sizes at which kernels change their ways. For a block q and groups of g these are
   *
   * <ul>
   *   <li>tails without a block: one group, three groups, and the longest, a step of at least 32
   *       short of a block;
   *   <li>one block, a block and one group, two blocks;
   *   <li>the sizes that the quad kernels are compiled for;
   *   <li>512, the step of the fast kernel in most modes and twice that in the others, that and a
   *       tail, twice that, and eight times that.
   * </ul>
   *
   * <p>A step of 256 needs no sizes of its own: those modes have K=256 too, since the sizes of the
   * most common layout, groups of 32 and blocks of 256, belong to every mode that can have them. So
   * modes can be compared.
   */
  static List<Integer> edges(Mode mode) {
    SortedSet<Integer> edges = edges(mode.groupSize(), QmvKernel.block(mode));
    edges.addAll(edges(32, 256));
    edges.removeIf(k -> k % mode.groupSize() != 0);
    return List.copyOf(edges);
  }

  private static SortedSet<Integer> edges(int group, int block) {
    int step = Math.max(32, group);
    int fast = COMMON_STEP;
    SortedSet<Integer> edges =
        new TreeSet<>(
            List.of(
                group,
                3 * group,
                block,
                block + group,
                2 * block,
                fast,
                fast + step,
                2 * fast,
                8 * fast));
    if (block > step) {
      edges.add(block - step);
    }
    Arrays.stream(QmvKernel.QUAD_K).forEach(edges::add);
    return edges;
  }

  /** The variants that the default matrix has at every N and K. */
  static List<String> everywhere() {
    return EVERYWHERE;
  }

  /**
   * What the default matrix has besides one row of x at every N and K: batches and rows of x, and
   * the optional variants.
   */
  static List<Sample> samples(Mode mode) {
    List<Sample> samples = new ArrayList<>(batches(mode));
    samples.addAll(wide(mode));
    if (mode == FpMode.NVFP4) {
      samples.addAll(special());
    }
    return samples;
  }

  /**
   * Batches and rows of x: at an N of no whole tile with a block and a tail, at one whole tile with
   * a step of the fast kernel, and at more than a tile with a K of the quad kernels.
   */
  private static List<Sample> batches(Mode mode) {
    List<Shape> places =
        List.of(
            Shape.matVec(5, QmvKernel.block(mode) + Math.max(32, mode.groupSize())),
            Shape.matVec(8, COMMON_STEP),
            Shape.matVec(13, 128));
    List<Sample> samples = new ArrayList<>();
    for (Batch batch : BATCHES) {
      for (int m = 1; m <= MOST_ROWS; m++) {
        for (Shape place : places) {
          if (batch.size() > 1 || m > 1) {
            samples.add(
                new Sample(
                    new Shape(batch.size(), m, place.n(), place.k(), batch.layout()),
                    everywhere()));
          }
        }
      }
    }
    return samples;
  }

  /**
   * Each tile of 2 to 5 rows of x, full and short, with lanes that have one group, none and
   * several, and with rows of w that do not fill a threadgroup. Each kernel comes in one dtype;
   * which one changes from mode to mode, so that all three are reached by each.
   */
  private static List<Sample> wide(Mode mode) {
    int groups = 3 * mode.groupSize();
    int lanes = QmvKernel.wideLanes(mode);
    int several =
        edges(mode).stream().filter(k -> k / mode.groupSize() > lanes).findFirst().orElseThrow();
    int turn = Mode.all().indexOf(mode);
    List<String> wide = names(variant -> variant.kernel() == QmvKernel.QMV_WIDE);
    List<Sample> samples = new ArrayList<>();
    samples.add(new Sample(new Shape(1, 2, 5, several), wide, turn));
    samples.add(new Sample(new Shape(1, 3, 8, groups), wide, turn + 1));
    samples.add(new Sample(new Shape(1, 5, 5, groups), wide, turn));
    samples.add(new Sample(new Shape(1, 7, 13, several), wide, turn + 2));
    for (Batch batch : BATCHES.subList(1, BATCHES.size())) {
      Shape shape = new Shape(batch.size(), 2, 5, several, batch.layout());
      samples.add(new Sample(shape, wide, turn + 1));
    }
    return samples;
  }

  /** The variants of nvfp4 alone, each with and without a batch. */
  private static List<Sample> special() {
    List<String> scaled = List.of("qmv_hgs");
    List<String> fast = List.of("qmv_fast_hgs", "qmv_fast_r_2", "qmv_fast_r_2_hgs");
    List<Sample> samples = new ArrayList<>();
    for (int k : List.of(48, 272)) {
      samples.add(new Sample(Shape.matVec(5, k), scaled, 0));
      samples.add(new Sample(Shape.matVec(13, k), scaled, 0));
    }
    samples.add(new Sample(new Shape(3, 1, 5, 288, Layout.PADDED), scaled, 1));
    for (int i = 0; i < fast.size(); i++) {
      samples.add(new Sample(Shape.matVec(8, COMMON_STEP), fast.subList(i, i + 1), i));
      samples.add(new Sample(Shape.matVec(16, 2 * COMMON_STEP), fast.subList(i, i + 1), i));
    }
    samples.add(new Sample(new Shape(3, 1, 8, COMMON_STEP, Layout.PADDED), fast.subList(1, 2), 2));
    return samples;
  }

  private static List<String> names(Predicate<QmvVariant> which) {
    return QmvVariant.ALL.stream().filter(which).map(QmvVariant::id).toList();
  }

  /** The legal variants of a shape, by name, and which of them a host takes on a GPU. */
  static List<Variant> variants(Mode mode, Shape shape, Architecture gpu) {
    if (shape.k() % mode.groupSize() != 0) {
      return List.of();
    }
    QmvRouting routing = new QmvRouting(gpu, mode, shape);
    List<Variant> variants = new ArrayList<>();
    for (QmvVariant it : BY_NAME) {
      if (it.legal(mode, shape)) {
        variants.add(new Variant(it.id(), it.kernel().branch(mode, shape), routing.takes(it)));
      }
    }
    return variants;
  }

  /**
   * Checks that a mode can have a shape.
   *
   * @throws IllegalArgumentException if K is no multiple of the group size
   */
  static void requireWholeGroups(Mode mode, Shape shape) {
    if (shape.k() % mode.groupSize() != 0) {
      throw new IllegalArgumentException(
          "K=%d is not a multiple of the group size of %s, %d"
              .formatted(shape.k(), mode.id(), mode.groupSize()));
    }
  }

  /**
   * The arguments of a cell.
   *
   * @param operands w, scales, perhaps biases, and x
   * @param sizes those of its shape
   */
  static List<Argument> arguments(QmvCell cell, List<Argument> operands, List<Argument> sizes) {
    Shape shape = cell.shape();
    int outputs = shape.batch() * shape.m() * shape.n();
    List<Argument> arguments = new ArrayList<>(operands);
    arguments.add(
        new Argument.Output(
            "y", outputs * cell.dtype().bytes(), Fill.of(ArrayType.Element.of(cell.dtype()))));
    arguments.addAll(sizes);
    return arguments;
  }

  /**
   * Sizes and strides of arrays {@code [batch..., rows, columns]} or, where there is no batch,
   * {@code [rows, columns]}; kernels that are not batched read none of it. Columns of w are counted
   * in 32-bit words, those of scales and biases in groups.
   */
  static List<Argument> sizes(Mode mode, Shape shape) {
    BatchLayout x = BatchLayout.ofX(shape);
    BatchLayout w = BatchLayout.ofW(shape);
    int words = Math.toIntExact((long) shape.k() * mode.bits() / Integer.SIZE);
    return List.of(
        Scalars.int32("in_vec_size", shape.k()),
        Scalars.int32("out_vec_size", shape.n()),
        Scalars.int32("M", shape.m()),
        Scalars.int32("x_batch_ndims", x.dimensions().size()),
        Scalars.int32("x_shape", x.sizes(shape.k())),
        Scalars.int64("x_strides", x.strides(shape.k())),
        Scalars.int32("w_batch_ndims", w.dimensions().size()),
        Scalars.int32("w_shape", w.sizes(words)),
        Scalars.int64("w_strides", w.strides(words)),
        Scalars.int64("s_strides", groupStrides(mode, shape)));
  }

  /** The strides of scales, and of biases where there are any. */
  static long[] groupStrides(Mode mode, Shape shape) {
    return BatchLayout.ofW(shape).strides(shape.k() / mode.groupSize());
  }

  /** The standard normal vectors of a problem, row-major {@code [batch, m, k]}. */
  static float[] normalVectors(Draws draws, Shape shape, long seed) {
    return draws.normal(seed, Math.multiplyExact(shape.batch() * shape.m(), shape.k()));
  }

  /** The standard normal weights of a problem, row-major {@code [batch, n, k]}. */
  static float[] normalWeights(Draws draws, Shape shape, long seed) {
    return draws.normal(
        seed + 100 + shape.n(), Math.multiplyExact(shape.batch() * shape.n(), shape.k()));
  }

  /** The values as a kernel of the dtype reads them. */
  static double[] rounded(float[] values, DType dtype) {
    double[] rounded = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      rounded[i] = dtype.round(values[i]);
    }
    return rounded;
  }

  /** The row in {@code [batch * n, k]} that makes result i of {@code [batch, m, n]}. */
  static int weightRow(Shape shape, int i) {
    return i / (shape.m() * shape.n()) * shape.n() + i % shape.n();
  }

  /** Whether a function is one of the kernels under the prefix. */
  static boolean owns(String prefix, String function) {
    return Arrays.stream(QmvKernel.values()).anyMatch(k -> function.equals(prefix + k.function()));
  }
}
