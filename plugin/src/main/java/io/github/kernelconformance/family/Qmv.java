package io.github.kernelconformance.family;

import io.github.kernelconformance.matrix.Batch;
import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.matrix.Layout;
import io.github.kernelconformance.matrix.Mode;
import io.github.kernelconformance.matrix.Shape;
import io.github.kernelconformance.numerics.DType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** What the floating-point and the affine matrix-vector products have in common. */
final class Qmv {

  private static final List<Batch> BATCHES =
      List.of(
          Batch.ONE,
          new Batch(3, Layout.DENSE),
          new Batch(3, Layout.BROADCAST),
          new Batch(3, Layout.PADDED));

  private static final int MOST_ROWS = 3;

  private Qmv() {}

  /**
   * The inner sizes at which kernels change their ways. For a block q and groups of g these are
   *
   * <ul>
   *   <li>tails without a block: one group, three groups, and the longest, a step of at least 32
   *       short of a block;
   *   <li>one block, a block and one group, two blocks;
   *   <li>the sizes that the quad kernels are compiled for;
   *   <li>the step of the fast kernel, that and a tail, twice that, and eight times that.
   * </ul>
   *
   * <p>The sizes of the most common layout, groups of 32 and blocks of 256, belong to every mode
   * that can have them, so that modes can be compared.
   */
  static List<Integer> edges(Mode mode) {
    SortedSet<Integer> edges = edges(mode.groupSize(), QmvVariant.block(mode));
    edges.addAll(edges(32, 256));
    edges.removeIf(k -> k % mode.groupSize() != 0);
    return List.copyOf(edges);
  }

  private static SortedSet<Integer> edges(int group, int block) {
    int step = Math.max(32, group);
    int fast = QmvVariant.FAST_K;
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
    Arrays.stream(QmvVariant.QUAD_K).forEach(edges::add);
    return edges;
  }

  /**
   * The shapes at which batches and several rows of x are tried unless a build asks for others: at
   * an N of no whole tile with a block and a tail, at one whole tile with the step of the fast
   * kernel, and at more than a tile with a K of the quad kernels.
   */
  static List<Shape> batches(Mode mode) {
    List<Shape> places =
        List.of(
            Shape.matVec(5, QmvVariant.block(mode) + Math.max(32, mode.groupSize())),
            Shape.matVec(8, QmvVariant.FAST_K),
            Shape.matVec(13, 128));
    List<Shape> shapes = new ArrayList<>();
    for (Batch batch : BATCHES) {
      for (int m = 1; m <= MOST_ROWS; m++) {
        for (Shape place : places) {
          if (batch.size() > 1 || m > 1) {
            shapes.add(new Shape(batch.size(), m, place.n(), place.k(), batch.layout()));
          }
        }
      }
    }
    return shapes;
  }

  /**
   * The legal variants of a shape, by name.
   *
   * @param manyRows whether a host routes several rows of x to these variants as it routes one
   */
  static List<Variant> variants(Mode mode, Shape shape, boolean manyRows) {
    if (shape.k() % mode.groupSize() != 0) {
      return List.of();
    }
    List<QmvVariant> legal =
        Arrays.stream(QmvVariant.values()).filter(variant -> variant.legal(mode, shape)).toList();
    // A host prefers the more special kernel: the quad one, which takes any number of rows of x,
    // then the fast one.
    QmvVariant preferred = legal.get(legal.size() - 1);
    boolean routed = preferred == QmvVariant.QMV_QUAD || shape.m() == 1 || manyRows;
    return legal.stream()
        .map(v -> new Variant(v.id(), v.branch(mode, shape), routed && v == preferred))
        .toList();
  }

  /**
   * Checks that a mode can have a shape.
   *
   * @throws IllegalArgumentException if K is no multiple of the group size
   */
  static void requireWholeGroups(Mode mode, Shape shape) {
    if (shape.k() % mode.groupSize() != 0) {
      throw new IllegalArgumentException(
          "K=%d is no multiple of the group size of %s, %d"
              .formatted(shape.k(), mode.id(), mode.groupSize()));
    }
  }

  /**
   * The dispatch of a cell.
   *
   * @param prefix what the host name starts with
   * @param operands w, scales, perhaps biases, and x
   */
  static Launch launch(Cell cell, String prefix, List<Argument> operands) {
    QmvVariant variant = variant(cell);
    Shape shape = cell.shape();
    int outputs = shape.batch() * shape.m() * shape.n();
    List<Argument> arguments = new ArrayList<>(operands);
    arguments.add(new Argument.Output("y", outputs * cell.dtype().bytes()));
    arguments.addAll(sizes(cell.mode(), shape));
    return new Launch(
        kernel(cell, prefix),
        variant.threadgroups(shape),
        variant.threadsPerThreadgroup(),
        List.copyOf(arguments));
  }

  /** The host name of a cell's kernel, which starts with the prefix. */
  static String kernel(Cell cell, String prefix) {
    return variant(cell).hostName(prefix, cell.dtype(), cell.mode(), cell.shape());
  }

  private static QmvVariant variant(Cell cell) {
    return Arrays.stream(QmvVariant.values())
        .filter(v -> v.id().equals(cell.variant()))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no variant " + cell.variant()));
  }

  /**
   * Sizes and strides of arrays {@code [batch, rows, columns]} or, where there is no batch, {@code
   * [rows, columns]}; kernels that are not batched read none of it. Columns of w are counted in
   * 32-bit words, those of scales and biases in groups.
   */
  private static List<Argument> sizes(Mode mode, Shape shape) {
    int batchDimensions = shape.batch() > 1 ? 1 : 0;
    int words = Math.toIntExact((long) shape.k() * mode.bits() / Integer.SIZE);
    return List.of(
        Scalars.int32("in_vec_size", shape.k()),
        Scalars.int32("out_vec_size", shape.n()),
        Scalars.int32("x_batch_ndims", batchDimensions),
        Scalars.int32("x_shape", sizes(shape, shape.m(), shape.k())),
        Scalars.int64("x_strides", BatchLayout.ofX(shape).strides(shape.k())),
        Scalars.int32("w_batch_ndims", batchDimensions),
        Scalars.int32("w_shape", sizes(shape, shape.n(), words)),
        Scalars.int64("w_strides", BatchLayout.ofW(shape).strides(words)),
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

  /** Whether a function is a variant under the prefix. */
  static boolean owns(String prefix, String function) {
    return Arrays.stream(QmvVariant.values()).anyMatch(v -> function.equals(prefix + v.id()));
  }

  private static int[] sizes(Shape shape, int rows, int columns) {
    return IntStream.of(shape.batch(), rows, columns).skip(shape.batch() > 1 ? 0 : 1).toArray();
  }
}
