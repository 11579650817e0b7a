package io.github.kernelconformance.verdict;

import static io.github.kernelconformance.bundled.Pattern.EXACT;
import static io.github.kernelconformance.bundled.Pattern.NORMAL;
import static io.github.kernelconformance.numerics.DType.BFLOAT16;
import static io.github.kernelconformance.numerics.DType.FLOAT16;
import static io.github.kernelconformance.numerics.DType.FLOAT32;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.kernelconformance.bundled.FpMode;
import io.github.kernelconformance.bundled.FpQmv;
import io.github.kernelconformance.bundled.Pattern;
import io.github.kernelconformance.bundled.Shape;
import io.github.kernelconformance.family.Expected;
import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.numerics.DType;
import io.github.kernelconformance.numerics.ErrorBound;
import io.github.kernelconformance.testing.Cells;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ComparisonTest {

  private static final double INFINITY = Double.POSITIVE_INFINITY;

  @Test
  void equalValuesPassWithoutAMessage() {
    CellResult result = compare(EXACT, floats(1.5f, -2), reference(1.5, -2));

    assertThat(result.status()).isEqualTo(Status.PASS);
    assertThat(result.message()).isEmpty();
    assertThat(result.measured().relErr()).isZero();
    assertThat(result.measured().boundRatio()).isZero();
    assertThat(result.measured().wrong()).isZero();
    assertThat(result.measured().maxAbs()).isEqualTo(2);
    assertThat(result.measured().maxAbsReference()).isEqualTo(2);
  }

  @Test
  void oneUlpInOneElementFailsAnExactCell() {
    CellResult result = compare(EXACT, floats(1, Math.nextUp(1.5f), 3), reference(1, 1.5, 3));

    assertThat(result.status()).isEqualTo(Status.MISMATCH);
    assertThat(result.measured().wrong()).isEqualTo(1);
    assertThat(result.measured().boundRatio()).isInfinite();
    assertThat(result.message())
        .isEqualTo(
            "y[m=0, n=1] is 1.50000012 instead of 1.5, off by 1 ulp; 1 of 3 elements are wrong");
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT16", "BFLOAT16"})
  void oneUlpOfAShortTypeFailsAnExactCell(DType dtype) {
    byte[] right = dtype.encode(new double[] {100.5, 7});
    byte[] wrong = right.clone();
    wrong[0]++;

    assertThat(compare(dtype, EXACT, right, reference(100.5, 7)).status()).isEqualTo(Status.PASS);
    assertThat(compare(dtype, EXACT, wrong, reference(100.5, 7)).message())
        .contains("y[m=0, n=0]")
        .contains("off by 1 ulp");
  }

  /** 2049 lies midway between the float16 values 2048 and 2050; ties go to the even one, 2048. */
  @Test
  void anExactCellIsRoundedOnceToTheOutputType() {
    assertThat(compare(FLOAT16, EXACT, halves(0x6800), reference(2049)).status())
        .isEqualTo(Status.PASS);
    assertThat(compare(FLOAT16, EXACT, halves(0x6801), reference(2049)).status())
        .isEqualTo(Status.MISMATCH);
  }

  @Test
  void zerosAgreeWhateverTheirSigns() {
    assertThat(compare(EXACT, floats(-0f, 0), reference(0.0, -0.0)).status())
        .isEqualTo(Status.PASS);
    assertThat(compare(EXACT, floats(Float.MIN_VALUE, 0), reference(0.0, 0)).status())
        .isEqualTo(Status.MISMATCH);
  }

  @Test
  void nansAgreeWhateverTheirBits() {
    float other = Float.intBitsToFloat(0xFFC12345);

    assertThat(compare(EXACT, floats(other), reference(Double.NaN)).status())
        .isEqualTo(Status.PASS);
    assertThat(compare(EXACT, floats(1), reference(Double.NaN)).status())
        .isEqualTo(Status.MISMATCH);
  }

  /** gamma(4) is 4u / (1 - 4u), u = 2^-24, and half a float32 ulp at 10 is 2^-21. */
  @Test
  void theToleranceIsTheSumsBoundAndHalfAnUlp() {
    double u = 0x1p-24;
    double tolerance = 4 * u / (1 - 4 * u) * 100 + 0x1p-21;
    Reference reference = new Reference(new double[] {10}, new double[] {100}, 4);
    float inside = (float) (10 + tolerance);
    inside = inside - 10 > tolerance ? Math.nextDown(inside) : inside;
    float outside = Math.nextUp(inside);

    CellResult pass = compare(NORMAL, floats(inside), reference);
    CellResult fail = compare(NORMAL, floats(outside), reference);

    assertThat(pass.status()).isEqualTo(Status.PASS);
    assertThat(pass.measured().boundRatio()).isCloseTo((inside - 10) / tolerance, within(1e-12));
    assertThat(pass.measured().relErr()).isCloseTo((inside - 10) / (10 + 1e-9), within(1e-18));
    assertThat(fail.status()).isEqualTo(Status.MISMATCH);
    assertThat(fail.measured().boundRatio()).isGreaterThan(1).isLessThan(1.1);
    assertThat(fail.message()).contains("times the tolerance");
  }

  /** Half a bfloat16 ulp at 1 is 2^-8; with terms that cannot round there is nothing else. */
  @Test
  void halfAnUlpIsThatOfTheOutputType() {
    Reference reference = new Reference(new double[] {1 + 0x1p-8}, new double[] {0}, 1);

    assertThat(compare(BFLOAT16, NORMAL, halves(0x3F80), reference).status())
        .isEqualTo(Status.PASS);
    assertThat(compare(BFLOAT16, NORMAL, halves(0x3F81), reference).status())
        .isEqualTo(Status.PASS);
    assertThat(compare(BFLOAT16, NORMAL, halves(0x3F82), reference).measured().boundRatio())
        .isEqualTo(3);
  }

  @ParameterizedTest
  @EnumSource
  void aNanOrInfinityIsWrongWhereTheReferenceIsFinite(Pattern pattern) {
    for (float wrong : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
      CellResult result = compare(pattern, floats(1, wrong), reference(1, 2));

      assertThat(result.status()).isEqualTo(Status.MISMATCH);
      assertThat(result.measured().relErr()).isEqualTo(INFINITY);
      assertThat(result.measured().boundRatio()).isEqualTo(INFINITY);
      assertThat(result.message())
          .isEqualTo("y[m=0, n=1] is %s instead of 2; 1 of 2 elements are wrong".formatted(wrong));
    }
  }

  /** A float16 ends at 65504; what is 65520 or more rounds to infinity. */
  @ParameterizedTest
  @EnumSource
  void anOverflowIsRightWhereRoundingOverflows(Pattern pattern) {
    byte[] infinity = halves(0x7C00);
    byte[] largest = halves(0x7BFF);

    assertThat(compare(FLOAT16, pattern, infinity, reference(65520)).status())
        .isEqualTo(Status.PASS);
    assertThat(compare(FLOAT16, pattern, infinity, reference(65520)).measured().relErr()).isZero();
    assertThat(compare(FLOAT16, pattern, infinity, reference(65000)).status())
        .isEqualTo(Status.MISMATCH);
    assertThat(compare(FLOAT16, pattern, infinity, reference(-70000)).status())
        .isEqualTo(Status.MISMATCH);
    assertThat(compare(FLOAT16, pattern, largest, reference(70000)).status())
        .isEqualTo(Status.MISMATCH);
  }

  @Test
  void anOverflowWithinTheBoundIsRightInANormalCell() {
    Reference near = new Reference(new double[] {65519.9}, new double[] {1e6}, 8);

    assertThat(compare(FLOAT16, NORMAL, halves(0x7C00), near).status()).isEqualTo(Status.PASS);
    assertThat(compare(FLOAT16, NORMAL, halves(0x7BFF), near).status()).isEqualTo(Status.PASS);
    assertThat(compare(FLOAT16, EXACT, halves(0x7C00), near).status()).isEqualTo(Status.MISMATCH);
  }

  @Test
  void aGrossErrorIsNamedByItsFactorAtItsWorstElement() {
    CellResult result =
        compare(NORMAL, floats(31.5f, 6903.125f, -64, 1), reference(31.7, 31.678, 31.7, 1));

    assertThat(result.measured().wrong()).isEqualTo(3);
    assertThat(result.message())
        .startsWith("y[m=0, n=1] is 6903 instead of 31.68, 217.9 times as large, error ")
        .endsWith("times the tolerance; 3 of 4 elements are wrong");
    assertThat(result.measured().relErr()).isCloseTo((6903.125 - 31.678) / 31.7, within(1e-6));
  }

  @Test
  void aWrongSignIsNamed() {
    assertThat(compare(EXACT, floats(-3), reference(4)).message())
        .isEqualTo(
            "y[m=0, n=0] is -3 instead of 4, with the opposite sign; 1 of 1 element is wrong");
  }

  @Test
  void anElementIsNamedByItsRowAndProduct() {
    Cell cell = cell(FLOAT32, EXACT, new Shape(2, 3, 2, 32));
    float[] y = new float[12];
    y[11] = 5;

    assertThat(compare(cell, floats(y), reference(new double[12])).message())
        .isEqualTo("y[b=1, m=2, n=1] is 5 instead of 0; 1 of 12 elements are wrong");
  }

  @Test
  void aBufferOfAnotherSizeIsNoOutput() {
    assertThatThrownBy(() -> compare(EXACT, floats(1, 2), reference(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("8 bytes")
        .hasMessageContaining("1 elements of float32 are 4 bytes");
  }

  private static CellResult compare(Pattern pattern, byte[] y, Reference reference) {
    return compare(FLOAT32, pattern, y, reference);
  }

  private static CellResult compare(DType dtype, Pattern pattern, byte[] y, Reference reference) {
    Shape shape = Shape.matVec(reference.values().length, 32);
    return compare(cell(dtype, pattern, shape), y, reference);
  }

  private static CellResult compare(Cell cell, byte[] y, Reference reference) {
    Expected expected =
        cell.pattern().equals(EXACT.id())
            ? new Expected.Rounded(reference.values())
            : reference.near();
    return Comparison.compare(
        cell, Map.of("y", y), Map.of("y", expected), new FpQmv().arrays(cell));
  }

  @Test
  void aCellProvesNothingIfNoElementOfAnOutputCanBeWrong() {
    assertThat(near(new double[] {Double.NaN, Double.NaN}).status()).isEqualTo(Status.VACUOUS);
    assertThat(near(new double[] {5, 5}).status()).isEqualTo(Status.VACUOUS);
    assertThat(near(new double[] {5, Double.NaN}).status()).isEqualTo(Status.VACUOUS);
    assertThat(near(new double[] {INFINITY, INFINITY}).status()).isEqualTo(Status.VACUOUS);
    assertThat(near(new double[] {Double.NaN, 0.1}).status()).isEqualTo(Status.PASS);
    assertThat(near(new double[] {5, 0.1}).status()).isEqualTo(Status.PASS);
  }

  /** 1 and 2 as they are, with bounds. */
  private static CellResult near(double... bounds) {
    Cell cell = cell(FLOAT32, NORMAL, Shape.matVec(2, 32));
    Expected expected = new Expected.Near(new double[] {1, 2}, bounds, 0);
    return Comparison.compare(
        cell, Map.of("y", floats(1, 2)), Map.of("y", expected), new FpQmv().arrays(cell));
  }

  /**
   * A sum.
   *
   * @param depth the most roundings that a term goes through
   */
  private record Reference(double[] values, double[] magnitudes, int depth) {

    Expected near() {
      double gamma = ErrorBound.gamma(depth, FLOAT32.unitRoundoff());
      double[] bounds = Arrays.stream(magnitudes).map(it -> gamma * it).toArray();
      return new Expected.Near(values, bounds, FLOAT32.unitRoundoff() / gamma);
    }
  }

  private static Cell cell(DType dtype, Pattern pattern, Shape shape) {
    return Cells.cell("fp_qmv", FpMode.MXFP4, dtype, "qmv", "", true, shape, pattern);
  }

  private static Reference reference(double... values) {
    double[] magnitudes = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      magnitudes[i] = Math.abs(values[i]);
    }
    return new Reference(values, magnitudes, 8);
  }

  private static byte[] floats(float... values) {
    ByteBuffer buffer = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      buffer.putFloat(value);
    }
    return buffer.array();
  }

  private static byte[] halves(int... bits) {
    ByteBuffer buffer = ByteBuffer.allocate(2 * bits.length).order(ByteOrder.LITTLE_ENDIAN);
    for (int half : bits) {
      buffer.putShort((short) half);
    }
    return buffer.array();
  }
}
