package io.github.kernelconformance.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Softmax of computed numbers: the error of the largest cancels. */
class ShiftTest {

  private static final Arithmetic ARITHMETIC =
      Arithmetic.of(AccuracyTable.MSL_PRECISE).nanInMax(NanInMax.LOSES);
  private static final int DIMS = 33;

  /** As far off as the table lets exp be. */
  private static final double EXP = 4 * 0x1p-23;

  @ParameterizedTest
  @ValueSource(doubles = {0.01, 1, 3, 10, 30, 100, 1000, 4096})
  void weightsOfEveryKernelThatErrsAsFarAsItMayAreWithinTheBounds(double scale) {
    Random random = new Random(7);
    for (int trial = 0; trial < 400; trial++) {
      Tracked[] scores = scores(random, 1 + random.nextInt(12), scale);
      Tracked[] weights = weights(ARITHMETIC.shifted(scores.length, j -> scores[j]));

      double[] got = kernel(random, scores);

      for (int j = 0; j < got.length; j++) {
        assertThat(weights[j].admits(got[j]))
            .as("%s for %s of %s", got[j], weights[j], Arrays.toString(scores))
            .isTrue();
      }
    }
  }

  @Test
  void largeScoresHaveWeightsThatAreKnown() {
    Tracked[] scores = {dot(-100, 100), dot(-99, 100), dot(-102, 100)};

    double shifted = weights(ARITHMETIC.shifted(3, j -> scores[j]))[1].bound();
    Tracked max = ARITHMETIC.max(3, j -> scores[j]);
    double apart =
        weights(Arrays.stream(scores).map(it -> it.minus(max)).toArray(Tracked[]::new))[1].bound();

    assertThat(shifted).isLessThan(1e-5);
    assertThat(apart).isGreaterThan(0.1);
  }

  /** Scores of some 2^26 are known to no better than some tens, and yet one key is chosen. */
  @Test
  void aSingleScoreAboveAllOthersHasAllTheWeight() {
    Tracked[] scores = {dot(4096, 3000), dot(4096, -3000), dot(4096, 4000)};

    Tracked[] weights = weights(ARITHMETIC.shifted(3, j -> scores[j]));

    assertThat(scores).allMatch(it -> it.bound() > 100);
    assertThat(weights[0].high()).isLessThan(1e-30);
    assertThat(weights[2].low()).isGreaterThan(0.999);
  }

  @Test
  void ofExactNumbersTheLargestIsTakenOff() {
    Tracked[] exact =
        Arrays.stream(new double[] {1, -3, 7, 7, 0.1f})
            .mapToObj(ARITHMETIC::exact)
            .toArray(Tracked[]::new);
    Tracked max = ARITHMETIC.max(exact.length, j -> exact[j]);

    Tracked[] shifted = ARITHMETIC.shifted(exact.length, j -> exact[j]);

    assertSame(shifted, exact, max, Tracked::value);
    assertSame(shifted, exact, max, it -> it.exp().bound());
  }

  @Test
  void numbersThatAreNotFiniteAreAsInTheFormula() {
    Tracked[] masked = {dot(1, 1), special(Double.NEGATIVE_INFINITY), dot(2, 1)};
    Tracked[] none = {special(Double.NEGATIVE_INFINITY), special(Double.NEGATIVE_INFINITY)};
    Tracked[] endless = {dot(1, 1), special(Double.POSITIVE_INFINITY)};
    Tracked[] nan = {dot(1, 1), special(Double.NaN)};

    assertThat(weights(ARITHMETIC.shifted(3, j -> masked[j]))[1].admits(0)).isTrue();
    assertThat(weights(ARITHMETIC.shifted(3, j -> masked[j]))[1].admits(1e-30)).isFalse();
    for (Tracked[] row : new Tracked[][] {none, endless, nan}) {
      Tracked[] weights = weights(ARITHMETIC.shifted(row.length, j -> row[j]));
      assertThat(weights).allMatch(it -> it.admits(Double.NaN)).noneMatch(it -> it.admits(0.5));
    }
  }

  private static void assertSame(
      Tracked[] shifted, Tracked[] exact, Tracked max, ToDoubleFunction<Tracked> of) {
    for (int j = 0; j < exact.length; j++) {
      assertThat(of.applyAsDouble(shifted[j])).isEqualTo(of.applyAsDouble(exact[j].minus(max)));
    }
  }

  private static Tracked special(double value) {
    return ARITHMETIC.exact(value);
  }

  private static Tracked dot(double a, double b) {
    return ARITHMETIC.dot(DIMS, i -> ARITHMETIC.exact(a), i -> ARITHMETIC.exact(b));
  }

  private static Tracked[] scores(Random random, int n, double scale) {
    Tracked[] scores = new Tracked[n];
    for (int j = 0; j < n; j++) {
      scores[j] =
          ARITHMETIC
              .dot(
                  DIMS,
                  i -> ARITHMETIC.exact((float) (scale * random.nextGaussian())),
                  i -> ARITHMETIC.exact((float) (scale * random.nextGaussian())))
              .over(ARITHMETIC.exact(DIMS).sqrt());
    }
    return scores;
  }

  private static Tracked[] weights(Tracked[] shifted) {
    Tracked[] weights = Arrays.stream(shifted).map(Tracked::exp).toArray(Tracked[]::new);
    Tracked sum = ARITHMETIC.sum(weights.length, j -> weights[j]);
    return Arrays.stream(weights).map(it -> it.over(sum)).toArray(Tracked[]::new);
  }

  /** Has scores at the edges of their bounds, and fuses the last operation of some. */
  private static double[] kernel(Random random, Tracked[] scores) {
    double[] fused = Arrays.stream(scores).mapToDouble(it -> edge(random, it)).toArray();
    double max = Arrays.stream(fused).map(it -> (float) it).max().orElseThrow();
    double[] weights =
        Arrays.stream(fused)
            .map(it -> (float) ((random.nextBoolean() ? it : (float) it) - max))
            .map(it -> Math.exp(it) * (1 + EXP * (2 * random.nextInt(2) - 1)))
            .toArray();
    double sum = Arrays.stream(weights).sum();
    return Arrays.stream(weights).map(it -> it / sum).toArray();
  }

  private static double edge(Random random, Tracked score) {
    double last = 0x1p-24 * Math.abs(score.value());
    return score.value() + Math.max(0, score.bound() - last) * (random.nextInt(3) - 1);
  }
}
