package io.github.kernelconformance.testing;

import io.github.kernelconformance.bundled.AffineQmv;
import io.github.kernelconformance.bundled.FpQmv;
import io.github.kernelconformance.bundled.Mode;
import io.github.kernelconformance.bundled.Pattern;
import io.github.kernelconformance.bundled.QmvCell;
import io.github.kernelconformance.bundled.QmvFamily;
import io.github.kernelconformance.bundled.Shape;
import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.numerics.DType;

/** Cells of quantized matrix-vector products, for tests of what knows cells in general. */
public final class Cells {

  private static final QmvFamily FP = new FpQmv();
  private static final QmvFamily AFFINE = new AffineQmv();

  private Cells() {}

  /** A cell with the kernel that the mode's own family has for it. */
  public static Cell cell(
      String family,
      Mode mode,
      DType dtype,
      String variant,
      String branch,
      boolean routed,
      Shape shape,
      Pattern pattern) {
    QmvCell cell = new QmvCell(family, mode, dtype, variant, branch, routed, shape, pattern);
    return cell.cell((FP.supports(mode) ? FP : AFFINE).hostName(cell));
  }
}
