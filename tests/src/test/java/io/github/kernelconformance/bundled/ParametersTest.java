package io.github.kernelconformance.bundled;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kernelconformance.family.Argument;
import io.github.kernelconformance.family.Parameter;
import io.github.kernelconformance.family.Parameter.Use;
import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.numerics.DType;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What families say that kernels are called with is what launches have. */
class ParametersTest {

  private static final List<Shape> SHAPES =
      List.of(
          Shape.matVec(8, 128),
          Shape.matVec(5, 512),
          Shape.matVec(16, 512),
          new Shape(1, 3, 8, 512),
          new Shape(3, 2, 8, 512, Layout.PADDED));

  private static final Set<String> NEEDED =
      Set.of("w", "scales", "biases", "global_scale", "x", "y");

  @ParameterizedTest
  @MethodSource("cells")
  void everyArgumentOfALaunchIsOne(Cell cell) {
    Map<String, Parameter> parameters =
        family(cell).parameters(cell).stream()
            .collect(Collectors.toMap(Parameter::name, Function.identity()));
    List<Argument> arguments = arguments(cell);

    assertThat(arguments)
        .extracting(Argument::name)
        .containsExactlyInAnyOrderElementsOf(parameters.keySet());
    for (Argument it : arguments) {
      Parameter parameter = parameters.get(it.name());
      assertThat(parameter.use()).isEqualTo(use(it));
      assertThat(parameter.optional()).isEqualTo(!NEEDED.contains(it.name()));
      if (parameter.elementBytes() > 0) {
        assertThat(length(it) % parameter.elementBytes()).isZero();
      }
    }
  }

  @Test
  void elementsHaveTheSizesOfTheirTypes() {
    for (DType dtype : DType.values()) {
      Cell cell = cell(new AffineQmv(), new AffineMode(3, 64), dtype, SHAPES.get(1), "qmv");
      assertThat(new AffineQmv().parameters(cell).stream().map(ParametersTest::told).toList())
          .contains(
              "x: %s of %d [M, K]".formatted(spelled(dtype), dtype.bytes()),
              "y: %s of %d [M, N]".formatted(spelled(dtype), dtype.bytes()),
              "scales: %s of %d [N, K / 64]".formatted(spelled(dtype), dtype.bytes()),
              "biases: %s of %d [N, K / 64]".formatted(spelled(dtype), dtype.bytes()),
              "w: words of 3-bit codes of 0 [N, 3 K / 32]",
              "in_vec_size: int of 4 ",
              "x_strides: long of 8 [2]",
              "b_strides: long of 8 [2]");
    }
    Cell cell = cell(new FpQmv(), FpMode.NVFP4, DType.FLOAT16, SHAPES.get(4), "qmv_hgs");
    assertThat(new FpQmv().parameters(cell).stream().map(ParametersTest::told).toList())
        .contains(
            "w: words of 4-bit codes of 0 [batch, N, K / 8]",
            "scales: e4m3 codes of 0 [batch, N, K / 16]",
            "global_scale: float of 4 ",
            "x_shape: int of 4 [3]");
  }

  /** So that a kernel is compared once, whatever the sizes of its cells. */
  @ParameterizedTest
  @MethodSource("cells")
  void sizesDoNotMatter(Cell cell) {
    QmvCell it = QmvCell.of(cell);
    Shape shape = it.shape();
    Shape larger = new Shape(shape.batch(), shape.m(), 2 * shape.n(), shape.k(), shape.layout());
    QmvCell other =
        new QmvCell(
            it.family(),
            it.mode(),
            it.dtype(),
            it.variant(),
            it.branch(),
            it.routed(),
            larger,
            it.pattern());
    assertThat(family(cell).parameters(family(cell).cell(other)))
        .isEqualTo(family(cell).parameters(cell));
  }

  @Test
  void aFamilyThatRenamesArgumentsRenamesThese() {
    FpQmv renamed =
        new FpQmv() {
          @Override
          public String argument(String name) {
            return name.equals("y") ? "out" : name;
          }
        };
    Cell cell = cell(renamed, FpMode.MXFP4, DType.FLOAT32, SHAPES.get(1), "qmv");

    assertThat(renamed.parameters(cell))
        .extracting(Parameter::name)
        .contains("out")
        .doesNotContain("y");
  }

  @Test
  void allVariantsAreAmongTheCells() {
    assertThat(cells().map(Cell::variant).collect(Collectors.toSet()))
        .isEqualTo(
            QmvVariant.ALL.stream()
                .map(QmvVariant::id)
                .collect(Collectors.toCollection(HashSet::new)));
  }

  static Stream<Cell> cells() {
    return Stream.of(new FpQmv(), new AffineQmv())
        .flatMap(
            family ->
                family.modes().stream()
                    .flatMap(
                        mode ->
                            SHAPES.stream()
                                .flatMap(
                                    shape ->
                                        family.variants(mode, shape).stream()
                                            .map(
                                                it ->
                                                    cell(
                                                        family,
                                                        mode,
                                                        DType.FLOAT16,
                                                        shape,
                                                        it.name())))));
  }

  private static Cell cell(QmvFamily family, Mode mode, DType dtype, Shape shape, String variant) {
    return family.cell(
        new QmvCell(family.name(), mode, dtype, variant, "", true, shape, Pattern.NORMAL));
  }

  private static QmvFamily family(Cell cell) {
    return cell.contract().equals("fp_qmv") ? new FpQmv() : new AffineQmv();
  }

  private static List<Argument> arguments(Cell cell) {
    QmvCell it = QmvCell.of(cell);
    return family(cell).problem(it.mode(), it.shape(), it.pattern(), 0).launch(cell).arguments();
  }

  private static Use use(Argument argument) {
    return argument instanceof Argument.Output
        ? Use.WRITTEN
        : argument instanceof Argument.Unbound ? Use.UNBOUND : Use.READ;
  }

  private static int length(Argument argument) {
    return argument instanceof Argument.Output output
        ? output.length()
        : ((Argument.Input) argument).bytes().length;
  }

  private static String told(Parameter it) {
    return "%s: %s of %d %s".formatted(it.name(), it.type(), it.elementBytes(), it.shape());
  }

  private static String spelled(DType dtype) {
    return List.of("float", "half", "bfloat").get(Arrays.asList(DType.values()).indexOf(dtype));
  }
}
