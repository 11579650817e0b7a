package io.github.kernelconformance.report;

import io.github.kernelconformance.verdict.Status;
import java.util.Arrays;
import java.util.List;

/**
 * A verdict as a SARIF rule.
 *
 * @param status the verdict
 * @param description what it means, in one sentence
 * @param help what to do about it
 */
record SarifRule(Status status, String description, String help) {

  private static final String LINE = "Start at the line that is named. ";
  private static final String RERUN = "The first cell's id narrows a run to it.";

  /** A rule for each verdict that fails a build, the gravest first. */
  static List<SarifRule> all() {
    return Arrays.stream(Status.values())
        .filter(Status::failed)
        .map(status -> new SarifRule(status, description(status), help(status)))
        .toList();
  }

  private static String description(Status status) {
    return switch (status) {
      case CRASH -> "The kernel took its process down.";
      case TIMEOUT -> "The kernel did not end in time.";
      case MEMORY_ERROR ->
          "The kernel touches memory outside of a buffer's or variable's bounds, or memory that is"
              + " not initialized, not bound, not aligned or not to be written.";
      case UNDEFINED -> "The kernel does what the Metal Shading Language leaves undefined.";
      case RACE -> "Two threads touch one byte with nothing to order them, and one of them writes.";
      case MISSING_FENCE ->
          "Two threads touch one byte, one of them writes, and between them is only a barrier with"
              + " mem_flags::mem_none, which orders no memory.";
      case DIVERGENCE ->
          "Threads of a SIMD group or threadgroup do not meet at an operation that needs them.";
      case NONDETERMINISTIC ->
          "Another order of threads, or other addresses of buffers, give other bits.";
      case MISMATCH -> "The kernel's result is not what the reference allows.";
      case SKIPPED, PASS -> throw new IllegalArgumentException(status.id());
    };
  }

  private static String help(Status status) {
    return switch (status) {
      case MISMATCH ->
          "The place is the line that wrong cells run more than right ones do, or else the"
              + " kernel: start there, in the branch that is named. "
              + RERUN;
      case CRASH, TIMEOUT -> "The message tells how the kernel ended. " + RERUN;
      default -> LINE + RERUN;
    };
  }
}
