package io.github.kernelconformance.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kernelconformance.numerics.DType;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Arithmetic in half and bfloat, and numbers that are stored in them. */
class NarrowTypesTest {

  private static final Set<Op> ARITHMETIC = EnumSet.of(Op.PLUS, Op.MINUS, Op.TIMES, Op.OVER);

  private static final Set<Op> FUNCTIONS = EnumSet.range(Op.SQRT, Op.ATAN2);

  private final Arithmetic metal = Arithmetic.of(AccuracyTable.MSL_PRECISE);
  private final Random random = new Random(1);

  @ParameterizedTest
  @EnumSource(
      value = DType.class,
      names = {"FLOAT16", "BFLOAT16"})
  void operationsRoundToTheType(DType type) {
    Arithmetic narrow = metal.in(type);
    for (Op op : ARITHMETIC) {
      double used = 0;
      for (int i = 0; i < 20_000; i++) {
        double a = type.round(wide(type));
        double b = type.round(wide(type));
        double exact =
            switch (op) {
              case PLUS -> a + b;
              case MINUS -> a - b;
              case TIMES -> a * b;
              default -> a / b;
            };
        Tracked reference = op.of(narrow.exact(a), narrow.exact(b));
        double got = type.round(exact);
        assertThat(reference.admits(got)).as("%s %s %s: %s, %s", a, op, b, got, reference).isTrue();
        if (Double.isFinite(got) && reference.kind == Kind.FINITE && reference.bound() > 0) {
          used = Math.max(used, Math.abs(got - reference.value()) / reference.bound());
        }
      }
      assertThat(used).as("%s", op).isGreaterThan(0.4);
    }
  }

  @Test
  void functionsOfHalfErrByOneUlp() {
    Arithmetic half = metal.in(DType.FLOAT16);
    for (Op op : FUNCTIONS) {
      for (int i = 0; i < 5000; i++) {
        double a = DType.FLOAT16.round(wide(DType.FLOAT16));
        double b = DType.FLOAT16.round(wide(DType.FLOAT16));
        Tracked exact = op.of(metal.exact(a), metal.exact(b));
        Tracked reference = op.of(half.exact(a), half.exact(b));
        double error = random.nextInt(3) - 1;
        boolean correct = op == Op.SQRT || op == Op.RSQRT;
        double aim = exact.value() + (correct ? 0 : 0.49 * error) * ulp(exact.value());
        double got = DType.FLOAT16.round(aim);
        assertThat(reference.admits(got))
            .as("%s of %s, %s: %s, %s", op, a, b, got, reference)
            .isTrue();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(DType.class)
  void whatIsStoredIsWhatAnyKernelRounds(DType type) {
    for (int i = 0; i < 50_000; i++) {
      float a = (float) wide(type);
      float b = (float) wide(type);
      Tracked product = metal.exact(a).times(metal.exact(b));
      double got = type.round(a * b);
      Tracked stored = product.rounded(type);
      assertThat(stored.admits(got)).as("%s * %s: %s, %s", a, b, got, stored).isTrue();
      boolean coarse = Math.abs(stored.value()) > 1e-30 && Math.abs(stored.value()) < 1e4;
      if (coarse) {
        double neighbour = got + 2 * type.ulp(got);
        assertThat(stored.admits(neighbour)).as("%s %s", neighbour, stored).isFalse();
      }
    }
  }

  @Test
  void halfOverflowsWhereItRoundsToInfinity() {
    for (double value : new double[] {65503, 65504, 65519, 65519.996}) {
      Tracked stored = metal.exact(value).rounded(DType.FLOAT16);
      assertThat(stored.admits(65504)).as("%s", value).isTrue();
      assertThat(stored.admits(Double.POSITIVE_INFINITY)).as("%s", value).isFalse();
    }
    Tracked edge = metal.exact(65520).times(1 + 0x1p-23).rounded(DType.FLOAT16);
    assertThat(edge.admits(Double.POSITIVE_INFINITY)).isTrue();
    Tracked over = metal.exact(-70000).rounded(DType.FLOAT16);
    assertThat(over.admits(Double.NEGATIVE_INFINITY)).isTrue();
    assertThat(over.admits(-65504)).isFalse();
  }

  @Test
  void whatRoundsToZeroIsNotVacuous() {
    Tracked tiny = metal.exact(1e-9).times(1.5).rounded(DType.FLOAT16);
    assertThat(tiny.admits(0)).isTrue();
    assertThat(tiny.admits(0x1p-24)).isFalse();
    assertThat(tiny.vacuous(DType.FLOAT16)).isFalse();
    assertThat(metal.exact(0.5).rounded(DType.FLOAT16).vacuous(DType.FLOAT16)).isFalse();
  }

  @Test
  void typesMeetInFloat() {
    Tracked half = metal.in(DType.FLOAT16).exact(0.5);
    assertThat(half.times(metal.exact(3)).arithmetic().type()).isEqualTo(DType.FLOAT32);
    Tracked bfloat = metal.in(DType.BFLOAT16).exact(0.5);
    assertThat(half.plus(bfloat).arithmetic().type()).isEqualTo(DType.FLOAT32);
    assertThat(half.plus(half).arithmetic().type()).isEqualTo(DType.FLOAT16);
    assertThat(metal.exact(1).over(3).in(DType.FLOAT16).bound()).isBetween(0x1p-14, 0x1p-12);
  }

  private double wide(DType type) {
    int range = type == DType.FLOAT16 ? 30 : 60;
    return switch (random.nextInt(8)) {
      case 0 -> random.nextInt(9) - 4;
      case 1 -> random.nextGaussian();
      default -> Math.scalb(random.nextGaussian(), random.nextInt(range) - range / 2);
    };
  }

  private static double ulp(double value) {
    return Double.isFinite(value) ? DType.FLOAT16.ulp(value) : 0;
  }
}
