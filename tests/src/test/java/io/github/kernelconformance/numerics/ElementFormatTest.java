package io.github.kernelconformance.numerics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

// Allowance values are boxed where zeros have signs or NaN is expected: AssertJ then uses equals,
// not ==.
class ElementFormatTest {

  /** OCP MX v1.0: every magnitude of FP4. */
  @Test
  void decodesE2m1AsTheSpecificationLists() {
    float[] magnitudes = {0f, 0.5f, 1f, 1.5f, 2f, 3f, 4f, 6f};
    for (int code = 0; code < 8; code++) {
      assertThat(E2m1.decode(code)).isEqualTo(Float.valueOf(magnitudes[code]));
      assertThat(E2m1.decode(code + 8)).isEqualTo(Float.valueOf(-magnitudes[code]));
    }
  }

  /** OFP8 v1.0: the marks of E4M3. */
  @ParameterizedTest
  @CsvSource({
    "0x00, 0", "0x01, 0x1p-9", "0x07, 0x1.Cp-7", "0x08, 0x1p-6", "0x38, 1", "0x7E, 448",
    "0x80, -0.0", "0x81, -0x1p-9", "0xB8, -1", "0xFE, -448", "0x7F, NaN", "0xFF, NaN",
  })
  void decodesE4m3AsTheSpecificationLists(String code, String value) {
    assertThat(E4m3.decode(Integer.decode(code))).isEqualTo(Float.valueOf(value));
  }

  @Test
  void decodesEveryCodeOfE4m3ByFormula() {
    for (int code = 0; code < 256; code++) {
      int exponent = (code & 0x78) / 8;
      int fraction = code & 7;
      double magnitude =
          exponent == 0
              ? Math.pow(2, -6) * fraction / 8
              : Math.pow(2, exponent - 7) * (8 + fraction) / 8;
      if (exponent == 15 && fraction == 7) {
        magnitude = Double.NaN;
      }
      assertThat((double) E4m3.decode(code))
          .isEqualTo(Double.valueOf(code < 128 ? magnitude : -magnitude));
    }
  }

  @ParameterizedTest
  @EnumSource
  void encodesEveryDecodedValueBack(ElementFormat format) {
    for (int code = 0; code < 1 << format.bits(); code++) {
      float value = format.decode(code);
      if (!Float.isNaN(value)) {
        assertThat(format.encode(value)).isEqualTo(code);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void encodesToTheNearestValueWithTiesToEven(ElementFormat format) {
    int codes = 1 << format.bits();
    for (int code = 0; code < codes; code++) {
      for (int other = 0; other < codes; other++) {
        float midpoint = (format.decode(code) + format.decode(other)) / 2;
        if (!Float.isNaN(midpoint)) {
          assertNearest(format, midpoint);
          assertNearest(format, Math.nextUp(midpoint));
          assertNearest(format, Math.nextDown(midpoint));
        }
      }
    }
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 10_000; i++) {
      assertNearest(format, (float) random.nextDouble(-1.1, 1.1) * format.largest());
      assertNearest(format, Math.scalb((float) random.nextDouble(-1, 1), random.nextInt(-20, 10)));
    }
  }

  @ParameterizedTest
  @EnumSource
  void saturates(ElementFormat format) {
    int largest = format.encode(format.largest());
    int sign = 1 << (format.bits() - 1);
    assertThat(format.decode(largest)).isEqualTo(format.largest());
    for (float value : new float[] {500f, 1e30f, Float.MAX_VALUE, Float.POSITIVE_INFINITY}) {
      assertThat(format.encode(value)).isEqualTo(largest);
      assertThat(format.encode(-value)).isEqualTo(largest | sign);
    }
    assertThat(format.encode(Float.NaN)).isEqualTo(largest);
  }

  @ParameterizedTest
  @EnumSource
  void keepsTheSignOfWhatBecomesZero(ElementFormat format) {
    int negativeZero = 1 << (format.bits() - 1);
    assertThat(format.encode(0f)).isZero();
    assertThat(format.encode(-0f)).isEqualTo(negativeZero);
    assertThat(format.encode(1e-6f)).isZero();
    assertThat(format.encode(-1e-6f)).isEqualTo(negativeZero);
    assertThat(format.encode(-Float.MIN_VALUE)).isEqualTo(negativeZero);
    assertThat(E2m1.encode(-0.25f)).isEqualTo(8);
  }

  @Test
  void neverEncodesTheNanOfE4m3() {
    assertThat(E4m3.encode(463.9f)).isEqualTo(0x7E);
    assertThat(E4m3.encode(464f)).isEqualTo(0x7E);
    assertThat(E4m3.encode(470f)).isEqualTo(0x7E);
    assertThat(E4m3.encode(-480f)).isEqualTo(0xFE);
  }

  @ParameterizedTest
  @EnumSource
  void refusesWhatIsNoCode(ElementFormat format) {
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> format.decode(1 << format.bits()));
    assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> format.decode(-1));
  }

  /** Searches all codes of the value's sign for the nearest, the even one of two that are. */
  private static void assertNearest(ElementFormat format, float value) {
    int sign = Float.floatToIntBits(value) < 0 ? 1 << (format.bits() - 1) : 0;
    int nearest = sign;
    for (int code = sign; code < sign + (1 << (format.bits() - 1)); code++) {
      double distance = Math.abs((double) format.decode(code) - value);
      double least = Math.abs((double) format.decode(nearest) - value);
      if (distance < least || distance == least && code % 2 == 0) {
        nearest = code;
      }
    }
    assertThat(format.encode(value)).as("code of %s", value).isEqualTo(nearest);
  }
}
