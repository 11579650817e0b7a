package io.github.kernelconformance.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlagTest {

  @Test
  void thereAreTwoValues() {
    assertThat(Flag.parse("skip", "true")).isTrue();
    assertThat(Flag.parse("skip", " false ")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"True, true", "flase, false", "yes, ''", "1, ''", "'', ''"})
  void anythingElseIsRefused(String text, String meant) {
    assertThatThrownBy(() -> Flag.parse("skip", text))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "Parameter 'skip': unknown value '%s'. Allowed: true, false.%s"
                .formatted(text, meant.isEmpty() ? "" : " Did you mean '" + meant + "'?"));
  }
}
