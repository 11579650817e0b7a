package io.github.kernelconformance.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kernelconformance.numerics.DType;
import io.github.kernelconformance.numerics.ErrorBound;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The bound that a contract of {@code sum of x * code * scale} gets is the one that {@code fp_qmv}
 * has: {@code gamma(K + 1)} of the magnitudes.
 */
class FpQmvBoundTest {

  private final Arithmetic metal = Arithmetic.of(AccuracyTable.MSL_PRECISE);

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 16, 32, 80, 81, 512, 4096, 65536})
  void isTheSame(int k) {
    Random random = new Random(k);
    double[] x = new double[k];
    double[] code = new double[k];
    double[] scale = new double[k];
    double magnitude = 0;
    for (int i = 0; i < k; i++) {
      x[i] = (float) random.nextGaussian();
      code[i] = random.nextInt(13) - 6;
      scale[i] = Math.scalb(1.0, random.nextInt(8) - 4);
      magnitude += Math.abs(x[i] * code[i] * scale[i]);
    }
    Tracked sum =
        metal.sum(
            k, i -> metal.exact(x[i]).times(metal.exact(code[i])).times(metal.exact(scale[i])));
    double fpQmv = ErrorBound.gamma(k + 1, DType.FLOAT32.unitRoundoff()) * magnitude;
    assertThat(sum.bound()).isBetween(fpQmv * (1 - 1e-15), fpQmv * (1 + 1e-15));
    // A float32 output is not rounded again, for which fp_qmv allows half an ulp more.
    assertThat(sum.rounded(DType.FLOAT32).bound()).isEqualTo(sum.bound());
  }

  @ParameterizedTest
  @ValueSource(ints = {32, 512, 4096})
  void storedInHalfItIsNoLarger(int k) {
    Random random = new Random(k);
    double[] x = random.doubles(k).map(it -> (float) it - 0.5).toArray();
    Tracked sum = metal.sum(k, i -> metal.exact(x[i]).times(metal.exact(x[k - 1 - i])));
    double fpQmv = sum.bound() + DType.FLOAT16.ulp(sum.value()) / 2;
    assertThat(sum.rounded(DType.FLOAT16).bound()).isLessThanOrEqualTo(fpQmv * (1 + 1e-9));
  }
}
