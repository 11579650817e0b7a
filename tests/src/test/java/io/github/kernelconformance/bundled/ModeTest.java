package io.github.kernelconformance.bundled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kernelconformance.matrix.ConfigurationException;
import io.github.kernelconformance.numerics.ElementFormat;
import io.github.kernelconformance.numerics.ScaleFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModeTest {

  @ParameterizedTest
  @CsvSource({
    "MXFP4, mxfp4, E2M1, E8M0, 4, 32",
    "MXFP8, mxfp8, E4M3, E8M0, 8, 32",
    "NVFP4, nvfp4, E2M1, E4M3, 4, 16"
  })
  void floatingPointModes(
      FpMode mode, String id, ElementFormat element, ScaleFormat scale, int bits, int groupSize) {
    assertThat(mode.id()).isEqualTo(id);
    assertThat(mode.element()).isEqualTo(element);
    assertThat(mode.scale()).isEqualTo(scale);
    assertThat(mode.bits()).isEqualTo(bits);
    assertThat(mode.groupSize()).isEqualTo(groupSize);
  }

  @Test
  void thereAreThreeFloatingPointAndEighteenAffineModes() {
    assertThat(Mode.all()).hasSize(3 + 6 * 3).doesNotHaveDuplicates();
  }

  @Test
  void idsCanBeRead() {
    assertThat(Mode.all()).allMatch(mode -> Mode.parse("modes", mode.id()).equals(mode));
  }

  @Test
  void unknownIdNamesItsParameter() {
    assertThatThrownBy(() -> Mode.parse("expectations", "mxfp6"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("Parameter 'expectations': unknown mode 'mxfp6'.");
  }

  @ParameterizedTest
  @CsvSource({"7, 32", "1, 32", "4, 16", "16, 64"})
  void affineModesThatDoNotExist(int bits, int groupSize) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AffineMode(bits, groupSize))
        .withMessageContaining("[2, 3, 4, 5, 6, 8] bits in groups of [32, 64, 128]");
  }
}
