package io.github.kernelconformance.numerics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NormalDrawsTest {

  @ParameterizedTest
  @MethodSource("draws")
  void drawsWhatMlxDrewButForTheLogarithm(Golden.Draw draw) {
    float[] numbers = Golden.normal(draw.seed(), draw.count());

    assertThat(Golden.digest(DType.FLOAT32.encode(numbers))).isEqualTo(draw.digest());
  }

  @Test
  void rarelyAndBarelyDiffersFromMlx() {
    List<Golden.Correction> corrections =
        draws().stream().flatMap(draw -> draw.corrections().stream()).toList();

    assertThat(corrections)
        .allSatisfy(correction -> assertThat(Math.abs(correction.ulps())).isLessThanOrEqualTo(3));
    int drawn = draws().stream().mapToInt(Golden.Draw::count).sum();
    assertThat(corrections.size() * 4000).isLessThan(drawn);
  }

  @Test
  void turnsTheWordsOfTheGeneratorIntoQuantiles() {
    float[] numbers = NormalDraws.normal(7, 1000);

    for (int i = 0; i < 500; i++) {
      long block = Threefry.block(0, 7, i, 500 + i);
      assertThat(distribution(numbers[i])).isCloseTo((block >>> 32) * 0x1p-32, within(1e-6));
      assertThat(distribution(numbers[500 + i]))
          .isCloseTo((block & 0xFFFFFFFFL) * 0x1p-32, within(1e-6));
    }
  }

  @Test
  void givesTheMiddleOfAnOddCountABlockOfItsOwn() {
    float[] three = NormalDraws.normal(0, 3);

    // The counters 0, 1, 2 and a pad of 0, cut in halves: blocks (0, 2) and (1, 0).
    assertThat(distribution(three[0])).isCloseTo(firstWord(0, 2), within(1e-6));
    assertThat(distribution(three[1])).isCloseTo(firstWord(1, 0), within(1e-6));
    assertThat(NormalDraws.normal(0, 1)).hasSize(1);
    assertThat(distribution(NormalDraws.normal(0, 1)[0]))
        .isCloseTo(0x6b200159 * 0x1p-32, within(1e-6));
  }

  @Test
  void takesBothHalvesOfTheSeed() {
    assertThat(NormalDraws.normal(1L << 32, 8))
        .isNotEqualTo(NormalDraws.normal(0, 8))
        .isNotEqualTo(NormalDraws.normal(1, 8));
  }

  @Test
  void drawsNothingForACountOfZeroAndRefusesNegativeOnes() {
    assertThat(NormalDraws.normal(0, 0)).isEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NormalDraws.normal(0, -1))
        .withMessageContaining("-1");
  }

  static List<Golden.Draw> draws() {
    return Golden.draws();
  }

  private static double firstWord(int counter0, int counter1) {
    return (Threefry.block(0, 0, counter0, counter1) >>> 32) * 0x1p-32;
  }

  /** The standard normal distribution function, by Simpson's rule on the density. */
  private static double distribution(double x) {
    int steps = 200;
    double h = x / steps;
    double sum = density(0) + density(x);
    for (int i = 1; i < steps; i++) {
      sum += (i % 2 == 0 ? 2 : 4) * density(i * h);
    }
    return 0.5 + sum * h / 3;
  }

  private static double density(double x) {
    return Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
  }
}
