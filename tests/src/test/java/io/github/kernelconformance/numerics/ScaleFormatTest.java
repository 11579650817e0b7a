package io.github.kernelconformance.numerics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ScaleFormatTest {

  /** OCP MX v1.0: bias 127, no zero, no infinity, NaN at 0xFF. */
  @Test
  void decodesEveryE8m0CodeToItsPowerOfTwo() {
    for (int code = 0; code < 255; code++) {
      assertThat((double) E8m0.decode(code)).isEqualTo(Math.pow(2, code - 127));
    }
    assertThat(E8m0.decode(255)).isNaN();
  }

  @Test
  void encodesPowersOfTwoBack() {
    for (int code = 0; code < 255; code++) {
      assertThat(E8m0.encode(E8m0.decode(code))).isEqualTo(code);
    }
  }

  @Test
  void roundsTheExponentAtTheSquareRootOfTwo() {
    SplittableRandom random = new SplittableRandom(2);
    for (int exponent = -126; exponent < 127; exponent++) {
      for (int i = 0; i < 200; i++) {
        double significand = (float) random.nextDouble(1, 2);
        double square = significand * significand;
        if (Math.abs(square - 2) > 1e-4) { // nearer, the float32 logarithm can be a tie
          int expected = exponent + 127 + (square > 2 ? 1 : 0);
          assertThat(E8m0.encode((float) Math.scalb(significand, exponent))).isEqualTo(expected);
        }
      }
    }
  }

  @Test
  void roundsHalvesOfTheFloat32LogarithmAwayFromZero() {
    // log2 of the float below the root of 2 is 2.5e-8 under a half: float32 sees that only where
    // the exponent is 0.
    float belowRoot = 0x1.6a09e6p0f;
    assertThat(E8m0.encode(belowRoot)).isEqualTo(127);
    assertThat(E8m0.encode(0x1.6a09e8p0f)).isEqualTo(128);
    assertThat(E8m0.encode(belowRoot * 0x1p10f)).isEqualTo(127 + 11);
    assertThat(E8m0.encode(0x1.6a09e8p0f * 0x1p-10f)).isEqualTo(127 - 10);
  }

  @Test
  void clampsTheExponent() {
    assertThat(E8m0.encode(Float.MAX_VALUE)).isEqualTo(254);
    assertThat(E8m0.encode(0x1p-127f)).isZero();
    assertThat(E8m0.encode(Float.MIN_VALUE)).isZero();
    assertThat(E8m0.encode(0f)).isZero();
    assertThat(E8m0.encode(-1f)).isZero();
    assertThat(E8m0.encode(Float.POSITIVE_INFINITY)).isEqualTo(255);
    assertThat(E8m0.encode(Float.NaN)).isEqualTo(255);
  }

  @Test
  void delegatesToTheFormats() {
    for (int code = 0; code < 256; code++) {
      assertThat(ScaleFormat.E8M0.decode(code)).isEqualTo(Float.valueOf(E8m0.decode(code)));
      assertThat(ScaleFormat.E4M3.decode(code)).isEqualTo(Float.valueOf(E4m3.decode(code)));
    }
    assertThat(ScaleFormat.E8M0.encode(3f)).isEqualTo(127 + 2);
    assertThat(ScaleFormat.E4M3.encode(3f)).isEqualTo(0x44);
  }

  @ParameterizedTest
  @EnumSource
  void refusesWhatIsNoCode(ScaleFormat format) {
    assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> format.decode(256));
    assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> format.decode(-1));
  }
}
