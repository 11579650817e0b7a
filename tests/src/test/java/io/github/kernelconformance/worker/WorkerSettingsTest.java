package io.github.kernelconformance.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kernelconformance.matrix.ConfigurationException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkerSettingsTest {

  @ParameterizedTest
  @CsvSource({"60, 60000", "0.5, 500", "' 1.5 ', 1500", "0.001, 1", "86400, 86400000"})
  void aTimeoutIsInSeconds(String text, long milliseconds) {
    assertThat(WorkerSettings.of(text, "1").timeout()).isEqualTo(Duration.ofMillis(milliseconds));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "0.0001", "-1", "60s", "1e3", "NaN", "86401", "soon"})
  void whatIsNotATimeIsRefused(String text) {
    assertThatThrownBy(() -> WorkerSettings.of(text, "1"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "Parameter 'timeout': '%s' is not a time. Allowed: seconds from 0.001 to 86400, for example 60 or 0.5."
                .formatted(text));
  }

  @Test
  void forksAreANumberOrTheCores() {
    assertThat(WorkerSettings.of("60", "3").forks()).isEqualTo(3);
    assertThat(WorkerSettings.of("60", "cores").forks())
        .isEqualTo(Runtime.getRuntime().availableProcessors());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "-2", "1025", "1.5", "2C", "all"})
  void whatIsNotANumberOfForksIsRefused(String text) {
    assertThatThrownBy(() -> WorkerSettings.of("60", text))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "Parameter 'forks': '%s' is not a number of processes. Allowed: 1 to 1024, or cores."
                .formatted(text));
  }
}
