package io.github.kernelconformance.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.kernelconformance.contract.FloatKernel.Platform;
import io.github.kernelconformance.numerics.DType;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reductions, against random trees of float additions. */
class SumsTest {

  private final Arithmetic metal = Arithmetic.of(AccuracyTable.MSL_PRECISE);
  private final Random random = new Random(1);
  private final FloatKernel kernel = new FloatKernel(Platform.METAL, random, 1);

  @Test
  void everyTreeOfAnyTermsIsRight() {
    for (int run = 0; run < 20_000; run++) {
      int n = 1 + random.nextInt(12);
      float[] x = any(n, run % 4);
      float[] w = any(n, run % 4 == 0 ? 1 : 2);
      boolean products = run % 2 == 0;
      Tracked reference =
          products
              ? metal.dot(n, i -> metal.exact(x[i]), i -> metal.exact(w[i]))
              : metal.sum(n, i -> metal.exact(x[i]));
      for (int tree = 0; tree < 4; tree++) {
        float got = products ? fusedDot(x, w) : tree(loaded(x));
        assertThat(reference.admits(got))
            .as("%s: got %s, reference %s", List.of(boxed(x), boxed(w)), got, reference)
            .isTrue();
      }
    }
  }

  @Test
  void finiteTermsHaveFiniteBounds() {
    float[] x = any(100, 1);
    Tracked sum = metal.sum(100, i -> metal.exact(x[i]));
    assertThat(sum.bound()).isPositive().isLessThan(1e-3);
    assertThat(sum.vacuous()).isFalse();
  }

  @Test
  void aSumThatOnlySomeOrdersCanHoldIsOpen() {
    double[] x = {3e38, 3e38, -3e38};
    Tracked sum = metal.sum(3, i -> metal.exact(x[i]));
    assertThat(sum.admits(Double.POSITIVE_INFINITY)).isTrue();
    assertThat(sum.admits(3e38f)).isTrue();
    assertThat(metal.sum(2, i -> metal.exact(3e38)).value()).isInfinite();
    assertThat(metal.sum(2, i -> metal.exact(3e38)).admits(3e38f)).isFalse();
  }

  @Test
  void aScanHasTheBoundsOfItsPrefixes() {
    float[] x = any(50, 1);
    Tracked[] scan = metal.scan(50, i -> metal.exact(x[i]));
    for (int n = 1; n <= 50; n++) {
      Tracked sum = metal.sum(n, i -> metal.exact(x[i]));
      assertThat(scan[n - 1].value()).isEqualTo(sum.value());
      assertThat(scan[n - 1].bound()).isEqualTo(sum.bound());
    }
  }

  @Test
  void aProductHoldsInEveryOrder() {
    double[] x = {1.5, -2, 0.75, 3};
    Tracked product = metal.product(4, i -> metal.exact(x[i]));
    assertThat(product.value()).isEqualTo(-6.75);
    assertThat(product.bound()).isLessThan(6.75 * 5 * 0x1p-24);
    double[] wide = {1e30, 1e30, 1e-30};
    assertThat(metal.product(3, i -> metal.exact(wide[i])).vacuous()).isTrue();
    assertThat(metal.product(0, i -> metal.exact(1)).value()).isEqualTo(1);
  }

  @Test
  void theLargestRoundsNothing() {
    float[] x = any(20, 1);
    Tracked max = metal.max(20, i -> metal.exact(x[i]));
    assertThat(max.bound()).isZero();
    assertThat(metal.min(20, i -> metal.exact(-x[i])).value()).isEqualTo(-max.value());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> metal.max(0, i -> metal.exact(1)))
        .withMessage("the largest or smallest of 0 values");
  }

  @Test
  void sumsInHalfHaveTheRoundoffOfHalf() {
    Arithmetic half = metal.accumulating(DType.FLOAT16);
    Tracked sum = half.sum(10, i -> half.exact(1));
    assertThat(sum.arithmetic().type()).isEqualTo(DType.FLOAT16);
    assertThat(sum.bound()).isBetween(10 * 9 * 0x1p-11, 10 * 11 * 0x1p-11);
    Arithmetic terms = metal.in(DType.FLOAT16);
    assertThat(terms.sum(10, i -> terms.exact(1)).bound()).isBetween(89 * 0x1p-24, 91 * 0x1p-24);
  }

  /** As it rises, its maximum is taken out of what was summed before. */
  @ParameterizedTest
  @CsvSource({"1, 1", "4, 1", "4, 10", "32, 10"})
  void anOnlineSoftmaxIsRight(int tiles, double scale) {
    int n = 128;
    double used = 0;
    Arithmetic online = metal.rescaling(tiles);
    for (int run = 0; run < 200; run++) {
      float[] x = new float[n];
      for (int i = 0; i < n; i++) {
        x[i] = (float) (scale * (random.nextGaussian() + i / 32.0));
      }
      Tracked max = online.max(n, i -> online.exact(x[i]));
      Tracked sum = online.sum(n, i -> online.exact(x[i]).minus(max).exp().rescaled());
      float got = onlineSum(x, n / tiles);
      assertThat(sum.admits(got)).as("got %s, reference %s", got, sum).isTrue();
      used = Math.max(used, Math.abs(got - sum.value()) / sum.bound());
    }
    assertThat(used).isGreaterThan(0.02);
  }

  private float onlineSum(float[] x, int tile) {
    float max = Float.NEGATIVE_INFINITY;
    float sum = 0;
    for (int from = 0; from < x.length; from += tile) {
      float before = max;
      for (int i = from; i < from + tile; i++) {
        max = Math.max(max, x[i]);
      }
      if (from > 0) {
        sum *= kernel.of(Op.EXP, before - max);
      }
      for (int i = from; i < from + tile; i++) {
        sum += kernel.of(Op.EXP, x[i] - max);
      }
    }
    return sum;
  }

  private float[] any(int n, int kind) {
    float[] x = new float[n];
    for (int i = 0; i < n; i++) {
      x[i] =
          switch (kind) {
            case 0 -> ConformingKernelsTest.any(random);
            case 1 -> (float) random.nextGaussian();
            case 2 -> (float) Math.scalb(random.nextGaussian(), random.nextInt(250) - 125);
            default -> Math.scalb((float) random.nextGaussian(), random.nextInt(10) - 130);
          };
    }
    return x;
  }

  private List<Float> loaded(float[] x) {
    List<Float> all = new ArrayList<>();
    for (float each : x) {
      all.add(kernel.flushed(each));
    }
    return all;
  }

  private static List<Float> boxed(float[] x) {
    List<Float> all = new ArrayList<>();
    for (float each : x) {
      all.add(each);
    }
    return all;
  }

  private float tree(List<Float> terms) {
    while (terms.size() > 1) {
      float a = terms.remove(random.nextInt(terms.size()));
      float b = terms.remove(random.nextInt(terms.size()));
      terms.add(kernel.of(Op.PLUS, a, b));
    }
    return terms.get(0);
  }

  /** Some products in a chain of fused additions, the others in a tree. */
  private float fusedDot(float[] x, float[] w) {
    List<Float> terms = new ArrayList<>();
    float chain = 0;
    for (int i = 0; i < x.length; i++) {
      float a = kernel.flushed(x[i]);
      float b = kernel.flushed(w[i]);
      if (random.nextBoolean()) {
        chain = kernel.fused(a, b, chain);
      } else {
        terms.add(kernel.of(Op.TIMES, a, b));
      }
    }
    terms.add(chain);
    return tree(terms);
  }

  /** 32 threads that add up 128 numbers each, and a tree of five levels over them. */
  @Test
  void aSumOfFewAdditionsInSequenceHasTheBoundOfTheseAlone() {
    Random random = new Random(9);
    Arithmetic any = Arithmetic.of(AccuracyTable.MSL_PRECISE);
    Arithmetic tree = any.adding(127 + 5);
    double used = 0;
    for (int run = 0; run < 200; run++) {
      float[] x = new float[4096];
      for (int i = 0; i < x.length; i++) {
        x[i] = random.nextFloat();
      }
      float[] shares = new float[32];
      for (int i = 0; i < x.length; i++) {
        shares[i % 32] += x[i];
      }
      for (int half = 16; half > 0; half /= 2) {
        for (int i = 0; i < half; i++) {
          shares[i] += shares[i + half];
        }
      }
      Tracked sum = tree.sum(x.length, i -> tree.exact(x[i]));
      Tracked loose = any.sum(x.length, i -> any.exact(x[i]));
      assertThat(sum.admits(shares[0])).isTrue();
      assertThat(sum.bound()).isLessThan(loose.bound() / 5);
      used = Math.max(used, Math.abs(shares[0] - sum.value()) / sum.bound());
    }
    assertThat(used).isGreaterThan(0.01);
    Arithmetic relaxed = Arithmetic.of(AccuracyTable.MSL_RELAXED);
    assertThat(relaxed.adding(7).sum(100, i -> relaxed.exact(1)).bound())
        .isEqualTo(relaxed.sum(100, i -> relaxed.exact(1)).bound());
    assertThat(any.adding(7).sum(3, i -> any.exact(1)).bound())
        .isEqualTo(any.sum(3, i -> any.exact(1)).bound());
  }
}
