package io.github.kernelconformance.numerics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FpQuantizerTest {

  @ParameterizedTest
  @MethodSource("fpCases")
  void quantizesAsMlxDoes(GoldenCase golden) {
    QuantizedMatrix matrix = quantize(golden);

    assertThat(Golden.digest(matrix.scales())).isEqualTo(golden.scales());
    assertThat(Golden.digest(matrix.codes())).isEqualTo(golden.codes());
    float[] values = matrix.values().clone();
    if (!golden.mode().equals("mxfp8")) {
      for (int i = 0; i < values.length; i++) {
        values[i] += 0f; // MLX's CPU path has no negative zeros in e2m1
      }
    }
    assertThat(Golden.digest(DType.FLOAT32.encode(values))).isEqualTo(golden.values());
  }

  @Test
  void scalesSoThatTheLargestMagnitudeIsNearTheLargestElement() {
    float[] w = new float[32];
    w[0] = -12;
    w[1] = 6;
    w[2] = 0.4f;
    w[3] = -0.4f;

    QuantizedMatrix matrix =
        FpQuantizer.quantize(w, 1, 32, ElementFormat.E2M1, ScaleFormat.E8M0, 32);

    assertThat(matrix.scales()).containsExactly(128);
    assertThat(Arrays.copyOf(matrix.codes(), 3)).containsExactly(0x5F, 0x80, 0x00);
    assertThat(Arrays.copyOf(matrix.values(), 4)).containsExactly(-12f, 6f, 0f, -0f);
  }

  @Test
  void givesEachGroupOfARowItsOwnScale() {
    float[] w = new float[64];
    Arrays.fill(w, 0, 16, 6f);
    Arrays.fill(w, 16, 32, 12f);
    Arrays.fill(w, 32, 48, 3f);
    Arrays.fill(w, 48, 64, -24f);

    QuantizedMatrix matrix =
        FpQuantizer.quantize(w, 2, 32, ElementFormat.E2M1, ScaleFormat.E4M3, 16);

    assertThat(matrix.scales())
        .containsExactly(E4m3.encode(1), E4m3.encode(2), E4m3.encode(0.5f), E4m3.encode(4));
    assertThat(matrix.values()).isEqualTo(w);
  }

  @Test
  void leavesCodeZeroWhereTheScaleIsZero() {
    float[] w = new float[16];
    Arrays.fill(w, -1e-6f);

    QuantizedMatrix matrix =
        FpQuantizer.quantize(w, 1, 16, ElementFormat.E2M1, ScaleFormat.E4M3, 16);

    assertThat(matrix.scales()).containsOnly(0);
    assertThat(matrix.codes()).containsOnly(0);
  }

  @Test
  void givesAnAllZeroGroupTheLeastPowerOfTwo() {
    QuantizedMatrix matrix =
        FpQuantizer.quantize(new float[32], 1, 32, ElementFormat.E4M3, ScaleFormat.E8M0, 32);

    assertThat(matrix.scales()).containsOnly(0);
    assertThat(matrix.values()).containsOnly(0f);
  }

  @Test
  void saturatesWhereTheScaleWasRoundedDown() {
    float[] w = new float[32];
    w[0] = 600;
    w[1] = -470;

    QuantizedMatrix matrix =
        FpQuantizer.quantize(w, 1, 32, ElementFormat.E4M3, ScaleFormat.E8M0, 32);

    assertThat(matrix.scales()).containsExactly(127);
    assertThat(Arrays.copyOf(matrix.values(), 2)).containsExactly(448f, -448f);
  }

  @Test
  void refusesWhatHasNoScale() {
    float[] w = new float[64];
    for (float value : new float[] {Float.NaN, Float.NEGATIVE_INFINITY}) {
      w[40] = value;
      assertThatIllegalArgumentException()
          .isThrownBy(
              () -> FpQuantizer.quantize(w, 2, 32, ElementFormat.E2M1, ScaleFormat.E8M0, 32))
          .withMessageContaining("32 to 63");
    }
  }

  @Test
  void refusesSizesThatDoNotFit() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                FpQuantizer.quantize(
                    new float[48], 1, 48, ElementFormat.E2M1, ScaleFormat.E8M0, 32))
        .withMessageContaining("48 columns");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                FpQuantizer.quantize(
                    new float[32], 2, 32, ElementFormat.E2M1, ScaleFormat.E8M0, 32))
        .withMessageContaining("2 x 32");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                FpQuantizer.quantize(
                    new float[0], 0, 32, ElementFormat.E2M1, ScaleFormat.E8M0, 32));
  }

  static List<GoldenCase> fpCases() {
    return Golden.cases().stream().filter(golden -> golden.biases().isEmpty()).toList();
  }

  private static QuantizedMatrix quantize(GoldenCase golden) {
    ElementFormat element = golden.mode().equals("mxfp8") ? ElementFormat.E4M3 : ElementFormat.E2M1;
    return golden.mode().equals("nvfp4")
        ? FpQuantizer.quantize(golden.w(), golden.n(), golden.k(), element, ScaleFormat.E4M3, 16)
        : FpQuantizer.quantize(golden.w(), golden.n(), golden.k(), element, ScaleFormat.E8M0, 32);
  }
}
