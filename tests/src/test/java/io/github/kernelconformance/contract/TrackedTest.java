package io.github.kernelconformance.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.kernelconformance.numerics.DType;
import io.github.kernelconformance.numerics.ErrorBound;
import org.junit.jupiter.api.Test;

class TrackedTest {

  private static final double U = 0x1p-24;

  private final Arithmetic metal = Arithmetic.of(AccuracyTable.MSL_PRECISE);
  private final Arithmetic fast = Arithmetic.of(AccuracyTable.MSL_FAST);

  @Test
  void aNumberFromMemoryIsAsItIs() {
    assertThat(metal.exact(1.5).value()).isEqualTo(1.5);
    assertThat(metal.exact(1.5).bound()).isZero();
  }

  @Test
  void eachOperationRoundsOnce() {
    Tracked product = metal.exact(3).times(metal.exact(7));
    assertThat(product.value()).isEqualTo(21);
    assertThat(product.bound()).isCloseTo(21 * U, within(1e-6 * 21 * U));
    Tracked sum = metal.exact(3).plus(metal.exact(7));
    assertThat(sum.bound()).isCloseTo(10 * U, within(1e-6 * 10 * U));
  }

  @Test
  void cancellationKeepsTheErrorsOfTheOperands() {
    Tracked difference = metal.exact(1e4).times(metal.exact(1e4)).minus(metal.exact(1e8 - 8));
    assertThat(difference.value()).isEqualTo(8);
    assertThat(difference.bound()).isBetween(1e8 * U, 1.001e8 * U + 8 * U);
  }

  @Test
  void aConstantIsRoundedAsAFloat() {
    assertThat(metal.constant(0.1).bound()).isEqualTo(0.1f - 0.1);
    assertThat(metal.constant(0.5).bound()).isZero();
  }

  /** An arithmetic remembers a constant, and must not take another one for it. */
  @Test
  void aConstantIsTheSameWhicheverCameBefore() {
    double[] constants = {
      0,
      -0.0,
      1,
      -1,
      0.1,
      0x1p-24,
      1e-40,
      -1e-40,
      65504,
      65520,
      1e39,
      Double.MAX_VALUE,
      Double.POSITIVE_INFINITY,
      Double.NEGATIVE_INFINITY,
      Double.NaN
    };
    for (AccuracyTable table : AccuracyTable.all()) {
      for (DType type : DType.values()) {
        Arithmetic used = Arithmetic.of(table).in(type);
        for (double before : constants) {
          for (double constant : constants) {
            used.constant(before);
            Tracked alone = Arithmetic.of(table).in(type).constant(constant);
            Tracked after = used.constant(constant);
            assertThat(after.value()).isEqualTo(Double.valueOf(alone.value()));
            assertThat(after.bound()).isEqualTo(Double.valueOf(alone.bound()));
            assertThat(after.low()).isEqualTo(Double.valueOf(alone.low()));
            assertThat(after.high()).isEqualTo(Double.valueOf(alone.high()));
            assertThat(after.compared()).isEqualTo(alone.compared());
          }
        }
      }
    }
  }

  @Test
  void anErrorGrowsWithTheConditionOfTheFunction() {
    Tracked x = metal.exact(10).times(metal.exact(3));
    double e = x.bound();
    double expected = Math.exp(30) * Math.expm1(e) + 4 * DType.FLOAT32.ulp(Math.exp(30));
    assertThat(x.exp().bound()).isCloseTo(expected, within(1e-5 * expected));
  }

  @Test
  void aSumIsBoundedForEveryOrder() {
    double[] x = {1, -2, 3, -4, 5};
    Tracked sum = metal.sum(5, i -> metal.exact(x[i]));
    assertThat(sum.value()).isEqualTo(3);
    assertThat(sum.bound()).isCloseTo(ErrorBound.gamma(4, U) * 15, within(1e-12));
    assertThat(metal.sum(0, i -> metal.exact(1)).value()).isZero();
    assertThat(metal.sum(1, i -> metal.exact(7)).bound()).isZero();
  }

  @Test
  void noRowIsNoBound() {
    Tracked x = metal.exact(2).in(DType.BFLOAT16);
    assertThatThrownBy(x::exp)
        .isInstanceOf(NoAccuracyException.class)
        .hasMessage(
            "exp has no accuracy for bfloat16 in the table msl-precise, so nothing bounds a kernel"
                + " that calls it; compute it in float: x.in(FLOAT)");
    assertThatThrownBy(() -> fast.exact(2).fmod(fast.exact(1)))
        .hasMessageContaining("fmod has no accuracy for float32 in the table msl-fast");
  }

  @Test
  void whatOverflowsIsInfinite() {
    Tracked huge = metal.exact(89).exp();
    assertThat(huge.value()).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(huge.admits(Double.POSITIVE_INFINITY)).isTrue();
    assertThat(huge.admits(1e38)).isFalse();
    assertThat(metal.exact(1).over(huge.plus(1)).value()).isZero();
    assertThat(metal.exact(1).over(huge.plus(1)).bound()).isZero();
  }

  @Test
  void nanFollowsTheReference() {
    Tracked nan = metal.exact(Double.NaN).plus(1).exp();
    assertThat(nan.value()).isNaN();
    assertThat(nan.bound()).isZero();
    assertThat(nan.admits(Double.NaN)).isTrue();
    assertThat(nan.admits(1)).isFalse();
    assertThat(nan.compared()).isTrue();
    assertThat(fast.exact(Double.NaN).plus(1).exp().compared()).isFalse();
  }

  @Test
  void aBoundThatSaysNothingIsVacuous() {
    Tracked lost = metal.exact(1).plus(1e9).minus(1e9);
    assertThat(lost.value()).isEqualTo(1);
    assertThat(lost.vacuous()).isTrue();
    assertThat(metal.exact(0).vacuous()).isFalse();
    assertThat(metal.exact(1).plus(1).vacuous()).isFalse();
    assertThat(fast.exact(100).sin().vacuous()).isTrue();
  }

  @Test
  void whatIsStoredIsRoundedOnce() {
    Tracked third = metal.exact(1).over(3).rounded(DType.FLOAT16);
    assertThat(third.admits(DType.FLOAT16.round(1.0 / 3))).isTrue();
    assertThat(third.admits(DType.FLOAT16.round(1.0 / 3) + 0x1p-12)).isFalse();
    assertThat(metal.exact(65519).rounded(DType.FLOAT16).admits(65504)).isTrue();
    assertThat(metal.exact(65520).rounded(DType.FLOAT16).value()).isInfinite();
  }

  /** Halves from 65520 on are infinite, and a float near there may be on either side. */
  @Test
  void whatMayRoundToInfinityIsRightOnBothSides() {
    Tracked near = metal.exact(65881.94).times(1.00333).rounded(DType.FLOAT16);
    assertThat(near.admits(Double.POSITIVE_INFINITY)).isTrue();
    Tracked wide = metal.sum(1000, i -> metal.exact(i % 2 == 0 ? 1e6 : -999868)).plus(-120.25);
    Tracked stored = wide.rounded(DType.FLOAT16);
    assertThat(wide.bound()).isGreaterThan(1000);
    assertThat(stored.admits(Double.POSITIVE_INFINITY)).isTrue();
    assertThat(stored.admits(65504)).isTrue();
    assertThat(stored.admits(Double.NEGATIVE_INFINITY)).isFalse();
    assertThat(stored.negate().admits(Double.NEGATIVE_INFINITY)).isTrue();
    assertThat(stored.negate().admits(Double.POSITIVE_INFINITY)).isFalse();
    assertThat(stored.high()).isInfinite();
    assertThat(stored.max(70000).admits(Double.POSITIVE_INFINITY)).isTrue();
  }

  @Test
  void anInexactArgumentOverflowsAsAnExactOneDoes() {
    for (double x : new double[] {100, 700, 720, 1e5, 1e30}) {
      Tracked inexact = metal.exact(x).times(1.5);
      for (Tracked grown :
          new Tracked[] {
            inexact.exp(),
            inexact.exp2(),
            inexact.exp10(),
            inexact.sinh(),
            inexact.cosh(),
            inexact.negate().cosh(),
            inexact.negate().sinh().negate()
          }) {
        assertThat(grown.bound()).as("%s", x).isZero();
        assertThat(grown.admits(Double.POSITIVE_INFINITY)).as("%s", x).isTrue();
        assertThat(grown.admits(3e38)).as("%s", x).isFalse();
      }
      Tracked one = metal.exact(1).over(inexact.exp().plus(1));
      assertThat(one.bound()).isZero();
    }
  }

  @Test
  void limitsAtInfinityAreExactWhereIeeeHasThemSo() {
    Tracked infinity = metal.exact(Double.POSITIVE_INFINITY);
    Tracked huge = metal.exact(1000).times(3).exp();
    for (Tracked x : new Tracked[] {infinity, huge}) {
      for (Tracked zero :
          new Tracked[] {
            x.negate().exp(),
            x.negate().exp2(),
            x.negate().exp10(),
            x.rsqrt(),
            x.reciprocal(),
            metal.exact(3).over(x)
          }) {
        assertThat(zero.value()).isZero();
        assertThat(zero.bound()).isZero();
      }
      assertThat(x.tanh().value()).isEqualTo(1);
      assertThat(x.tanh().bound()).isZero();
      assertThat(x.negate().tanh().plus(1).bound()).isZero();
      assertThat(x.atan().bound()).isPositive();
    }
    Tracked halfOfGelu = infinity.negate().times(infinity.negate().tanh().plus(1));
    assertThat(halfOfGelu.value()).isNaN();
    assertThat(halfOfGelu.bound()).isZero();
  }
}
