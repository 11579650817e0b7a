package io.github.kernelconformance.bundled;

import io.github.kernelconformance.family.Argument;
import io.github.kernelconformance.family.Launch;
import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.numerics.BitPacking;
import io.github.kernelconformance.numerics.DType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * What a kernel reads from the buffers of a launch, by the strides that the launch gives: a weight
 * is {@code scale * element + bias}.
 *
 * @param x {@code [batch * m, k]}
 * @param codes {@code [batch * n, k]}
 * @param elements what the codes stand for, {@code [batch * n, k]}
 * @param scaleCodes {@code [batch * n, k / group]}; empty for affine modes
 * @param scales {@code [batch * n, k / group]}
 * @param biases {@code [batch * n, k / group]}; zeros for floating-point modes
 */
record Operands(
    Shape shape,
    int groupSize,
    double[] x,
    int[] codes,
    double[] elements,
    int[] scaleCodes,
    double[] scales,
    double[] biases) {

  static Operands of(Launch launch, Cell cell) {
    Mode mode = QmvCell.of(cell).mode();
    DType dtype = QmvCell.of(cell).dtype();
    Shape shape = QmvCell.of(cell).shape();
    int groups = shape.k() / mode.groupSize();
    long[] x = starts(launch, "x_strides", shape);
    long[] s = starts(launch, "s_strides", shape);
    // in words, of which a matrix has a whole number
    long[] w =
        LongStream.of(starts(launch, "w_strides", shape))
            .map(start -> start * Integer.SIZE / mode.bits())
            .toArray();
    int[] codes =
        gather(BitPacking.unpack(input(launch, "w"), mode.bits()), w, shape.n() * shape.k());
    double[] xs = gather(dtype.decode(input(launch, "x")), x, shape.m() * shape.k());
    if (mode instanceof AffineMode) {
      return new Operands(
          shape,
          mode.groupSize(),
          xs,
          codes,
          IntStream.of(codes).asDoubleStream().toArray(),
          new int[0],
          gather(dtype.decode(input(launch, "scales")), s, shape.n() * groups),
          gather(dtype.decode(input(launch, "biases")), s, shape.n() * groups));
    }
    FpMode fp = (FpMode) mode;
    byte[] scaleBytes = input(launch, "scales");
    int[] scaleCodes =
        gather(
            IntStream.range(0, scaleBytes.length).map(i -> scaleBytes[i] & 0xFF).toArray(),
            s,
            shape.n() * groups);
    return new Operands(
        shape,
        mode.groupSize(),
        xs,
        codes,
        IntStream.of(codes).mapToDouble(fp.element()::decode).toArray(),
        scaleCodes,
        IntStream.of(scaleCodes).mapToDouble(fp.scale()::decode).toArray(),
        new double[scaleCodes.length]);
  }

  /** Where each product's matrix begins. */
  private static long[] starts(Launch launch, String strides, Shape shape) {
    LongBuffer values =
        ByteBuffer.wrap(input(launch, strides)).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer();
    if (shape.layout() == Layout.GRID) {
      int half = shape.batch() / 2;
      return LongStream.range(0, shape.batch())
          .map(b -> b / half * values.get(0) + b % half * values.get(1))
          .toArray();
    }
    return LongStream.range(0, shape.batch()).map(b -> b == 0 ? 0 : b * values.get(0)).toArray();
  }

  private static int[] gather(int[] values, long[] starts, int count) {
    return LongStream.of(starts)
        .mapToInt(Math::toIntExact)
        .flatMap(start -> IntStream.range(start, start + count))
        .map(i -> values[i])
        .toArray();
  }

  private static double[] gather(double[] values, long[] starts, int count) {
    return LongStream.of(starts)
        .mapToInt(Math::toIntExact)
        .flatMap(start -> IntStream.range(start, start + count))
        .mapToDouble(i -> values[i])
        .toArray();
  }

  static byte[] input(Launch launch, String name) {
    return launch.arguments().stream()
        .filter(argument -> argument.name().equals(name))
        .map(argument -> ((Argument.Input) argument).bytes())
        .findFirst()
        .orElseThrow(() -> new AssertionError("no argument " + name));
  }

  /** The start of the row of x for result i of {@code [batch, m, n]}. */
  int xStart(int i) {
    return i / shape.n() * shape.k();
  }

  /** The start of the row of w for result i of {@code [batch, m, n]}. */
  int wStart(int i) {
    int batch = i / (shape.m() * shape.n());
    return (batch * shape.n() + i % shape.n()) * shape.k();
  }

  int results() {
    return shape.batch() * shape.m() * shape.n();
  }
}
