package io.github.kernelconformance.toolchain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kernelconformance.matrix.ConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The flags of each math mode (MSL, "Math Intrinsics Compiler Options"), for compilers old and new.
 */
class MetalFlagsTest {

  @ParameterizedTest
  @CsvSource({
    // Xcode 26.4, 16.4, and a beta of 16
    "Apple metal version 32023.883 (metalfe-32023.883)",
    "Apple metal version 32023.620 (metalfe-32023.620)",
    "Apple metal version 32023.329 (metalfe-32023.329)",
    "Apple metal version 40000.1",
    "something else"
  })
  void newCompilersAreToldTheMode(String version) {
    assertThat(MetalFlags.of(version, "safe"))
        .containsExactly(
            "-fmetal-math-mode=safe", "-fmetal-math-fp32-functions=precise", "-ffp-contract=off");
    assertThat(MetalFlags.of(version, "relaxed"))
        .containsExactly(
            "-fmetal-math-mode=relaxed",
            "-fmetal-math-fp32-functions=precise",
            "-ffp-contract=fast");
    assertThat(MetalFlags.of(version, "fast"))
        .containsExactly(
            "-fmetal-math-mode=fast", "-fmetal-math-fp32-functions=fast", "-ffp-contract=fast");
  }

  @ParameterizedTest
  @CsvSource({
    "Apple metal version 32023.155 (metalfe-32023.155)",
    "Apple metal version 32023.35 (metalfe-32023.35)",
    "Apple metal version 31001.667 (metalfe-31001.667.2)"
  })
  void olderOnesHaveOneSwitch(String version) {
    assertThat(MetalFlags.of(version, "safe"))
        .containsExactly("-fno-fast-math", "-ffp-contract=off");
    assertThat(MetalFlags.of(version, "fast")).containsExactly("-ffast-math", "-ffp-contract=fast");
    assertThatThrownBy(() -> MetalFlags.of(version, "relaxed"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "Parameter 'mathMode': relaxed needs the Metal compiler of Xcode 16 or newer; this is "
                + version
                + ". Allowed: safe, fast.");
  }

  @Test
  void theBoundLiesBetweenTheKnownVersions() {
    assertThat(MetalFlags.of("Apple metal version 32023.299", "safe")).contains("-fno-fast-math");
    assertThat(MetalFlags.of("Apple metal version 32023.300", "safe"))
        .hasSize(3)
        .doesNotContain("-fno-fast-math");
  }
}
