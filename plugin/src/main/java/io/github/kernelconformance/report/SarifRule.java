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

  private static final String LINE = "Start at the line of the location. ";
  private static final String RERUN =
      "To run only the first cell, give its id in the parameter 'cells'.";

  /** A rule for each verdict that fails a build, the gravest first. */
  static List<SarifRule> all() {
    return Arrays.stream(Status.values())
        .filter(Status::failed)
        .map(status -> new SarifRule(status, description(status), help(status)))
        .toList();
  }

  private static String description(Status status) {
    return switch (status) {
      case CRASH -> "The kernel ended its process.";
      case TIMEOUT -> "The kernel did not end in time.";
      case MEMORY_ERROR ->
          "The kernel accesses memory outside of a buffer or variable, reads memory"
              + " before it is written, uses an argument that is not bound, makes a misaligned"
              + " access, or writes to an input.";
      case UNDEFINED ->
          "The kernel does something that the Metal Shading Language leaves undefined.";
      case RACE ->
          "Two threads access the same byte, at least one of them writes, and no barrier"
              + " orders the accesses.";
      case MISSING_FENCE ->
          "Two threads access the same byte, at least one of them writes, and the only"
              + " barrier between the accesses has mem_flags::mem_none, which orders no memory.";
      case DIVERGENCE ->
          "Threads of a SIMD group or threadgroup do not meet at an operation that needs them.";
      case NONDETERMINISTIC ->
          "The bits of the result depend on the order of threads or on the addresses of"
              + " buffers.";
      case MISMATCH -> "The kernel's result differs from the reference by more than the tolerance.";
      case CONTRACT_ERROR -> "The contract throws, does not end or does not go together.";
      case VACUOUS, SKIPPED, PASS -> throw new IllegalArgumentException(status.id());
    };
  }

  private static String help(Status status) {
    return switch (status) {
      case MISMATCH ->
          "The location is the line that wrong cells run more than right ones do, or the"
              + " kernel if no such line is known. Start there, in the branch that the message"
              + " names. "
              + RERUN;
      case CRASH, TIMEOUT -> "The message says how the kernel ended. " + RERUN;
      case CONTRACT_ERROR -> "The message names the contract's file and line. " + RERUN;
      default -> LINE + RERUN;
    };
  }
}
