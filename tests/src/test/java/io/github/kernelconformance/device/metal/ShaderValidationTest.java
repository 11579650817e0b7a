package io.github.kernelconformance.device.metal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kernelconformance.device.Finding;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

  /** As printed for a kernel of MLX: the buffer, the encoder, and a frame with its line. */
  @Test
  void aFrameGivesTheLine() {
    assertThat(
            ShaderValidation.findings(
                "k",
                List.of(
                    "Invalid device load at offset 4096, executing kernel function: \"step\"",
                    "buffer: x, length:4096, resident:Read Write",
                    "pipeline: \"step\", UID: 12 encoder: \"0\", dispatch: 7",
                    "\t* frame #0: step() - /src/main/metal/no_such.metal:885:56",
                    "\t* frame #1: outer() - /src/main/metal/no_such.metal:12:3")))
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.message())
                  .isEqualTo(
                      "shader validation reports a read at byte 4,096 of x, which has 4,096 bytes");
              assertThat(it.site().file()).isEqualTo("src/main/metal/no_such.metal");
              assertThat(it.site().line()).isEqualTo(885);
              assertThat(it.site().column()).isEqualTo(56);
            });
  }

  @Test
  void equalAccessesAtTwoLinesAreTwo() {
    String report = "Invalid device load at offset 8, executing kernel function: \"k\"";
    assertThat(
            ShaderValidation.findings(
                "k",
                List.of(
                    report, "* frame #0: k() - /a.metal:1:2",
                    report, "* frame #0: k() - /a.metal:3:4",
                    report, "* frame #0: k() - /a.metal:1:2")))
        .extracting(it -> it.site().line() + " x" + it.count())
        .containsExactly("1 x2", "3 x1");
  }

  @Test
  void threadgroupMemoryHasBoundsToo() {
    assertThat(
            ShaderValidation.findings(
                "k",
                List.of(
                    "Invalid threadgroup store at offset 96, executing kernel function: \"k\" ",
                    "")))
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.message())
                  .isEqualTo(
                      "shader validation reports a write outside of threadgroup memory, at byte"
                          + " 96");
              assertThat(it.access().map(Finding.Access::write)).contains(true);
            });
  }

  @Test
  void severalReportsMayShareALineWithOtherOutput() {
    assertThat(
            ShaderValidation.findings(
                "k",
                List.of(
                    "running Invalid device load at offset 4, executing kernel function:"
                        + " \"k\"[GPUDebug] Invalid device store at offset 8, executing kernel"
                        + " function: \"k\"ok")))
        .extracting(Finding::message)
        .containsExactly(
            "shader validation reports a read outside of its buffer, at byte 4",
            "shader validation reports a write outside of its buffer, at byte 8");
  }

  /** What lies before a buffer comes as a number of 64 bits without a sign. */
  @Test
  void anOffsetBeforeTheBufferIsNegative() {
    assertThat(
            ShaderValidation.findings(
                "k",
                List.of(
                    "Invalid device load at offset 18446744073709551612, executing kernel"
                        + " function: \"k\"",
                    "buffer: a, b, length:16")))
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.message())
                  .isEqualTo(
                      "shader validation reports a read at byte -4 of a, b, which has 16 bytes");
              assertThat(it.access()).contains(new Finding.Access(false, "a, b", -4, 1, 4, -4));
            });
  }

  @Test
  void anAddressInNoBufferSaysSo() {
    assertThat(
            ShaderValidation.findings(
                "k",
                List.of(
                    "Invalid device load at offset 2116, executing kernel function: \"k\"",
                    "buffer: Out of bounds of user address space, length:1, resident:Read Write")))
        .extracting(Finding::message)
        .containsExactly(
            "shader validation reports a read at an address that is in no buffer, at byte 2,116");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Invalid device store | a write outside of its buffer",
        "Invalid device store executing kernel function: other | a write outside of its buffer",
        "Invalid device | an access outside of its buffer",
        "Invalid device atomic at offset 4 | an atomic outside of its buffer, at byte 4",
        "Invalid device load at offset 99999999999999999999"
            + " | a read outside of its buffer, at byte 9,223,372,036,854,775,807",
      })
  void partsOfAReportMayBeMissing(String line, String words) {
    assertThat(ShaderValidation.findings("k", List.of(line)))
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.message()).isEqualTo("shader validation reports " + words);
              assertThat(it.kernel()).isEqualTo(line.contains("other") ? "other" : "k");
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Invalid texture type Texture2D bound to shader, expected Texture2DArray, executing kernel"
            + " function: \"k\"",
        "Invalid residency of something that is yet to come",
        "Null texture access executing kernel function: \"k\"",
        "Stack Overflow executing kernel function: \"k\"",
        "Trap hit in kernel function: \"k\"",
        "MTLResourceUsage flags mismatch or missing for texture executing kernel function: \"k\"",
      })
  void whateverElseIsReportedIsAFindingInItsOwnWords(String line) {
    assertThat(ShaderValidation.findings("k", List.of("12:00 " + line, "encoder: \"0\"")))
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.kind()).isEqualTo(Finding.Kind.MEMORY);
              assertThat(it.message()).isEqualTo("shader validation reports: " + line);
            });
  }

  @Test
  void otherLinesAreNothing() {
    assertThat(
            ShaderValidation.findings(
                "k",
                List.of(
                    "2026-01-01 java[1:2] Metal GPU Validation Enabled",
                    "Metal API Validation Enabled",
                    "buffer: y, length:1",
                    "an option is Invalid",
                    "NotInvalid device load",
                    "invalidated 3 caches",
                    "executing kernel function: \"k\"",
                    "* frame #0: k() - /a.metal:1:2")))
        .isEmpty();
  }

  @Test
  void bothVariablesTurnItOn() {
    assertThat(ShaderValidation.ENVIRONMENT)
        .containsOnlyKeys("MTL_SHADER_VALIDATION", "MTL_SHADER_VALIDATION_REPORT_TO_STDERR")
        .containsValue("1");
  }
}
