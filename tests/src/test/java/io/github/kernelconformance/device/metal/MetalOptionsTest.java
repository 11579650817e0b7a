package io.github.kernelconformance.device.metal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kernelconformance.matrix.ConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The numbers that Metal's headers give to versions and modes. */
class MetalOptionsTest {

  @ParameterizedTest
  @CsvSource({"310, 3.1, 0x30001", "320, 3.2, 0x30002", "400, 4.0, 0x40000"})
  void languageVersions(int version, String words, String number) {
    MetalOptions options = new MetalOptions(version, MathMode.SAFE);
    assertThat(options.version()).isEqualTo(words);
    assertThat(options.languageVersion()).isEqualTo(Long.decode(number));
  }

  @ParameterizedTest
  @CsvSource({"safe, 0, 1, false", "relaxed, 1, 1, true", "fast, 2, 0, true"})
  void mathModes(String id, long mode, long functions, boolean fast) {
    MathMode parsed = MathMode.parse(id);
    assertThat(parsed.value()).isEqualTo(mode);
    assertThat(parsed.functions()).isEqualTo(functions);
    assertThat(parsed.fast()).isEqualTo(fast);
  }

  @Test
  void aModeThatThereIsNotIsTold() {
    assertThatThrownBy(() -> MathMode.parse("save"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "Parameter 'mathMode': unknown math mode 'save'. Allowed: safe, relaxed, fast. Did you"
                + " mean 'safe'?");
  }
}
