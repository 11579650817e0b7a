package io.github.kernelconformance.testing;

import io.github.kernelconformance.bundled.Mode;
import io.github.kernelconformance.bundled.Pattern;
import io.github.kernelconformance.bundled.Shape;
import io.github.kernelconformance.bundled.Variant;
import io.github.kernelconformance.device.Library;
import io.github.kernelconformance.family.KernelFamily;
import io.github.kernelconformance.family.Problem;
import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.numerics.DType;
import io.github.kernelconformance.verdict.CellResult;
import io.github.kernelconformance.verdict.Comparison;
import java.util.ArrayList;
import java.util.List;

/** The road of a cell, for shapes that the default matrix does not have. */
public final class Conformance {

  private Conformance() {}

  /** Every legal cell of a mode, shape, pattern and dtype. */
  public static List<Cell> cells(
      KernelFamily family, Mode mode, DType dtype, Shape shape, Pattern pattern) {
    List<Cell> cells = new ArrayList<>();
    for (Variant variant : family.variants(mode, shape)) {
      cells.add(
          new Cell(
              family.name(),
              mode,
              dtype,
              variant.name(),
              variant.branch(),
              variant.routed(),
              shape,
              pattern));
    }
    return cells;
  }

  /** Runs cells that have one problem, on seed 0. */
  public static List<CellResult> run(KernelFamily family, Library library, List<Cell> cells)
      throws Exception {
    Cell any = cells.get(0);
    Problem problem = family.problem(any.mode(), any.shape(), any.pattern(), 0);
    List<CellResult> results = new ArrayList<>();
    for (Cell cell : cells) {
      byte[] y = library.run(problem.launch(cell)).outputs().get("y");
      results.add(Comparison.compare(cell, y, problem.reference(cell)));
    }
    return results;
  }
}
