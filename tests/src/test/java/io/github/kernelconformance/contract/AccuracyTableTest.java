package io.github.kernelconformance.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kernelconformance.numerics.DType;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccuracyTableTest {

  @Test
  void isFoundByName() {
    for (AccuracyTable table : AccuracyTable.all()) {
      assertThat(AccuracyTable.named(table.id())).isSameAs(table);
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AccuracyTable.named("vulkan"))
        .withMessage(
            "no table of accuracies is named \"vulkan\"; there are msl-precise, msl-relaxed,"
                + " msl-fast, cuda");
  }

  @Test
  void hasTheModesOfItsPlatform() {
    assertThat(AccuracyTable.MSL_PRECISE.reassociates()).isFalse();
    assertThat(AccuracyTable.MSL_RELAXED.reassociates()).isTrue();
    assertThat(AccuracyTable.MSL_RELAXED.fastMath()).isFalse();
    assertThat(AccuracyTable.MSL_FAST.reassociates()).isTrue();
    assertThat(AccuracyTable.MSL_FAST.fastMath()).isTrue();
    assertThat(AccuracyTable.CUDA.flushesSubnormals()).isFalse();
  }

  /** Read from the documents once more: the error at 1 in ulps of its binade, 2^-23. */
  @ParameterizedTest
  @CsvSource({
    "msl-precise, exp, 4",
    "msl-precise, log, 4",
    "msl-precise, tan, 6",
    "msl-precise, tanh, 5",
    "msl-precise, sinh, 4",
    "msl-precise, asin, 4",
    "msl-precise, atan, 5",
    "msl-precise, atan2, 6",
    "msl-precise, atanh, 5",
    "msl-precise, pow, 16",
    "msl-precise, rsqrt, 0.5",
    "msl-precise, /, 0.5",
    "msl-relaxed, exp, 4",
    "msl-fast, exp, 5",
    "msl-fast, exp2, 5",
    "msl-fast, rsqrt, 2",
    "msl-fast, 1/x, 1",
    "msl-fast, /, 2.5",
    "msl-fast, log, 4",
    "msl-fast, log2, 2",
    "msl-fast, sin, 1024",
    "msl-fast, asin, 5",
    "msl-fast, atan, 5",
    "cuda, exp, 2.5",
    "cuda, log, 1.5",
    "cuda, log10, 2.5",
    "cuda, tan, 4.5",
    "cuda, asinh, 3.5",
    "cuda, acosh, 4.5",
    "cuda, pow, 4.5",
    "cuda, rsqrt, 2.5",
    "cuda, sqrt, 0.5"
  })
  void hasTheRowsOfItsDocument(String table, String function, double ulps) {
    Accuracy row = AccuracyTable.named(table).accuracy(function(function), DType.FLOAT32);
    double error = row.error(1, 1, 1, DType.FLOAT32);
    assertThat(error * 0x1p23).isBetween(ulps, ulps + 0x1p-18);
  }

  @Test
  void takesTheLargerGapAtAPowerOfTwo() {
    Accuracy row = AccuracyTable.MSL_PRECISE.accuracy(MathFunction.EXP, DType.FLOAT32);
    assertThat(row.error(0, 0, 1, DType.FLOAT32)).isGreaterThanOrEqualTo(4 * 0x1p-23);
    double below = row.error(0, 0, Math.nextDown(1.0), DType.FLOAT32);
    assertThat(below).isLessThan(4.1 * 0x1p-24);
  }

  @Test
  void growsWithTheArgumentOfAFastExponential() {
    Accuracy row = AccuracyTable.MSL_FAST.accuracy(MathFunction.EXP, DType.FLOAT32);
    assertThat(row.error(-20, -20, 1, DType.FLOAT32) * 0x1p23).isBetween(43.0, 43.01);
    assertThat(row.error(-20, 30.3, 1, DType.FLOAT32) * 0x1p23).isBetween(63.0, 63.01);
  }

  @Test
  void promisesNothingOutsideAnInterval() {
    Accuracy sine = AccuracyTable.MSL_FAST.accuracy(MathFunction.SIN, DType.FLOAT32);
    assertThat(sine.error(3, 3.2, 1, DType.FLOAT32)).isInfinite();
    Accuracy quotient = AccuracyTable.MSL_FAST.accuracy(MathFunction.DIVIDE, DType.FLOAT32);
    assertThat(quotient.error(0x1p127, 0x1p127, 1, DType.FLOAT32)).isInfinite();
    Accuracy log = AccuracyTable.MSL_FAST.accuracy(MathFunction.LOG, DType.FLOAT32);
    assertThat(log.error(1, 1, 0, DType.FLOAT32)).isBetween(0x1p-21, 1.0001 * 0x1p-21);
    assertThat(log.error(8, 8, Math.log(8), DType.FLOAT32)).isBetween(3 * 0x1p-22, 3.1 * 0x1p-22);
  }

  /** Every function of every table and type has a row or a message that names all three. */
  @Test
  void namesWhatHasNoRow() {
    Set<String> without = new TreeSet<>();
    for (AccuracyTable table : AccuracyTable.all()) {
      for (DType type : DType.values()) {
        for (MathFunction function : MathFunction.values()) {
          if (!table.has(function, type)) {
            without.add(table.id() + " " + type.id());
            assertThatThrownBy(() -> table.accuracy(function, type))
                .isInstanceOf(NoAccuracyException.class)
                .hasMessageContainingAll(function.spelling(), type.id(), table.id());
          }
        }
      }
      assertThat(table.rows(DType.FLOAT32).keySet())
          .contains(MathFunction.ADD, MathFunction.MULTIPLY, MathFunction.DIVIDE, MathFunction.EXP);
    }
    assertThat(without)
        .isEqualTo(
            Set.of(
                    "msl-precise float16",
                    "msl-relaxed float16",
                    "msl-fast float16",
                    "msl-fast float32",
                    "msl-precise bfloat16",
                    "msl-relaxed bfloat16",
                    "msl-fast bfloat16",
                    "cuda bfloat16")
                .stream()
                .collect(Collectors.toCollection(TreeSet::new)));
  }

  private static MathFunction function(String spelling) {
    for (MathFunction function : MathFunction.values()) {
      if (function.spelling().equals(spelling)) {
        return function;
      }
    }
    throw new IllegalArgumentException(spelling);
  }
}
