package io.github.kernelconformance.device.metal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kernelconformance.device.Finding;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShaderValidationTest {

  @Test
  void aReportIsAFindingOfMemory() {
    assertThat(
            ShaderValidation.findings(
                "k",
                List.of(
                    "2026-01-01 java[1:2] Metal GPU Validation Enabled",
                    "Invalid device store at offset 128000, executing kernel function: \"qmv\"",
                    "buffer: y, length:1024, resident:Read Write")))
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.kind()).isEqualTo(Finding.Kind.MEMORY);
              assertThat(it.kernel()).isEqualTo("qmv");
              assertThat(it.message())
                  .isEqualTo(
                      "shader validation reports a write at byte 128,000 of y, which has 1,024"
                          + " bytes");
              assertThat(it.access())
                  .contains(new Finding.Access(true, "y", 128000, 1, 126977, 128000));
            });
  }

  @Test
  void aBufferWithoutANameHasNone() {
    assertThat(
            ShaderValidation.findings(
                "k",
                List.of(
                    "x: Invalid device load at offset -4, executing kernel function: \"\"",
                    "buffer: <unnamed>, length:16, resident:Read")))
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.kernel()).isEqualTo("k");
              assertThat(it.message())
                  .isEqualTo("shader validation reports a read outside of its buffer, at byte -4");
              assertThat(it.access().map(Finding.Access::write)).contains(false);
            });
  }

  @Test
  void equalReportsAreOneAndCounted() {
    String line = "Invalid device load at offset 64, executing kernel function: \"k\"";
    List<Finding> findings = ShaderValidation.findings("k", List.of(line, line, line));
    assertThat(findings).singleElement().satisfies(it -> assertThat(it.count()).isEqualTo(3));
  }

  @Test
  void manyReportsAreCutShort() {
    List<String> lines =
        IntStream.range(0, 1000)
            .mapToObj(
                i -> "Invalid device load at offset " + i + ", executing kernel function: \"k\"")
            .toList();
    assertThat(ShaderValidation.findings("k", lines)).hasSize(32);
  }

  @Test
  void otherLinesAreNothing() {
    assertThat(ShaderValidation.findings("k", List.of("Invalid device", "buffer: y, length:1")))
        .isEmpty();
  }

  @Test
  void bothVariablesTurnItOn() {
    assertThat(ShaderValidation.ENVIRONMENT)
        .containsOnlyKeys("MTL_SHADER_VALIDATION", "MTL_SHADER_VALIDATION_REPORT_TO_STDERR")
        .containsValue("1");
  }
}
