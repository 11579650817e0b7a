package io.github.kernelconformance.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kernelconformance.bundled.AffineMode;
import io.github.kernelconformance.bundled.AffineQmv;
import io.github.kernelconformance.bundled.FpMode;
import io.github.kernelconformance.bundled.Pattern;
import io.github.kernelconformance.bundled.Reference;
import io.github.kernelconformance.bundled.Shape;
import io.github.kernelconformance.family.ArrayType;
import io.github.kernelconformance.family.KernelFamily;
import io.github.kernelconformance.family.Launch;
import io.github.kernelconformance.family.Size;
import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.numerics.DType;
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
            .with(cell, cell.dtype().encode(got), new Reference(values, values, 32))
            .output()
            .orElseThrow();

    assertThat(output.count()).isEqualTo(n);
    assertThat(output.elements()).hasSize(256);
    assertThat(output.elements())
        .extracting(Element::index)
        .startsWith(0, 1, 2)
        .endsWith(252, 253, 700, 999);
    assertThat(output.elements()).filteredOn(Element::wrong).hasSize(2);
    assertThat(output.y().orElseThrow()).hasSize(4 * n);
  }

  @Test
  void aSmallOutputIsWhole() {
    Cell cell = fp(3);
    double[] values = {1, 2, 3};

    Evidence evidence =
        Evidence.of(NOTHING, Map.of())
            .with(cell, cell.dtype().encode(values), new Reference(values, values, 32));

    assertThat(evidence.output().orElseThrow().elements())
        .extracting(Element::index)
        .containsExactlyElementsOf(IntStream.range(0, 3).boxed().toList());
  }

  @Test
  void inputsAreReadAsTheirTypesAndScalarsAreLeftOut() {
    KernelFamily family = new AffineQmv();
    Cell cell =
        new Cell(
            "affine_qmv",
            new AffineMode(4, 32),
            DType.BFLOAT16,
            "qmv",
            "",
            true,
            Shape.matVec(3, 32),
            Pattern.NORMAL);
    Launch launch = family.problem(cell.mode(), cell.shape(), cell.pattern(), 0).launch(cell);

    Evidence evidence = Evidence.of(launch, family.arrays(cell));

    assertThat(evidence.output()).isEmpty();
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

  private static Cell fp(int n) {
    return new Cell(
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
