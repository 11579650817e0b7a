package io.github.kernelconformance.device.cuda;

import java.util.Map;

/**
 * An error of the driver while kernels ran. It ends the context, so whatever comes after it in the
 * same process has the same error.
 *
 * @param code {@code CUresult}
 * @param name as {@code cuGetErrorName} has it, for example {@code CUDA_ERROR_ILLEGAL_ADDRESS}
 */
public record CudaFault(int code, String name) {

  /** What a fault means for the launch that had the card alone. */
  public enum Kind {
    CRASH,
    TIMEOUT,
    /** The card could not do the work. That says nothing of the kernel. */
    DEVICE
  }

  /** CUresult in cuda.h, and what its comments say, for a reader who does not know CUDA. */
  private static final Map<Integer, String> CRASHES =
      Map.of(
          700, "the kernel accessed an address where the card has no memory",
          701, "the launch needs more registers or memory than the card has for it",
          710, "an assertion in the kernel failed",
          714, "the kernel ran out of stack, or its stack is damaged",
          715, "the kernel came to an illegal instruction",
          716, "the kernel accessed an address that is not a multiple of what the access needs",
          717, "the kernel accessed an address of another address space than the access needs",
          718, "the kernel jumped to where no code is",
          719, "the kernel failed while it ran");

  private static final int LAUNCH_TIMEOUT = 702;

  /** What it means. */
  public Kind kind() {
    if (code == LAUNCH_TIMEOUT) {
      return Kind.TIMEOUT;
    }
    return CRASHES.containsKey(code) ? Kind.CRASH : Kind.DEVICE;
  }

  /**
   * One clause, for example {@code the kernel … has no memory (CUDA_ERROR_ILLEGAL_ADDRESS 700)}.
   */
  public String words() {
    String words =
        code == LAUNCH_TIMEOUT
            ? "the system ended the kernel because it kept a card with a display for too long"
            : CRASHES.getOrDefault(code, "the driver failed");
    return "%s (%s %d)".formatted(words, name, code);
  }
}
