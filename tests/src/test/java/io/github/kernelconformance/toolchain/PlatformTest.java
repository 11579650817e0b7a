package io.github.kernelconformance.toolchain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlatformTest {

  @ParameterizedTest
  @CsvSource({
    "Linux, amd64, linux-x86_64",
    "Linux, x86_64, linux-x86_64",
    "Linux, aarch64, linux-arm64",
    "Linux, arm64, linux-arm64"
  })
  void aJvmsNamesForAMachineLeadToTheArtifactsClassifier(
      String osName, String osArch, String classifier) throws ToolchainException {
    assertThat(Platform.of(osName, osArch).classifier()).isEqualTo(classifier);
  }

  @ParameterizedTest
  @CsvSource({"Plan 9, amd64", "Linux, riscv64", "Windows 11, amd64"})
  void aMachineWithoutACompilerIsToldWhichOnesHaveOne(String osName, String osArch) {
    assertThatThrownBy(() -> Platform.of(osName, osArch))
        .isInstanceOf(ToolchainException.class)
        .hasMessage(
            "The host device does not run on %s %s yet. It runs on: linux.aarch64, linux.amd64,"
                    .formatted(osName, osArch)
                + " linux.arm64, linux.x86_64.");
  }

  @Test
  void thisMachineIsOneOfThem() throws ToolchainException {
    assertThat(Platform.current())
        .isEqualTo(Platform.of(System.getProperty("os.name"), System.getProperty("os.arch")));
  }
}
