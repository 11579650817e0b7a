package io.github.kernelconformance.numerics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class QuantizedMatrixTest {

  @Test
  void decodesGivenCodesAndScales() {
    int[] codes = IntStream.range(0, 32).map(i -> i % 16).toArray();
    byte[] scales = {127, (byte) 130};

    QuantizedMatrix matrix =
        QuantizedMatrix.of(2, 16, codes, scales, ElementFormat.E2M1, ScaleFormat.E8M0, 16);

    assertThat(matrix.rows()).isEqualTo(2);
    assertThat(matrix.columns()).isEqualTo(16);
    assertThat(matrix.scales()).containsExactly(127, 130);
    assertThat(matrix.codes()).hasSize(16).startsWith(0x10, 0x32, 0x54, 0x76, 0x98);
    assertThat(matrix.values())
        .startsWith(0f, 0.5f, 1f, 1.5f, 2f, 3f, 4f, 6f, -0f, -0.5f)
        .endsWith(-4f, -8f, -12f, -16f, -24f, -32f, -48f);
  }

  @Test
  void makesNanOfReservedCodes() {
    byte[] nan = {(byte) 0xFF};
    byte[] one = {127};
    int[] codes = new int[32];
    codes[3] = 0x7F;

    assertThat(
            QuantizedMatrix.of(1, 32, new int[32], nan, ElementFormat.E2M1, ScaleFormat.E8M0, 32)
                .values())
        .containsOnly(Float.NaN);
    float[] values =
        QuantizedMatrix.of(1, 32, codes, one, ElementFormat.E4M3, ScaleFormat.E8M0, 32).values();
    assertThat(values[3]).isNaN();
    assertThat(values[4]).isZero();
  }

  @Test
  void refusesPartsThatDoNotFitEachOther() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                QuantizedMatrix.of(
                    1, 32, new int[32], new byte[1], ElementFormat.E2M1, ScaleFormat.E4M3, 16))
        .withMessageContaining("1 scales for 2 groups");
    int[] codes = new int[32];
    codes[0] = 16;
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                QuantizedMatrix.of(
                    1, 32, codes, new byte[1], ElementFormat.E2M1, ScaleFormat.E8M0, 32))
        .withMessageContaining("code 16");
  }
}
