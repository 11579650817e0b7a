package io.github.kernelconformance.device.metal;

import io.github.kernelconformance.device.Finding;
import java.util.Map;
import java.util.Optional;

/**
 * A command buffer ended with an error.
 *
 * @param code {@code MTLCommandBufferError}; 0 where Metal gave no error object
 * @param description Metal's own words, may be empty
 */
public record CommandFault(long code, String description) {

  /** What a fault means for the launch that had the GPU alone. */
  public enum Kind {
    TIMEOUT,
    MEMORY,
    CRASH,
    /** The GPU was reset for what somebody else had done. */
    VICTIM
  }

  private static final long TIMEOUT = 2;
  private static final long PAGE_FAULT = 3;

  private static final Map<Long, String> WORDS =
      Map.of(
          1L,
          "the GPU or its driver failed",
          TIMEOUT,
          "the GPU ran out of the time that the system gives it",
          PAGE_FAULT,
          "the GPU met a page fault",
          8L,
          "the GPU ran out of memory",
          9L,
          "the GPU met an invalid resource");

  /**
   * The driver's names in the descriptions of those who only shared the GPU with the culprit, as in
   * github.com/flutter/flutter/issues/155538 and github.com/ggml-org/llama.cpp/issues/8886.
   */
  private static final String VICTIM = "ErrorInnocentVictim";

  private static final String IGNORED = "ErrorSubmissionsIgnored";

  public Kind kind() {
    if (description.contains(VICTIM) || description.contains(IGNORED)) {
      return Kind.VICTIM;
    }
    if (code == TIMEOUT) {
      return Kind.TIMEOUT;
    }
    return code == PAGE_FAULT ? Kind.MEMORY : Kind.CRASH;
  }

  /** One clause, for example {@code the GPU met a page fault (error 3): …}. */
  public String words() {
    return "%s (MTLCommandBufferError %d)%s"
        .formatted(
            WORDS.getOrDefault(code, "the command buffer failed"),
            code,
            description.isEmpty() ? "" : ": " + description);
  }

  /** The fault as something that the kernel did to memory. */
  public Finding finding(String kernel) {
    return MemoryFindings.of(kernel, words(), Optional.empty(), 1);
  }
}
