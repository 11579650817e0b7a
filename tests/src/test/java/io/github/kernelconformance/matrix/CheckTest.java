package io.github.kernelconformance.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CheckTest {

  @Test
  void checksAreNamed() {
    assertThat(Check.parse("memory,race, undefined,fence")).containsExactly(Check.values());
    assertThat(Check.parse("race")).containsExactly(Check.RACE);
    assertThat(Check.parse("none")).isEmpty();
  }

  @Test
  void aMisspeltCheckIsTold() {
    assertThatThrownBy(() -> Check.parse("memory,rcae"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "Parameter 'checks': unknown check 'rcae'. Allowed: memory, race, undefined, fence. Did you"
                + " mean 'race'?");
  }
}
