package io.github.kernelconformance.numerics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AffineQuantizerTest {

  @ParameterizedTest
  @MethodSource("affineCases")
  void quantizesAsMlxDoes(GoldenCase golden) {
    int bits = golden.mode().equals("affine-b4-g32") ? 4 : 8;
    int groupSize = bits == 4 ? 32 : 64;

    AffineMatrix matrix =
        AffineQuantizer.quantize(golden.w(), golden.n(), golden.k(), bits, groupSize);

    assertThat(Golden.digest(DType.FLOAT32.encode(matrix.scales()))).isEqualTo(golden.scales());
    assertThat(Golden.digest(DType.FLOAT32.encode(matrix.biases()))).isEqualTo(golden.biases());
    assertThat(Golden.digest(matrix.codes())).isEqualTo(golden.codes());
    assertThat(Golden.digest(DType.FLOAT32.encode(dequantizeInFloat32(matrix))))
        .isEqualTo(golden.values());
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5, 6, 8})
  void comesWithinHalfAStepOfEveryWeightInRange(int bits) {
    float[] w = NormalDraws.normal(bits, 4 * 128);

    AffineMatrix matrix = AffineQuantizer.quantize(w, 4, 128, bits, 64);

    assertThat(matrix.codes()).hasSize(4 * 128 * bits / 8);
    assertThat(matrix.scales()).hasSize(8);
    double[] values = matrix.values();
    int[] codes = matrix.unpackedCodes();
    int largest = (1 << bits) - 1;
    for (int i = 0; i < w.length; i++) {
      double step = Math.abs(matrix.scales()[i / 64]);
      assertThat(codes[i]).isBetween(0, largest);
      if (codes[i] < largest) { // there the far end may be cut off, since zero fixes the scale
        assertThat(values[i] - w[i]).isBetween(-0.50001 * step, 0.50001 * step);
      }
    }
  }

  @Test
  void startsAtTheEndFurtherFromZeroAndKeepsZeroOnACode() {
    float[] w = new float[32];
    for (int i = 0; i < 31; i++) {
      w[i] = i % 4 - 1; // -1 to 2
    }

    AffineMatrix matrix = AffineQuantizer.quantize(w, 1, 32, 2, 32);

    assertThat(matrix.biases()).containsExactly(2f);
    assertThat(matrix.scales()).containsExactly(-1f);
    assertThat(matrix.values()).isEqualTo(doubles(w));
    for (int i = 0; i < w.length; i++) {
      w[i] = -w[i];
    }
    matrix = AffineQuantizer.quantize(w, 1, 32, 2, 32);
    assertThat(matrix.biases()).containsExactly(-2f);
    assertThat(matrix.scales()).containsExactly(1f);
  }

  @ParameterizedTest
  @ValueSource(floats = {0f, 1f, -3f})
  void representsAConstantGroup(float value) {
    float[] w = new float[32];
    Arrays.fill(w, value);

    assertThat(AffineQuantizer.quantize(w, 1, 32, 4, 32).values()).containsOnly(value);
  }

  @Test
  void refusesWhatItCannotQuantize() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AffineQuantizer.quantize(new float[32], 1, 32, 7, 32))
        .withMessageContaining("7 bits")
        .withMessageContaining("2, 3, 4, 5, 6 or 8");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AffineQuantizer.quantize(new float[32], 1, 32, 4, 64))
        .withMessageContaining("group size 64");
    float[] w = new float[32];
    w[5] = Float.NaN;
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AffineQuantizer.quantize(w, 1, 32, 4, 32))
        .withMessageContaining("0 to 31");
  }

  static List<GoldenCase> affineCases() {
    return Golden.cases().stream().filter(golden -> !golden.biases().isEmpty()).toList();
  }

  private static float[] dequantizeInFloat32(AffineMatrix matrix) {
    int[] codes = matrix.unpackedCodes();
    float[] values = new float[codes.length];
    for (int i = 0; i < values.length; i++) {
      int group = i / matrix.groupSize();
      values[i] = matrix.scales()[group] * codes[i] + matrix.biases()[group];
    }
    return values;
  }

  private static double[] doubles(float[] values) {
    double[] result = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      result[i] = values[i];
    }
    return result;
  }
}
