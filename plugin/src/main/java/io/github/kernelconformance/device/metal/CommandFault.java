package io.github.kernelconformance.device.metal;

import io.github.kernelconformance.device.Finding;
import io.github.kernelconformance.device.MemoryFindings;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A command buffer ended with an error.
 *
 * @param code {@code MTLCommandBufferError}; 0 if Metal gave no error object
 * @param description Metal's own words, may be empty
 */
public record CommandFault(long code, String description) {

  /** What a fault means for the launch that had the GPU alone. */
  public enum Kind {
    TIMEOUT,
    MEMORY,
    CRASH,
    /** The system reset the GPU, or refused it, for the fault of other work. */
    VICTIM,
    /** The device could not do the work. That says nothing of the kernel. */
    DEVICE
  }

  /** MTLCommandBufferError in Apple's headers; 5 and 6 are not in use. */
  private static final Map<Long, Meaning> CODES =
      Map.of(
          1L, new Meaning(Kind.CRASH, "the GPU or its driver failed"),
          2L, new Meaning(Kind.TIMEOUT, "the GPU took longer than the system allows"),
          3L, new Meaning(Kind.MEMORY, "the GPU had a page fault"),
          4L,
              new Meaning(
                  Kind.VICTIM,
                  "the system no longer lets this process use the GPU, after too many"
                      + " timeouts or hangs"),
          7L, new Meaning(Kind.DEVICE, "the system does not let this process use the GPU"),
          8L, new Meaning(Kind.DEVICE, "the GPU ran out of memory"),
          9L, new Meaning(Kind.CRASH, "the GPU was given an invalid resource"),
          10L, new Meaning(Kind.CRASH, "the GPU ran out of memory for memoryless attachments"),
          11L, new Meaning(Kind.DEVICE, "the GPU was removed"),
          12L, new Meaning(Kind.CRASH, "the kernel ran out of stack"));

  private static final Meaning OTHER = new Meaning(Kind.CRASH, "the command buffer failed");

  /**
   * The driver's own names, which say more than the code does: a watchdog's kill and an innocent
   * victim both have code 1. Spellings are as users report them, with the driver's name
   * (kIOGPUCommandBufferCallbackErrorHang, kIOAccel… on older systems), with its words or with its
   * number alone: github.com/flutter/flutter/issues/155538, ggml-org/llama.cpp/issues/8886 and
   * 12277, ml-explore/mlx/issues/3267, axmolengine/axmol/issues/181.
   */
  private static final List<Name> NAMES =
      List.of(
          new Name(
              new Meaning(Kind.VICTIM, "the system reset the GPU because of other work"),
              "ErrorInnocentVictim",
              "victim of GPU error",
              "IOAF code 5)"),
          new Name(
              new Meaning(Kind.VICTIM, "the system ignored the work after earlier GPU errors"),
              "ErrorSubmissionsIgnored",
              "Ignored (for causing prior",
              "IOAF code 4)"),
          new Name(
              new Meaning(
                  Kind.TIMEOUT,
                  "the system's watchdog ended the kernel because it kept the GPU from"
                      + " drawing the display. Try again with the display asleep, or with the"
                      + " environment variable AGX_RELAX_CDM_CTXSTORE_TIMEOUT=1"),
              "ErrorImpactingInteractivity",
              "Impacting Interactivity",
              "0000000e:",
              "IOAF code 14)"),
          new Name(new Meaning(Kind.TIMEOUT, "the GPU hung"), "ErrorHang", "GPU Hang Error"),
          new Name(CODES.get(2L), "ErrorTimeout", "GPU Timeout Error"),
          new Name(CODES.get(3L), "ErrorPageFault", "GPU Address Fault Error"),
          new Name(CODES.get(8L), "ErrorOutOfMemory", "Insufficient Memory"),
          new Name(CODES.get(7L), "ErrorBackgroundExecutionNotPermitted"));

  private record Meaning(Kind kind, String words) {}

  /** Any of some spellings. */
  private record Name(Meaning meaning, String... spellings) {

    private boolean isIn(String description) {
      return List.of(spellings).stream().anyMatch(description::contains);
    }
  }

  private Meaning meaning() {
    return NAMES.stream()
        .filter(it -> it.isIn(description))
        .map(Name::meaning)
        .findFirst()
        .orElseGet(() -> CODES.getOrDefault(code, OTHER));
  }

  public Kind kind() {
    return meaning().kind();
  }

  /** Whether the launch is to run again, since the fault says nothing of its kernel. */
  public boolean innocent() {
    return kind() == Kind.VICTIM || kind() == Kind.DEVICE;
  }

  /** One clause, for example {@code the GPU had a page fault (MTLCommandBufferError 3): …}. */
  public String words() {
    return "%s (MTLCommandBufferError %d)%s"
        .formatted(meaning().words(), code, description.isEmpty() ? "" : ": " + description);
  }

  /** The fault as something that the kernel did to memory. */
  public Finding finding(String kernel) {
    return MemoryFindings.of(kernel, words(), Optional.empty(), 1);
  }
}
