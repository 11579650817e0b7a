package io.github.kernelconformance.numerics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DTypeTest {

  @ParameterizedTest
  @CsvSource({
    // type, unit roundoff, largest value, smallest normal, smallest subnormal
    "FLOAT32, 0x1p-24, 0x1.fffffep127, 0x1p-126, 0x1p-149",
    "FLOAT16, 0x1p-11, 65504, 0x1p-14, 0x1p-24",
    "BFLOAT16, 0x1p-8, 0x1.fep127, 0x1p-126, 0x1p-133",
  })
  void hasTheParametersOfItsFormat(
      DType dtype, String roundoff, String largest, String normal, String subnormal) {
    double u = Double.parseDouble(roundoff);
    double max = Double.parseDouble(largest);
    double smallestNormal = Double.parseDouble(normal);
    double smallest = Double.parseDouble(subnormal);

    assertThat(dtype.unitRoundoff()).isEqualTo(u);
    assertThat(dtype.largest()).isEqualTo(max);
    assertThat(dtype.smallestNormal()).isEqualTo(smallestNormal);
    assertThat(dtype.ulp(0)).isEqualTo(smallest);
    assertThat(dtype.ulp(smallestNormal)).isEqualTo(smallest);
    assertThat(dtype.ulp(1)).isEqualTo(2 * u);
    assertThat(dtype.ulp(Math.nextDown(1.0))).isEqualTo(u);
    assertThat(dtype.ulp(-3)).isEqualTo(4 * u);
    assertThat(max - dtype.round(max - dtype.ulp(max))).isEqualTo(dtype.ulp(max));
    assertThat(dtype.ulp(Double.POSITIVE_INFINITY)).isEqualTo(dtype.ulp(max));
    assertThat(dtype.ulp(Double.NaN)).isEqualTo(dtype.ulp(max));

    assertThat(dtype.round(max)).isEqualTo(max);
    assertThat(dtype.round(Math.nextDown(max + dtype.ulp(max) / 2))).isEqualTo(max);
    assertThat(dtype.round(max + dtype.ulp(max) / 2)).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(dtype.round(-2 * max)).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(dtype.round(smallest)).isEqualTo(smallest);
    assertThat(dtype.round(smallest / 2)).isEqualTo(Double.valueOf(0.0));
    assertThat(dtype.round(Math.nextUp(smallest / 2))).isEqualTo(smallest);
    assertThat(dtype.round(-smallest / 4)).isEqualTo(Double.valueOf(-0.0));
    assertThat(dtype.round(1 + u)).isEqualTo(1);
    assertThat(dtype.round(1 + 3 * u)).isEqualTo(1 + 4 * u);
    assertThat(dtype.round(Double.NaN)).isNaN();
  }

  @ParameterizedTest
  @EnumSource
  void roundsToWithinHalfAnUlp(DType dtype) {
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 10_000; i++) {
      double value = Math.scalb(random.nextDouble(-1, 1), random.nextInt(-30, 15));
      double rounded = dtype.round(value);
      assertThat(Math.abs(rounded - value)).isLessThanOrEqualTo(dtype.ulp(value) / 2);
      assertThat(Math.IEEEremainder(rounded, dtype.ulp(value))).isZero();
      assertThat(dtype.round(rounded)).isEqualTo(rounded);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "FLOAT32, 00 00 20 c0",
    "FLOAT16, 00 c1",
    "BFLOAT16, 20 c0",
  })
  void writesAndReadsLittleEndianBytes(DType dtype, String minusTwoAndAHalf) {
    ByteBuffer buffer = ByteBuffer.allocate(2 * dtype.bytes()).order(ByteOrder.LITTLE_ENDIAN);
    dtype.put(buffer, -2.5);
    dtype.put(buffer, 1.0);
    assertThat(buffer.hasRemaining()).isFalse();
    buffer.flip();
    assertThat(dtype.get(buffer)).isEqualTo(-2.5);
    assertThat(dtype.get(buffer)).isEqualTo(1.0);

    byte[] encoded = dtype.encode(new double[] {-2.5});
    assertThat(encoded).isEqualTo(bytes(minusTwoAndAHalf));
    assertThat(dtype.encode(new float[] {-2.5f})).isEqualTo(encoded);
    assertThat(dtype.decode(encoded)).containsExactly(-2.5);
  }

  /**
   * Each number of the type, the middle to the next, what lies beside both, and with either sign.
   */
  @ParameterizedTest
  @EnumSource(names = {"FLOAT16", "BFLOAT16"})
  void roundsAsItEncodesBetweenAllNeighbours(DType dtype) {
    for (int code = 0; code < 1 << 15; code++) {
      double low = dtype.decode(new byte[] {(byte) code, (byte) (code >> 8)})[0];
      if (Double.isNaN(low)) {
        continue;
      }
      double middle = low + dtype.ulp(low) / 2;
      for (double size :
          new double[] {
            low, Math.nextUp(low), Math.nextDown(middle), middle, Math.nextUp(middle)
          }) {
        for (double value : new double[] {size, -size}) {
          double encoded = dtype.decode(dtype.encode(new double[] {value}))[0];
          assertThat(Double.doubleToRawLongBits(dtype.round(value)))
              .isEqualTo(Double.doubleToRawLongBits(encoded));
        }
      }
    }
  }

  /** Any exponent, and what lies beside the numbers and the middles between them. */
  @Test
  void roundsToFloatAsJavaDoes() {
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < 1_000_000; i++) {
      float low = Float.intBitsToFloat(random.nextInt());
      double middle = low + (double) Math.ulp(low) / 2;
      for (double value :
          new double[] {low, middle, Math.nextDown(middle), Math.nextUp(middle), middle * 1.25}) {
        assertThat(Double.doubleToLongBits(DType.FLOAT32.round(value)))
            .isEqualTo(Double.doubleToLongBits((float) value));
      }
      if (Float.isFinite(low)) {
        assertThat(DType.FLOAT32.ulp(low)).isEqualTo(Math.ulp(low));
      }
    }
  }

  @Test
  void refusesToDecodeAPartOfAnElement() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DType.FLOAT16.decode(new byte[3]))
        .withMessageContaining("3 bytes")
        .withMessageContaining("float16");
  }

  private static byte[] bytes(String hex) {
    return HexFormat.ofDelimiter(" ").parseHex(hex);
  }
}
