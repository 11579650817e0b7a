package io.github.kernelconformance.numerics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.DoubleFunction;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SixteenBitFormatsTest {

  enum Format {
    HALF(5, 10, Half::encode, Half::decode),
    BFLOAT16(8, 7, Bfloat16::encode, Bfloat16::decode);

    final int exponentBits;
    final int fractionBits;
    final DoubleFunction<Short> encoder;
    final Function<Short, Float> decoder;

    Format(
        int exponentBits,
        int fractionBits,
        DoubleFunction<Short> encoder,
        Function<Short, Float> decoder) {
      this.exponentBits = exponentBits;
      this.fractionBits = fractionBits;
      this.encoder = encoder;
      this.decoder = decoder;
    }

    int encode(double value) {
      return encoder.apply(value) & 0xFFFF;
    }

    double decode(int code) {
      return decoder.apply((short) code);
    }

    int infinity() {
      return 0x7FFF >> fractionBits << fractionBits;
    }

    /** The value of a finite code by IEEE 754's formula. */
    double specified(int code) {
      int field = (code & 0x7FFF) >> fractionBits;
      double fraction = (code & ((1 << fractionBits) - 1)) / Math.pow(2, fractionBits);
      int bias = (1 << (exponentBits - 1)) - 1;
      double magnitude =
          field == 0
              ? fraction * Math.pow(2, 1 - bias)
              : (1 + fraction) * Math.pow(2, field - bias);
      return code < 0x8000 ? magnitude : -magnitude;
    }
  }

  @ParameterizedTest
  @EnumSource
  void decodesEveryCodeBySpecificationAndEncodesItBack(Format format) {
    for (int code = 0; code < 0x10000; code++) {
      double value = format.decode(code);
      int magnitude = code & 0x7FFF;
      if (magnitude > format.infinity()) {
        assertThat(value).isNaN();
        assertThat(format.decode(format.encode(value))).isNaN();
      } else if (magnitude == format.infinity()) {
        assertThat(value)
            .isEqualTo(code < 0x8000 ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY);
        assertThat(format.encode(value)).isEqualTo(code);
      } else {
        assertThat(value).isEqualTo(Double.valueOf(format.specified(code)));
        assertThat(format.encode(value)).isEqualTo(code);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void roundsToNearestWithTiesToEvenBetweenAllNeighbours(Format format) {
    for (int code = 0; code < format.infinity(); code++) {
      // Past the largest value the next step is taken for the neighbour, as IEEE 754 defines it.
      double midpoint = (format.specified(code) + format.specified(code + 1)) / 2;
      int even = code + (code & 1);
      assertThat(format.encode(midpoint)).isEqualTo(even);
      assertThat(format.encode(Math.nextDown(midpoint))).isEqualTo(code);
      assertThat(format.encode(Math.nextUp(midpoint))).isEqualTo(code + 1);
      assertThat(format.encode(-midpoint)).isEqualTo(even | 0x8000);
      assertThat(format.encode(-Math.nextUp(midpoint))).isEqualTo((code + 1) | 0x8000);
    }
  }

  @ParameterizedTest
  @EnumSource
  void overflowsToInfinityAndUnderflowsToASignedZero(Format format) {
    assertThat(format.encode(Double.MAX_VALUE)).isEqualTo(format.infinity());
    assertThat(format.encode(-1e300)).isEqualTo(format.infinity() | 0x8000);
    assertThat(format.encode(Double.POSITIVE_INFINITY)).isEqualTo(format.infinity());
    assertThat(format.encode(Double.MIN_VALUE)).isZero();
    assertThat(format.encode(-Double.MIN_VALUE)).isEqualTo(0x8000);
    assertThat(format.encode(-0.0)).isEqualTo(0x8000);
  }

  /** Values that IEEE 754 half precision and bfloat16 are commonly documented with. */
  @ParameterizedTest
  @CsvSource({
    "HALF, 0x3C00, 1",
    "HALF, 0x3C01, 1.0009765625",
    "HALF, 0x3555, 0.333251953125",
    "HALF, 0x7BFF, 65504",
    "HALF, 0x0400, 0x1p-14",
    "HALF, 0x0001, 0x1p-24",
    "HALF, 0xC000, -2",
    "BFLOAT16, 0x3F80, 1",
    "BFLOAT16, 0x4049, 3.140625",
    "BFLOAT16, 0x7F7F, 0x1.FEp127",
    "BFLOAT16, 0x0080, 0x1p-126",
    "BFLOAT16, 0x0001, 0x1p-133",
    "BFLOAT16, 0xC000, -2",
  })
  void knowsTheDocumentedValues(Format format, String code, String value) {
    assertThat(format.decode(Integer.decode(code))).isEqualTo(Double.parseDouble(value));
  }

  @Test
  void doesNotRoundTwiceByWayOfFloat() {
    // Just above the midpoint of 1 and its neighbour, but on it after a rounding to float32.
    assertThat(Half.encode(1 + 0x1p-11 + 0x1p-40)).isEqualTo((short) 0x3C01);
    assertThat(Half.encode((float) (1 + 0x1p-11 + 0x1p-40))).isEqualTo((short) 0x3C00);
    assertThat(Bfloat16.encode(1 + 0x1p-8 + 0x1p-40)).isEqualTo((short) 0x3F81);
    assertThat(Bfloat16.encode((float) (1 + 0x1p-8 + 0x1p-40))).isEqualTo((short) 0x3F80);
  }
}
