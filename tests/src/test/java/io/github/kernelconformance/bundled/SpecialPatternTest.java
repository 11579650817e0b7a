package io.github.kernelconformance.bundled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.numerics.DType;
import io.github.kernelconformance.numerics.ScaleFormat;
import io.github.kernelconformance.testing.Cells;
import io.github.kernelconformance.verdict.Comparison;
import io.github.kernelconformance.verdict.Status;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The codes that have a meaning of their own are in the inputs, and whoever misreads one fails. */
class SpecialPatternTest {

  private static final QmvFamily FAMILY = new FpQmv();

  private static final List<Shape> SHAPES =
      List.of(
          Shape.matVec(1, 32),
          Shape.matVec(5, 384),
          Shape.matVec(8, 512),
          Shape.matVec(13, 4096),
          new Shape(6, 2, 5, 96, Layout.GRID));

  private static final Map<FpMode, Set<Integer>> SCALES =
      Map.of(
          FpMode.MXFP4, Set.of(0x00, 0x01, 0xFE, 0xFF),
          FpMode.MXFP8, Set.of(0x00, 0x01, 0xFE, 0xFF),
          FpMode.NVFP4, Set.of(0x00, 0x7F, 0xFF));

  private static Cell cell(FpMode mode, DType dtype, Shape shape) {
    return Cells.cell("fp_qmv", mode, dtype, "qmv", "", true, shape, Pattern.SPECIAL);
  }

  private static QmvProblem problem(Cell cell) {
    QmvCell typed = QmvCell.of(cell);
    return FAMILY.problem(typed.mode(), typed.shape(), typed.pattern(), 0);
  }

  private static Operands operands(Cell cell) {
    return Operands.of(problem(cell).launch(cell), cell);
  }

  @ParameterizedTest
  @EnumSource(FpMode.class)
  void everySpecialCodeOccurs(FpMode mode) {
    for (DType dtype : DType.values()) {
      Set<Integer> scales = new TreeSet<>();
      Set<Integer> elements = new TreeSet<>();
      boolean negative = false;
      for (Shape shape : SHAPES) {
        Operands in = operands(cell(mode, dtype, shape));
        for (int code : in.scaleCodes()) {
          scales.add(code);
          negative |= code > 0x80 && code < 0xFF;
        }
        for (int code : in.codes()) {
          elements.add(code);
        }
      }
      Set<Integer> expected = new TreeSet<>(SCALES.get(mode));
      if (dtype == DType.FLOAT16 && mode.scale() == ScaleFormat.E8M0) {
        expected.retainAll(Set.of(0xFF)); // float16 has no x that would make the others count
      }
      assertThat(scales).containsAll(expected);
      assertThat(negative || mode != FpMode.NVFP4).isTrue();
      if (mode == FpMode.MXFP8) {
        assertThat(elements).contains(0x7F, 0xFF);
      }
    }
  }

  /** What {@link Pattern#EXACT} promises holds for all rows without a NaN. */
  @ParameterizedTest
  @EnumSource(FpMode.class)
  void sumsStayExact(FpMode mode) {
    for (DType dtype : DType.values()) {
      for (Shape shape : SHAPES) {
        Cell cell = cell(mode, dtype, shape);
        Operands in = operands(cell);
        double[] right = product(in, mode.scale()::decode, mode.element()::decode, dtype);
        double[] expected = problem(cell).reference(QmvCell.of(cell)).values();
        for (int i = 0; i < right.length; i++) {
          float sum = 0;
          for (int k = 0; k < shape.k(); k++) {
            int at = in.wStart(i) + k;
            float weight = (float) in.scales()[at / in.groupSize()] * (float) in.elements()[at];
            sum += weight * (float) in.x()[in.xStart(i) + k];
          }
          assertThat(Double.valueOf(sum)).as(cell.id()).isEqualTo(Double.valueOf(expected[i]));
          assertThat(Double.valueOf(right[i]))
              .as(cell.id())
              .isEqualTo(Double.valueOf(dtype.round(expected[i])));
        }
      }
    }
  }

  /** Numbers that someone may take a code for. */
  private static List<Double> others(double right) {
    List<Double> others =
        new ArrayList<>(
            List.of(0.0, 1.0, -448.0, 448.0, 480.0, 0x1p-126, 0x1p127, Double.POSITIVE_INFINITY));
    others.add(Double.NaN);
    others.add(-right);
    others.add(2 * right);
    others.removeIf(it -> it.equals(right) || it == right);
    others.removeIf(it -> Double.isNaN(it) && Double.isNaN(right));
    return others;
  }

  @ParameterizedTest
  @EnumSource(FpMode.class)
  void whoeverMisreadsAScaleFails(FpMode mode) {
    for (int code : SCALES.get(mode)) {
      double right = mode.scale().decode(code);
      for (double other : others(right)) {
        boolean flushed = mode.scale() == ScaleFormat.E8M0 && code == 0 && other == 0;
        boolean lost = right == 0 && other == 0x1p-126; // among numbers of common size
        if (flushed || lost) {
          continue;
        }
        assertThat(statuses(mode, it -> it == code ? other : mode.scale().decode(it), null))
            .as("%s %x as %s".formatted(mode, code, other))
            .contains(Status.MISMATCH);
      }
    }
  }

  @Test
  void whoeverMisreadsAnElementFails() {
    FpMode mode = FpMode.MXFP8;
    for (int code : List.of(0x7F, 0xFF)) {
      for (double other : others(Double.NaN)) {
        assertThat(statuses(mode, null, it -> it == code ? other : mode.element().decode(it)))
            .as("%x as %s".formatted(code, other))
            .contains(Status.MISMATCH);
      }
    }
  }

  @Test
  void whoeverDropsTheSignOfAScaleFails() {
    FpMode mode = FpMode.NVFP4;
    assertThat(statuses(mode, it -> mode.scale().decode(it & 0x7F), null))
        .contains(Status.MISMATCH);
  }

  @ParameterizedTest
  @EnumSource(FpMode.class)
  void whoeverReadsRightPasses(FpMode mode) {
    assertThat(statuses(mode, null, null)).containsOnly(Status.PASS);
  }

  /** Metal lets a device do so. */
  @ParameterizedTest
  @EnumSource(names = {"MXFP4", "MXFP8"})
  void whoeverFlushesSubnormalScalesPasses(FpMode mode) {
    assertThat(statuses(mode, it -> it == 0 ? 0 : mode.scale().decode(it), null))
        .containsOnly(Status.PASS);
  }

  @Test
  void affineModesHaveNone() {
    assertThat(Pattern.SPECIAL.suits(new AffineMode(4, 32))).isFalse();
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new AffineQmv()
                    .problem(new AffineMode(4, 32), Shape.matVec(5, 128), Pattern.SPECIAL, 0))
        .withMessageContaining("affine-b4-g32");
  }

  @Test
  void aBuildHasToAskForIt() {
    assertThat(Pattern.DEFAULT).containsExactly(Pattern.EXACT, Pattern.NORMAL);
  }

  /**
   * What becomes of a kernel that decodes so, at each shape and dtype.
   *
   * @param scale null for the right way
   * @param element null for the right way
   */
  private static Set<Status> statuses(
      FpMode mode, IntToDoubleFunction scale, IntToDoubleFunction element) {
    Map<String, Status> statuses = new HashMap<>();
    for (DType dtype : DType.values()) {
      for (Shape shape : SHAPES) {
        Cell cell = cell(mode, dtype, shape);
        double[] y =
            product(
                operands(cell),
                scale == null ? mode.scale()::decode : scale,
                element == null ? mode.element()::decode : element,
                dtype);
        float[] narrow = new float[y.length];
        for (int i = 0; i < y.length; i++) {
          narrow[i] = (float) y[i];
        }
        statuses.put(
            cell.id(),
            Comparison.compare(
                    cell,
                    Map.of("y", dtype.encode(narrow)),
                    problem(cell).expected(cell),
                    FAMILY.arrays(cell))
                .status());
      }
    }
    return Set.copyOf(statuses.values());
  }

  private static double[] product(
      Operands in, IntToDoubleFunction scale, IntToDoubleFunction element, DType dtype) {
    double[] y = new double[in.results()];
    for (int i = 0; i < y.length; i++) {
      double sum = 0;
      for (int k = 0; k < in.shape().k(); k++) {
        int at = in.wStart(i) + k;
        sum +=
            scale.applyAsDouble(in.scaleCodes()[at / in.groupSize()])
                * element.applyAsDouble(in.codes()[at])
                * in.x()[in.xStart(i) + k];
      }
      y[i] = dtype.round(sum);
    }
    return y;
  }
}
