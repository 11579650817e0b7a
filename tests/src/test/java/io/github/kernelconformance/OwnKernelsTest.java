package io.github.kernelconformance;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kernelconformance.bundled.AffineMode;
import io.github.kernelconformance.bundled.AffineQmv;
import io.github.kernelconformance.bundled.FpMode;
import io.github.kernelconformance.bundled.FpQmv;
import io.github.kernelconformance.bundled.Layout;
import io.github.kernelconformance.bundled.Mode;
import io.github.kernelconformance.bundled.Pattern;
import io.github.kernelconformance.bundled.QmvCell;
import io.github.kernelconformance.bundled.QmvFamily;
import io.github.kernelconformance.bundled.Shape;
import io.github.kernelconformance.device.Device;
import io.github.kernelconformance.device.Library;
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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * The kernels of the module {@code kernels} where its own build, which runs the default matrix,
 * does not reach: other sizes of batches and of rows of x, and every affine mode.
 */
class OwnKernelsTest {

  private static final Path KERNELS = Path.of("..", "kernels", "src", "main", "metal");
  private static final Device DEVICE = TestDevice.in(Path.of("target", "test-kernels"));

  /**
   * N of no whole tile, of whole tiles, and of both; K with a block and a tail, one with a step.
   */
  private static final List<Shape> BATCHED =
      List.of(
          new Shape(2, 1, 5, 288),
          new Shape(3, 2, 11, 544, Layout.PADDED),
          new Shape(2, 3, 8, 512),
          new Shape(3, 1, 70, 64),
          new Shape(6, 2, 13, 128, Layout.GRID),
          new Shape(2, 2, 7, 128, Layout.BROADCAST));

  private static final List<Shape> UNBATCHED =
      List.of(
          new Shape(1, 2, 5, 288),
          new Shape(1, 3, 8, 512),
          new Shape(1, 2, 70, 64),
          new Shape(1, 5, 11, 544),
          new Shape(1, 11, 3, 256),
          new Shape(1, 3, 7, 128));

  @Test
  void fpProductsOfBatchesConform() throws Exception {
    FpQmv family = new FpQmv();
    List<List<Cell>> problems = new ArrayList<>();
    for (Mode mode : FpMode.values()) {
      for (DType dtype : DType.values()) {
        for (Pattern pattern : Pattern.values()) {
          for (List<Shape> shapes : List.of(BATCHED, UNBATCHED)) {
            for (Shape shape : shapes) {
              problems.add(
                  Conformance.cells(family, mode, dtype, shape, pattern).stream()
                      .filter(it -> family.everywhere().contains(it.variant()) || turn(it))
                      .toList());
            }
          }
        }
      }
    }
    expectAllToPass(family, "fp_qmv.metal", problems);

    assertThat(kernels(problems)).hasSize(101).anyMatch(name -> name.endsWith("batch_1"));
  }

  /** Optional variants in one dtype for each M, another one than the default matrix has. */
  private static boolean turn(Cell cell) {
    int turn = Mode.all().indexOf(QmvCell.of(cell).mode()) + QmvCell.of(cell).shape().m();
    return QmvCell.of(cell).dtype() == DType.values()[turn % 3];
  }

  /** Dtypes take turns, so that each number of bits and each group size meets all three. */
  @Test
  void everyAffineModeConforms() throws Exception {
    AffineQmv family = new AffineQmv();
    List<List<Cell>> problems = new ArrayList<>();
    List<AffineMode> modes = AffineMode.all();
    for (int i = 0; i < modes.size(); i++) {
      DType dtype = DType.values()[(i + i / 3) % 3];
      for (Pattern pattern : Pattern.DEFAULT) {
        for (Shape shape :
            List.of(
                Shape.matVec(5, 640),
                Shape.matVec(11, 128),
                Shape.matVec(16, 1024),
                new Shape(2, 2, 7, 640),
                new Shape(4, 1, 5, 640, Layout.GRID),
                new Shape(1, 4 + i % 2, 5, 1152),
                Shape.matVec(8, 256),
                new Shape(3, 3, 8, 512))) {
          problems.add(Conformance.cells(family, modes.get(i), dtype, shape, pattern));
        }
      }
    }
    expectAllToPass(family, "affine_qmv.metal", problems);

    assertThat(modes).hasSize(18);
  }

  private static void expectAllToPass(QmvFamily family, String file, List<List<Cell>> problems)
      throws Exception {
    Program program = TestPrograms.of(KERNELS.resolve(file), Map.of());
    List<CellResult> results = new ArrayList<>();
    try (Library library = DEVICE.load(List.of(program), kernels(problems))) {
      for (List<Cell> cells : problems) {
        results.addAll(Conformance.run(family, library, cells));
      }
    }
    assertThat(results).filteredOn(result -> result.status() != Status.PASS).isEmpty();
    Set<String> variants = new HashSet<>();
    results.forEach(result -> variants.add(result.cell().variant()));
    assertThat(variants).contains("qmv", "qmv_fast", "qmv_quad", "qmv_wide");
  }

  private static Set<String> kernels(List<List<Cell>> problems) {
    return problems.stream()
        .flatMap(List::stream)
        .map(Cell::kernel)
        .collect(toCollection(TreeSet::new));
  }
}
