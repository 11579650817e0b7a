package io.github.kernelconformance.bundled;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kernelconformance.family.Argument;
import io.github.kernelconformance.family.ArrayType;
import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.numerics.DType;
import io.github.kernelconformance.testing.Cells;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What families say of arrays is true of the buffers that they launch with. */
class ArraysTest {

  @ParameterizedTest
  @MethodSource("cells")
  void aBufferEndsWhereTheLastElementOfItsArrayEnds(Cell cell) {
    QmvFamily family = QmvCell.of(cell).mode() instanceof FpMode ? new FpQmv() : new AffineQmv();
    Map<String, ArrayType> arrays = family.arrays(cell);
    List<Argument> arguments =
        family
            .problem(
                QmvCell.of(cell).mode(), QmvCell.of(cell).shape(), QmvCell.of(cell).pattern(), 0)
            .launch(cell)
            .arguments();

    for (Argument argument : arguments) {
      if (argument instanceof Argument.Input input && arrays.containsKey(input.name())) {
        assertThat(bytes(arrays.get(input.name()))).isEqualTo(input.bytes().length);
      } else if (argument instanceof Argument.Output output) {
        assertThat(bytes(arrays.get(output.name()))).isEqualTo(output.length());
      }
    }
    assertThat(arguments).extracting(Argument::name).containsAll(arrays.keySet());
  }

  private static long bytes(ArrayType type) {
    long last =
        IntStream.range(0, type.shape().size())
            .mapToLong(i -> (type.shape().get(i) - 1) * type.strides().get(i))
            .sum();
    return (last + 1) * type.element().bytes();
  }

  static Stream<Cell> cells() {
    List<Shape> shapes =
        List.of(
            Shape.matVec(5, 512),
            new Shape(1, 3, 5, 512),
            new Shape(3, 2, 5, 512),
            new Shape(3, 2, 5, 512, Layout.BROADCAST),
            new Shape(3, 2, 5, 512, Layout.PADDED),
            new Shape(6, 2, 5, 512, Layout.GRID));
    List<Mode> modes = List.of(FpMode.MXFP4, FpMode.MXFP8, FpMode.NVFP4, new AffineMode(3, 64));
    return modes.stream()
        .flatMap(mode -> shapes.stream().map(shape -> cell(mode, shape)))
        .flatMap(cell -> Stream.of(cell, half(cell)));
  }

  private static Cell cell(Mode mode, Shape shape) {
    String family = mode instanceof FpMode ? "fp_qmv" : "affine_qmv";
    return Cells.cell(family, mode, DType.FLOAT32, "qmv", "", true, shape, Pattern.NORMAL);
  }

  private static Cell half(Cell cell) {
    return Cells.cell(
        cell.contract(),
        QmvCell.of(cell).mode(),
        DType.FLOAT16,
        "qmv",
        "",
        true,
        QmvCell.of(cell).shape(),
        QmvCell.of(cell).pattern());
  }
}
