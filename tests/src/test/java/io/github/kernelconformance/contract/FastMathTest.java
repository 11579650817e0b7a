package io.github.kernelconformance.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kernelconformance.contract.FloatKernel.Platform;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What Metal may do with fast math. */
class FastMathTest {

  private static final Set<Op> WITHOUT_A_ROW = EnumSet.of(Op.FMOD);

  private final Arithmetic fast = Arithmetic.of(AccuracyTable.MSL_FAST);
  private final Random random = new Random(1);
  private final FloatKernel kernel = new FloatKernel(Platform.METAL_FAST, random, 1);

  @Test
  void everyFunctionIsBoundedByItsRowOrItsFormula() {
    for (Op op : EnumSet.complementOf(EnumSet.copyOf(WITHOUT_A_ROW))) {
      int compared = 0;
      for (int i = 0; i < 4000; i++) {
        float[] x = arguments(op, i);
        Tracked reference =
            op.of(fast.exact(x[0]), fast.exact(x[1]), fast.exact(x[2]), fast.exact(x[3]));
        float got = kernel.of(op, x);
        compared += reference.compared() && !reference.vacuous() ? 1 : 0;
        assertThat(reference.admits(got))
            .as("%s of %s, %s: got %s, reference %s", op, x[0], x[1], got, reference)
            .isTrue();
      }
      assertThat(compared).as("%s", op).isGreaterThan(1000);
    }
  }

  @Test
  void aSumMayBeTakenApart() {
    for (int run = 0; run < 5000; run++) {
      int n = 2 + random.nextInt(8);
      List<Float> terms = new ArrayList<>();
      Tracked sum = null;
      for (int i = 0; i < n; i++) {
        float next = (float) Math.scalb(random.nextGaussian(), random.nextInt(20));
        next = i > 0 && random.nextInt(3) == 0 ? -terms.get(random.nextInt(i)) : next;
        terms.add(next);
        sum = sum == null ? fast.exact(next) : sum.plus(fast.exact(next));
      }
      while (terms.size() > 1) {
        float a = terms.remove(random.nextInt(terms.size()));
        float b = terms.remove(random.nextInt(terms.size()));
        terms.add(a + b);
      }
      assertThat(sum.admits(terms.get(0))).as("%s, %s", terms.get(0), sum).isTrue();
    }
  }

  @Test
  void relaxedMathTakesSumsApartButKeepsInfinities() {
    Arithmetic relaxed = Arithmetic.of(AccuracyTable.MSL_RELAXED);
    Tracked sum = relaxed.exact(1).plus(relaxed.exact(1e9)).minus(relaxed.exact(1e9));
    assertThat(sum.admits(0)).isTrue();
    Tracked apart = relaxed.exact(1e9).minus(relaxed.exact(1e9)).plus(relaxed.exact(1));
    assertThat(apart.admits(0)).isTrue();
    assertThat(relaxed.exact(Double.POSITIVE_INFINITY).plus(1).admits(1)).isFalse();
    Arithmetic precise = Arithmetic.of(AccuracyTable.MSL_PRECISE);
    assertThat(precise.exact(1e9).minus(precise.exact(1e9)).plus(1).admits(0)).isFalse();
  }

  @Test
  void nothingIsComparedAfterANanOrAnInfinity() {
    double[] ends = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1e39};
    for (double end : ends) {
      Tracked x = fast.exact(end);
      assertThat(x.compared()).isFalse();
      assertThat(x.exp().compared()).isFalse();
      assertThat(fast.exact(1).over(x).compared()).isFalse();
      assertThat(x.max(fast.exact(1)).compared()).isFalse();
      assertThat(fast.sum(3, i -> i == 1 ? x : fast.exact(i)).compared()).isFalse();
      assertThat(x.vacuous()).isFalse();
    }
    assertThat(fast.exact(89).exp().compared()).isFalse();
    assertThat(fast.exact(3e38).times(2).compared()).isFalse();
    assertThat(fast.exact(80).exp().compared()).isTrue();
  }

  private float[] arguments(Op op, int i) {
    float[] x = new float[4];
    for (int k = 0; k < 4; k++) {
      float size = random.nextFloat();
      double wide = Math.scalb(1 + size, random.nextInt(12) - 6);
      x[k] =
          (float)
              switch (op) {
                case EXP, EXP2, SINH, COSH -> (size - 0.5) * 160;
                case EXP10 -> (size - 0.5) * 70;
                case TANH -> (size - 0.5) * 8;
                case SIN, COS, TAN -> (size - 0.5) * 2 * Math.PI;
                case ASIN, ACOS, ATANH -> (size - 0.5) * 1.99;
                case ACOSH -> 1 + wide;
                case LOG, LOG2, LOG10, SQRT, RSQRT -> wide;
                case POW -> k == 0 ? wide : (size - 0.5) * 8;
                default -> random.nextBoolean() ? wide : -wide;
              };
    }
    return x;
  }
}
