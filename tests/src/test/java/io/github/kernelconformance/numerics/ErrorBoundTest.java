package io.github.kernelconformance.numerics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorBoundTest {

  private static final double U = 0x1p-24;

  @Test
  void allowsNothingWithoutARounding() {
    assertThat(ErrorBound.gamma(0, U)).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 10, 80})
  void isTheWorstCaseForFewRoundings(int depth) {
    assertThat(ErrorBound.gamma(depth, U)).isEqualTo(depth * U / (1 - depth * U));
  }

  @ParameterizedTest
  @ValueSource(ints = {82, 1000, 4096})
  void growsWithTheRootOfManyRoundings(int depth) {
    double expected = 9 * Math.sqrt(depth) * U;
    assertThat(ErrorBound.gamma(depth, U)).isCloseTo(expected, within(1e-4 * expected));
    assertThat(ErrorBound.gamma(depth, U)).isLessThan(depth * U);
  }

  @Test
  void neverShrinksAsTheDepthGrows() {
    for (int depth = 0; depth < 5000; depth++) {
      assertThat(ErrorBound.gamma(depth + 1, U)).isGreaterThan(ErrorBound.gamma(depth, U));
    }
  }

  @Test
  void staysFiniteWhereTheWorstCaseIsUnbounded() {
    assertThat(ErrorBound.gamma(256, 0x1p-8)).isPositive().isFinite();
  }

  @Test
  void failsByChanceLessThanOnceInABillionMatrices() {
    double products = 5_000 * 16 * 660.0;
    double failure = 2 * Math.exp(-ErrorBound.LAMBDA * ErrorBound.LAMBDA / 2);
    assertThat(products * failure).isLessThan(1e-9);
  }

  @Test
  void coversSequentialSumsWithoutBeingVacuous() {
    int terms = 4096;
    double worst = 0;
    for (int seed = 0; seed < 200; seed++) {
      float[] w = NormalDraws.normal(seed, terms);
      float[] x = NormalDraws.normal(1000 + seed, terms);
      float computed = 0;
      double exact = 0;
      double magnitude = 0;
      for (int i = 0; i < terms; i++) {
        computed += w[i] * x[i];
        exact += (double) w[i] * x[i];
        magnitude += Math.abs((double) w[i] * x[i]);
      }
      worst = Math.max(worst, Math.abs(computed - exact) / magnitude);
    }
    double bound = ErrorBound.gamma(terms, U);
    assertThat(worst).isBetween(bound / 10_000, bound);
  }

  @Test
  void refusesWhatIsNoDepthOrRoundoff() {
    assertThatIllegalArgumentException().isThrownBy(() -> ErrorBound.gamma(-1, U));
    assertThatIllegalArgumentException().isThrownBy(() -> ErrorBound.gamma(1, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> ErrorBound.gamma(1, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> ErrorBound.gamma(1, Double.NaN));
  }
}
