package io.github.kernelconformance.bundled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kernelconformance.matrix.ConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GpuArchitectureTest {

  @Test
  void aNameHasAGenerationAndASize() {
    assertThat(Architecture.parse(" applegpu_g17s "))
        .isEqualTo(new Architecture("applegpu_g17s", 17, 's'));
    assertThat(Architecture.parse(Architecture.DEFAULT.name())).isEqualTo(Architecture.DEFAULT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "M4", "applegpu_g16", "applegpu_g6g", "applegpu_g16G", "apple_g16g"})
  void anythingElseIsExplained(String text) {
    assertThatThrownBy(() -> Architecture.parse(text))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("Parameter 'architecture':")
        .hasMessageContaining("Did you mean 'applegpu_g16g'?");
  }
}
