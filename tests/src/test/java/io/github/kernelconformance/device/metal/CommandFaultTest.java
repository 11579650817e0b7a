package io.github.kernelconformance.device.metal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandFaultTest {

  /** The numbers of MTLCommandBufferError, and one that it does not have. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1  | CRASH   | the GPU or its driver failed",
        "2  | TIMEOUT | the GPU took longer than the system allows",
        "3  | MEMORY  | the GPU had a page fault",
        "4  | VICTIM  | the system no longer lets this process use the GPU, after too"
            + " many timeouts or hangs",
        "7  | DEVICE  | the system does not let this process use the GPU",
        "8  | DEVICE  | the GPU ran out of memory",
        "9  | CRASH   | the GPU was given an invalid resource",
        "10 | CRASH   | the GPU ran out of memory for memoryless attachments",
        "11 | DEVICE  | the GPU was removed",
        "12 | CRASH   | the kernel ran out of stack",
        "0  | CRASH   | the command buffer failed",
        "99 | CRASH   | the command buffer failed",
      })
  void codesHaveWords(long code, CommandFault.Kind kind, String words) {
    CommandFault fault = new CommandFault(code, "");
    assertThat(fault.kind()).isEqualTo(kind);
    assertThat(fault.words()).isEqualTo(words + " (MTLCommandBufferError " + code + ")");
    assertThat(new CommandFault(code, "Why").words()).endsWith(": Why");
    assertThat(new CommandFault(code, "Why").kind()).isEqualTo(kind);
  }

  /** Descriptions as users have reported them, with the codes that they came with. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1 | Discarded (victim of GPU error/recovery)"
            + " (00000005:kIOGPUCommandBufferCallbackErrorInnocentVictim) | VICTIM | reset the GPU",
        "1 | Discarded (victim of GPU error/recovery) (IOAF code 5) | VICTIM | reset the GPU",
        "4 | Ignored (for causing prior/excessive GPU errors)"
            + " (00000004:kIOAccelCommandBufferCallbackErrorSubmissionsIgnored)"
            + " | VICTIM | ignored the work",
        "1 | Impacting Interactivity"
            + " (0000000e:kIOGPUCommandBufferCallbackErrorImpactingInteractivity)"
            + " | TIMEOUT | watchdog",
        "1 | Internal Error (0000000e:Internal Error) | TIMEOUT | watchdog",
        "2 | Caused GPU Hang Error (IOAF code 3) | TIMEOUT | the GPU hung",
        "2 | Caused GPU Hang Error (00000003:kIOGPUCommandBufferCallbackErrorHang)"
            + " | TIMEOUT | the GPU hung",
        "3 | Caused GPU Hang Error (00000003:kIOGPUCommandBufferCallbackErrorHang)"
            + " | TIMEOUT | the GPU hung",
        "2 | Caused GPU Timeout Error (00000002:kIOGPUCommandBufferCallbackErrorTimeout)"
            + " | TIMEOUT | took longer than",
        "3 | Caused GPU Address Fault Error (0000000b:kIOGPUCommandBufferCallbackErrorPageFault)"
            + " | MEMORY | page fault",
        "8 | Insufficient Memory (00000008:kIOGPUCommandBufferCallbackErrorOutOfMemory)"
            + " | DEVICE | out of memory",
        "1 | Insufficient Memory (00000008:kIOGPUCommandBufferCallbackErrorOutOfMemory)"
            + " | DEVICE | out of memory",
        // Silent twins: other numbers of the driver are the kernel's own failure.
        "1 | Internal Error (00000102:Internal Error) | CRASH | the GPU or its driver failed",
        "1 | Internal Error (IOAF code 2067) | CRASH | the GPU or its driver failed",
        "9 | Invalid Resource (IOAF code 9) | CRASH | invalid resource",
      })
  void theDriversNamesSayMoreThanTheCode(
      long code, String description, CommandFault.Kind kind, String words) {
    CommandFault fault = new CommandFault(code, description);
    assertThat(fault.kind()).isEqualTo(kind);
    assertThat(fault.words()).contains(words).endsWith(": " + description);
    assertThat(fault.innocent())
        .isEqualTo(kind == CommandFault.Kind.VICTIM || kind == CommandFault.Kind.DEVICE);
  }
}
