package io.github.kernelconformance.verdict;

import static io.github.kernelconformance.bundled.FpMode.MXFP4;
import static io.github.kernelconformance.bundled.FpMode.MXFP8;
import static io.github.kernelconformance.bundled.FpMode.NVFP4;

import io.github.kernelconformance.bundled.FpMode;
import io.github.kernelconformance.bundled.Pattern;
import io.github.kernelconformance.bundled.QmvCell;
import io.github.kernelconformance.bundled.Shape;
import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.numerics.DType;
import io.github.kernelconformance.testing.Cells;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** A matrix like the default one of {@code fp_qmv}, with failures where a test wants them. */
public final class SyntheticMatrix {

  private static final Map<FpMode, List<Integer>> EDGES =
      Map.of(
          MXFP4, List.of(32, 64, 96, 128, 224, 256, 288, 512, 544, 1024, 4096),
          MXFP8, List.of(32, 64, 96, 128, 160, 224, 256, 288, 512, 544, 1024, 4096),
          NVFP4, List.of(16, 32, 48, 64, 96, 128, 224, 256, 272, 288, 512, 544, 1024, 4096));

  public static final List<Cell> CELLS = cells();

  /** The seed's defect: the loop over full blocks for fewer than eight outputs. */
  public static final Predicate<Cell> SEED_DEFECT =
      cell ->
          cell.variant().equals("qmv")
              && QmvCell.of(cell).shape().n() < 8
              && QmvCell.of(cell).shape().k() > (QmvCell.of(cell).mode().bits() == 8 ? 128 : 256);

  private SyntheticMatrix() {}

  public static List<CellResult> results(Predicate<Cell> fails) {
    return CELLS.stream().map(cell -> fails.test(cell) ? mismatch(cell) : pass(cell)).toList();
  }

  public static CellResult pass(Cell cell) {
    return pass(cell, 8.3e-8, 0.02);
  }

  public static CellResult pass(Cell cell, double relErr, double boundRatio) {
    return CellResult.of(cell, Status.PASS, new Measured(0, relErr, boundRatio, 31.7, 31.7), "");
  }

  /** A mismatch that is the worse the larger K is. */
  public static CellResult mismatch(Cell cell) {
    int k = QmvCell.of(cell).shape().k();
    return mismatch(cell, new Measured(1, 0.5 * k, 2e5 * k, 16.0 * k, 31.7));
  }

  public static CellResult mismatch(Cell cell, Measured measured) {
    return CellResult.of(cell, Status.MISMATCH, measured, "y[m=0, n=0] is wrong");
  }

  /** A crash at a line that is not known. */
  public static CellResult crash(Cell cell, String message) {
    return CellResult.crash(cell, message, Optional.empty());
  }

  public static Cell cell(String id) {
    return CELLS.stream().filter(cell -> cell.id().equals(id)).findFirst().orElseThrow();
  }

  private static List<Cell> cells() {
    List<Cell> cells = new ArrayList<>();
    for (FpMode mode : FpMode.values()) {
      for (DType dtype : DType.values()) {
        for (int n = 1; n <= 16; n++) {
          for (int k : EDGES.get(mode)) {
            for (Pattern pattern : Pattern.DEFAULT) {
              boolean fast = n % 8 == 0 && k % 512 == 0;
              boolean quad = k == 64 || k == 128;
              Shape shape = Shape.matVec(n, k);
              if (fast) {
                cells.add(cell(mode, dtype, "qmv_fast", "", true, shape, pattern));
              }
              if (quad) {
                cells.add(cell(mode, dtype, "qmv_quad", "", true, shape, pattern));
              }
              int block = mode.bits() == 8 ? 128 : 256;
              String branch =
                  (n < 8 ? "out_vec_size < 8, " : "out_vec_size >= 8, ")
                      + (k > block ? "full block" : "tail only");
              cells.add(cell(mode, dtype, "qmv", branch, !fast && !quad, shape, pattern));
            }
          }
        }
      }
    }
    return List.copyOf(cells);
  }

  private static Cell cell(
      FpMode mode,
      DType dtype,
      String variant,
      String branch,
      boolean routed,
      Shape shape,
      Pattern pattern) {
    return Cells.cell("fp_qmv", mode, dtype, variant, branch, routed, shape, pattern);
  }
}
