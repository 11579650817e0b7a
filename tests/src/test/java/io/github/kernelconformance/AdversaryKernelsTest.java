package io.github.kernelconformance;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kernelconformance.bundled.AffineMode;
import io.github.kernelconformance.bundled.AffineQmv;
import io.github.kernelconformance.bundled.FpMode;
import io.github.kernelconformance.bundled.FpQmv;
import io.github.kernelconformance.bundled.Mode;
import io.github.kernelconformance.bundled.Pattern;
import io.github.kernelconformance.bundled.QmvFamily;
import io.github.kernelconformance.bundled.Shape;
import io.github.kernelconformance.device.Library;
import io.github.kernelconformance.device.host.Adversary;
import io.github.kernelconformance.device.host.Adversary.Direction;
import io.github.kernelconformance.device.host.Adversary.Table;
import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.msl.Program;
import io.github.kernelconformance.numerics.DType;
import io.github.kernelconformance.testing.Conformance;
import io.github.kernelconformance.testing.TestDevice;
import io.github.kernelconformance.testing.TestPrograms;
import io.github.kernelconformance.verdict.CellResult;
import io.github.kernelconformance.verdict.Status;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Our own kernels are right, so they are found right with the worst standard library there may be.
 */
class AdversaryKernelsTest {

  private static final Path KERNELS = Path.of("..", "kernels", "src", "main", "metal");
  private static final Path OUTPUT = Path.of("target", "test-kernels");

  private static final List<Shape> SHAPES =
      List.of(
          Shape.matVec(5, 288),
          Shape.matVec(16, 1024),
          new Shape(2, 1, 11, 544),
          new Shape(1, 3, 8, 512),
          new Shape(1, 5, 7, 128));

  static Stream<Adversary> adversaries() {
    Adversary random = Adversary.of(Direction.RANDOM, Table.FAST, 3);
    return Stream.of(
        Adversary.of(Direction.UP, Table.PRECISE, 1),
        Adversary.of(Direction.DOWN, Table.FAST, 2).withFusedOperations(),
        random,
        random.withFlushedSubnormals());
  }

  @ParameterizedTest
  @MethodSource("adversaries")
  void fpProductsConform(Adversary adversary) throws Exception {
    List<List<Cell>> problems = new ArrayList<>();
    for (Mode mode : List.of(FpMode.MXFP4, FpMode.NVFP4)) {
      problems.addAll(problems(new FpQmv(), mode));
    }
    expectAllToPass(adversary, new FpQmv(), "fp_qmv.metal", problems);
  }

  @ParameterizedTest
  @MethodSource("adversaries")
  void affineProductsConform(Adversary adversary) throws Exception {
    AffineQmv family = new AffineQmv();
    AffineMode mode = AffineMode.all().get(4);
    expectAllToPass(adversary, family, "affine_qmv.metal", problems(family, mode));
  }

  @Test
  void aKernelThatIsOneUlpOffIsStillWrong() throws Exception {
    Program program =
        TestPrograms.of(Path.of("src/test/metal/ulp_qmv.metal"), Map.of("OFF", "1", "ROW", "3"));
    FpQmv family = new FpQmv();
    List<Cell> cells =
        Conformance.cells(family, FpMode.MXFP4, DType.FLOAT32, Shape.matVec(11, 288), Pattern.EXACT)
            .stream()
            .filter(cell -> cell.variant().equals("qmv"))
            .toList();
    Adversary adversary = Adversary.of(Direction.RANDOM, Table.FAST, 3);
    try (Library library =
        TestDevice.against(adversary, OUTPUT)
            .load(List.of(program), Set.of(cells.get(0).kernel()))) {
      assertThat(Conformance.run(family, library, cells))
          .extracting(CellResult::status)
          .containsOnly(Status.MISMATCH);
    }
  }

  private static List<List<Cell>> problems(QmvFamily family, Mode mode) {
    List<List<Cell>> problems = new ArrayList<>();
    for (Shape shape : SHAPES) {
      for (DType dtype : DType.values()) {
        for (Pattern pattern : Pattern.DEFAULT) {
          List<Cell> cells =
              Conformance.cells(family, mode, dtype, shape, pattern).stream()
                  .filter(it -> family.everywhere().contains(it.variant()))
                  .toList();
          if (!cells.isEmpty()) {
            problems.add(cells);
          }
        }
      }
    }
    return problems;
  }

  private static void expectAllToPass(
      Adversary adversary, QmvFamily family, String file, List<List<Cell>> problems)
      throws Exception {
    Program program = TestPrograms.of(KERNELS.resolve(file), Map.of());
    Set<String> kernels =
        problems.stream()
            .flatMap(List::stream)
            .map(Cell::kernel)
            .collect(toCollection(TreeSet::new));
    List<CellResult> results = new ArrayList<>();
    try (Library library = TestDevice.against(adversary, OUTPUT).load(List.of(program), kernels)) {
      for (List<Cell> cells : problems) {
        results.addAll(Conformance.run(family, library, cells));
      }
    }
    assertThat(results).isNotEmpty();
    assertThat(results).filteredOn(result -> result.status() != Status.PASS).isEmpty();
  }
}
