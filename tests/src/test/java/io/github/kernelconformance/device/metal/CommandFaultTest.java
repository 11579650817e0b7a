package io.github.kernelconformance.device.metal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandFaultTest {

  /** The numbers of MTLCommandBufferError. */
  @ParameterizedTest
  @CsvSource({
    "1, CRASH, the GPU or its driver failed",
    "2, TIMEOUT, the GPU ran out of the time that the system gives it",
    "3, MEMORY, the GPU met a page fault",
    "8, CRASH, the GPU ran out of memory",
    "9, CRASH, the GPU met an invalid resource",
    "0, CRASH, the command buffer failed",
  })
  void codesAreDecoded(long code, CommandFault.Kind kind, String words) {
    CommandFault fault = new CommandFault(code, "");
    assertThat(fault.kind()).isEqualTo(kind);
    assertThat(fault.words()).isEqualTo(words + " (MTLCommandBufferError " + code + ")");
    assertThat(new CommandFault(code, "Why").words()).endsWith(": Why");
  }

  /** Descriptions as users have reported them. */
  @Test
  void whoSharedTheGpuWithTheCulpritIsNotToBlame() {
    assertThat(
            new CommandFault(
                    1,
                    "Discarded (victim of GPU error/recovery)"
                        + " (00000005:kIOGPUCommandBufferCallbackErrorInnocentVictim)")
                .kind())
        .isEqualTo(CommandFault.Kind.VICTIM);
    assertThat(
            new CommandFault(
                    4,
                    "Ignored (for causing prior/excessive GPU errors)"
                        + " (00000004:kIOAccelCommandBufferCallbackErrorSubmissionsIgnored)")
                .kind())
        .isEqualTo(CommandFault.Kind.VICTIM);
  }
}
