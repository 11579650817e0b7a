package io.github.kernelconformance.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kernelconformance.bundled.AffineMode;
import io.github.kernelconformance.bundled.AffineQmv;
import io.github.kernelconformance.bundled.FpMode;
import io.github.kernelconformance.bundled.FpQmv;
import io.github.kernelconformance.bundled.Pattern;
import io.github.kernelconformance.bundled.QmvCell;
import io.github.kernelconformance.bundled.Shape;
import io.github.kernelconformance.family.ArrayType;
import io.github.kernelconformance.family.Expected;
import io.github.kernelconformance.family.Launch;
import io.github.kernelconformance.family.Size;
import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.numerics.DType;
import io.github.kernelconformance.testing.Cells;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EvidenceTest {

  private static final Launch NOTHING =
      new Launch("none", new Size(1, 1, 1), new Size(1, 1, 1), List.of());

  @Test
  void ofALargeOutputTheWrongElementsComeFirst() {
    int n = 1000;
    Cell cell = fp(n);
    double[] values = new double[n];
    Arrays.fill(values, 1);
    double[] got = values.clone();
    got[700] = 2;
    got[999] = Double.NaN;

    Evidence.Output output =
        Evidence.of(NOTHING, Map.of())
            .with(outputs(got), expected(values), new FpQmv().arrays(cell))
            .outputs()
            .get(0);

    assertThat(output.type().size()).isEqualTo(n);
    assertThat(output.elements()).hasSize(256);
    assertThat(output.elements())
        .extracting(Element::index)
        .startsWith(0, 1, 2)
        .endsWith(252, 253, 700, 999);
    assertThat(output.elements()).filteredOn(Element::wrong).hasSize(2);
    assertThat(output.bytes().orElseThrow()).hasSize(4 * n);
  }

  @Test
  void aSmallOutputIsWhole() {
    Cell cell = fp(3);
    double[] values = {1, 2, 3};

    Evidence evidence =
        Evidence.of(NOTHING, Map.of())
            .with(outputs(values), expected(values), new FpQmv().arrays(cell));

    assertThat(evidence.outputs().get(0).elements())
        .extracting(Element::index)
        .containsExactlyElementsOf(IntStream.range(0, 3).boxed().toList());
  }

  @Test
  void inputsAreReadAsTheirTypesAndScalarsAreLeftOut() {
    AffineQmv family = new AffineQmv();
    Cell cell =
        Cells.cell(
            "affine_qmv",
            new AffineMode(4, 32),
            DType.BFLOAT16,
            "qmv",
            "",
            true,
            Shape.matVec(3, 32),
            Pattern.NORMAL);
    Launch launch =
        family
            .problem(
                QmvCell.of(cell).mode(), QmvCell.of(cell).shape(), QmvCell.of(cell).pattern(), 0)
            .launch(cell);

    Evidence evidence = Evidence.of(launch, family.arrays(cell));

    assertThat(evidence.outputs()).isEmpty();
    assertThat(evidence.inputs())
        .extracting(Evidence.Input::name)
        .containsExactly("w", "scales", "biases", "x");
    assertThat(evidence.inputs())
        .extracting(input -> input.type())
        .containsExactly(
            ArrayType.Element.UINT32,
            ArrayType.Element.BFLOAT16,
            ArrayType.Element.BFLOAT16,
            ArrayType.Element.BFLOAT16);
    assertThat(evidence.inputs().get(0).head()).hasSize(8).allMatch(it -> it.matches("0x\\w{8}"));
    assertThat(evidence.inputs().get(1).head()).hasSize(3).allMatch(it -> it.matches("-?[\\d.]+"));
  }

  private static Map<String, byte[]> outputs(double[] y) {
    return Map.of("y", DType.FLOAT32.encode(y));
  }

  private static Map<String, Expected> expected(double[] y) {
    return Map.of("y", new Expected.Near(y, new double[y.length], 0));
  }

  private static Cell fp(int n) {
    return Cells.cell(
        "fp_qmv",
        FpMode.MXFP4,
        DType.FLOAT32,
        "qmv",
        "",
        true,
        Shape.matVec(n, 32),
        Pattern.NORMAL);
  }
}
