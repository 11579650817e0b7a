package io.github.kernelconformance.testing;

import io.github.kernelconformance.bundled.Mode;
import io.github.kernelconformance.bundled.Pattern;
import io.github.kernelconformance.bundled.QmvCell;
import io.github.kernelconformance.bundled.QmvFamily;
import io.github.kernelconformance.bundled.Shape;
import io.github.kernelconformance.bundled.Variant;
import io.github.kernelconformance.device.Library;
import io.github.kernelconformance.family.Problem;
import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.numerics.DType;
import io.github.kernelconformance.verdict.CellResult;
import io.github.kernelconformance.verdict.Comparison;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The road of a cell, for shapes that the default matrix does not have. */
public final class Conformance {

  private Conformance() {}

  /** Every legal cell of a mode, shape, pattern and dtype. */
  public static List<Cell> cells(
      QmvFamily family, Mode mode, DType dtype, Shape shape, Pattern pattern) {
    List<Cell> cells = new ArrayList<>();
    for (Variant variant : family.variants(mode, shape)) {
      cells.add(
          family.cell(
              new QmvCell(
                  family.name(),
                  mode,
                  dtype,
                  variant.name(),
                  variant.branch(),
                  variant.routed(),
                  shape,
                  pattern)));
    }
    return cells;
  }

  /** Runs cells that have one problem, on seed 0. */
  public static List<CellResult> run(QmvFamily family, Library library, List<Cell> cells)
      throws Exception {
    Cell any = cells.get(0);
    QmvCell typed = QmvCell.of(any);
    Problem problem = family.problem(typed.mode(), typed.shape(), typed.pattern(), 0);
    List<CellResult> results = new ArrayList<>();
    for (Cell cell : cells) {
      Map<String, byte[]> outputs = library.run(problem.launch(cell)).outputs();
      results.add(
          Comparison.compare(cell, outputs, problem.expected(cell), family.arrays(cell))
              .withoutVacuity());
    }
    return results;
  }
}
