package io.github.kernelconformance.family;

import io.github.kernelconformance.matrix.AffineMode;
import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.matrix.FpMode;
import io.github.kernelconformance.matrix.Mode;
import io.github.kernelconformance.matrix.Shape;
import io.github.kernelconformance.numerics.BitPacking;
import io.github.kernelconformance.numerics.DType;
import java.util.stream.IntStream;

/**
 * What a kernel reads from the buffers of a launch: a weight is {@code scale * element + bias}.
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
    Mode mode = cell.mode();
    DType dtype = cell.dtype();
    int[] codes = BitPacking.unpack(input(launch, "w"), mode.bits());
    double[] x = dtype.decode(input(launch, "x"));
    if (mode instanceof AffineMode) {
      return new Operands(
          cell.shape(),
          mode.groupSize(),
          x,
          codes,
          IntStream.of(codes).asDoubleStream().toArray(),
          new int[0],
          dtype.decode(input(launch, "scales")),
          dtype.decode(input(launch, "biases")));
    }
    FpMode fp = (FpMode) mode;
    byte[] scaleBytes = input(launch, "scales");
    int[] scaleCodes = new int[scaleBytes.length];
    double[] scales = new double[scaleBytes.length];
    for (int i = 0; i < scales.length; i++) {
      scaleCodes[i] = Byte.toUnsignedInt(scaleBytes[i]);
      scales[i] = fp.scale().decode(scaleCodes[i]);
    }
    double[] elements = new double[codes.length];
    for (int i = 0; i < elements.length; i++) {
      elements[i] = fp.element().decode(codes[i]);
    }
    return new Operands(
        cell.shape(),
        mode.groupSize(),
        x,
        codes,
        elements,
        scaleCodes,
        scales,
        new double[scales.length]);
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
