package io.github.kernelconformance.numerics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AffineMatrixTest {

  private final int[] codes = IntStream.range(0, 64).map(i -> i % 8).toArray();

  @Test
  void decodesGivenCodesScalesAndBiases() {
    AffineMatrix matrix =
        AffineMatrix.of(1, 64, 3, 32, codes, new float[] {0.5f, -1f}, new float[] {0f, 3f});

    assertThat(matrix.codes()).hasSize(24);
    assertThat(matrix.unpackedCodes()).isEqualTo(codes);
    assertThat(matrix.values()).startsWith(0, 0.5, 1, 1.5).endsWith(0, -1, -2, -3, -4);
  }

  @Test
  void roundsScalesAndBiasesToTheTypeOfAKernel() {
    float third = 1f / 3;
    AffineMatrix matrix =
        AffineMatrix.of(1, 64, 3, 32, codes, new float[] {third, 1}, new float[] {-third, 1});

    AffineMatrix half = matrix.rounded(DType.FLOAT16);

    assertThat(half.codes()).isEqualTo(matrix.codes());
    assertThat(half.scales()).containsExactly(0.33325195f, 1);
    assertThat(half.biases()).containsExactly(-0.33325195f, 1);
    assertThat(matrix.rounded(DType.FLOAT32).scales()).isEqualTo(matrix.scales());
    assertThat(matrix.scales()).containsExactly(third, 1);
  }

  @Test
  void refusesPartsThatDoNotFitEachOther() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AffineMatrix.of(1, 64, 3, 32, codes, new float[1], new float[2]))
        .withMessageContaining("1 scales for 2 groups");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AffineMatrix.of(1, 64, 3, 32, codes, new float[2], new float[3]))
        .withMessageContaining("3 biases for 2 groups");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AffineMatrix.of(1, 64, 2, 32, codes, new float[2], new float[2]))
        .withMessageContaining("code 4");
  }
}
