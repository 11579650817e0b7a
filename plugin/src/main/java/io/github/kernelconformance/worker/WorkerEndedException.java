package io.github.kernelconformance.worker;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** A worker ended, or no longer made sense, while it had a launch. */
final class WorkerEndedException extends Exception {

  private static final long serialVersionUID = 1L;

  /** How a JVM names the exit code of a process that a signal ended. */
  private static final int SIGNALLED = 128;

  private final transient Optional<Fault> fault;

  /**
   * @param exit the exit code; empty if the process could not even be killed
   * @param fault what the kernel did, if it could tell
   * @param output what the worker printed, in part
   */
  WorkerEndedException(OptionalInt exit, Optional<Fault> fault, List<String> output) {
    super(end(exit) + (output.isEmpty() ? "" : "; it said: " + String.join(" | ", output)));
    this.fault = fault;
  }

  private static String end(OptionalInt exit) {
    if (exit.isEmpty()) {
      return "the worker process does not answer, and the system could not kill it";
    }
    int code = exit.getAsInt();
    return "the worker process ended with "
        + (code > SIGNALLED ? Fault.name(code - SIGNALLED) : "exit code " + code);
  }

  Optional<Fault> fault() {
    return fault;
  }
}
