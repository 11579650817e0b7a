package io.github.kernelconformance.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kernelconformance.bundled.AffineMode;
import io.github.kernelconformance.bundled.FpMode;
import io.github.kernelconformance.bundled.Layout;
import io.github.kernelconformance.bundled.Mode;
import io.github.kernelconformance.bundled.Pattern;
import io.github.kernelconformance.bundled.Shape;
import io.github.kernelconformance.matrix.Axis.Role;
import io.github.kernelconformance.numerics.DType;
import io.github.kernelconformance.testing.Cells;
import java.util.List;
import org.junit.jupiter.api.Test;

class CellTest {

  @Test
  void idOfAMatrixVectorProduct() {
    assertThat(cell(FpMode.MXFP4, Shape.matVec(5, 512)).id())
        .isEqualTo("mxfp4/float32/qmv/N=5/K=512/normal");
    assertThat(cell(new AffineMode(4, 32), Shape.matVec(5, 512)).id())
        .isEqualTo("affine-b4-g32/float32/qmv/N=5/K=512/normal");
  }

  @Test
  void idTellsBatchAndRowsWhereThereAreSeveral() {
    assertThat(cell(FpMode.MXFP4, new Shape(3, 1, 5, 512)).id())
        .isEqualTo("mxfp4/float32/qmv/B=3/N=5/K=512/normal");
    assertThat(cell(FpMode.MXFP4, new Shape(1, 2, 5, 512)).id())
        .isEqualTo("mxfp4/float32/qmv/M=2/N=5/K=512/normal");
    assertThat(cell(FpMode.MXFP4, new Shape(3, 2, 5, 512)).id())
        .isEqualTo("mxfp4/float32/qmv/B=3/M=2/N=5/K=512/normal");
    assertThat(cell(FpMode.MXFP4, new Shape(3, 2, 5, 512, Layout.PADDED)).id())
        .isEqualTo("mxfp4/float32/qmv/B=3-padded/M=2/N=5/K=512/normal");
  }

  @Test
  void whereNoAxisIsNamedTheContractIsTheId() {
    Axis choice = new Axis("mask", "Mask", "", "none", Role.CHOICE);

    assertThat(new Cell("copy", true, new Coordinates(List.of(), List.of()), "copy", true).id())
        .isEqualTo("copy");
    assertThat(of(choice, "none").id()).isEqualTo("copy");
    assertThat(of(choice, "causal").id()).isEqualTo("copy/causal");
  }

  private static Cell of(Axis axis, String value) {
    return new Cell("copy", true, new Coordinates(List.of(axis), List.of(value)), "copy", true);
  }

  private static Cell cell(Mode mode, Shape shape) {
    return Cells.cell(mode.family(), mode, DType.FLOAT32, "qmv", "", true, shape, Pattern.NORMAL);
  }
}
