package io.github.kernelconformance.downstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kernelconformance.bundled.FpMode;
import io.github.kernelconformance.bundled.FpQmv;
import io.github.kernelconformance.bundled.Layout;
import io.github.kernelconformance.bundled.Pattern;
import io.github.kernelconformance.bundled.Shape;
import io.github.kernelconformance.family.Launch;
import io.github.kernelconformance.family.Problem;
import io.github.kernelconformance.family.Size;
import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.numerics.DType;
import io.github.kernelconformance.testing.Conformance;
import io.github.kernelconformance.verdict.Comparison;
import io.github.kernelconformance.verdict.Status;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The mat-vecs of fp_qmv under their old names and grid, of the build {@code foreign-contracts}.
 */
class OldQmvTest {

  private static final List<Shape> SHAPES =
      List.of(
          new Shape(1, 2, 5, 288),
          new Shape(1, 3, 8, 512),
          new Shape(1, 1, 16, 1024),
          new Shape(2, 1, 11, 544, Layout.PADDED),
          new Shape(3, 2, 16, 512, Layout.BROADCAST));

  @Test
  void theyConform() throws Exception {
    FpQmv family = new FpQmv();
    KernelFile file = KernelFile.of("foreign-contracts/old_qmv");
    for (FpMode mode : FpMode.values()) {
      for (DType dtype : DType.values()) {
        for (Shape shape : SHAPES) {
          Problem problem = family.problem(mode, shape, Pattern.NORMAL, 0);
          for (Cell cell : Conformance.cells(family, mode, dtype, shape, Pattern.NORMAL)) {
            if (List.of("qmv", "qmv_fast").contains(cell.variant())) {
              Map<String, byte[]> outputs = file.run(old(problem.launch(cell), mode));
              assertThat(
                      Comparison.compare(cell, outputs, problem.expected(cell), family.arrays(cell))
                          .status())
                  .as(cell.id())
                  .isEqualTo(Status.PASS);
            }
          }
        }
      }
    }
    assertThat(file.untried()).isEmpty();
  }

  /** The rows of outputs lead the grid, and the name has no mode. */
  private static Launch old(Launch launch, FpMode mode) {
    Size grid = launch.threadgroups();
    return new Launch(
        launch.kernel().substring(mode.id().length() + 1),
        new Size(grid.height(), grid.width(), grid.depth()),
        launch.threadsPerThreadgroup(),
        launch.arguments());
  }
}
