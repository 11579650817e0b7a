package io.github.kernelconformance.worker;

import java.util.List;
import java.util.Optional;

/** A worker ended, or no longer made sense, while it had a launch. */
final class WorkerEndedException extends Exception {

  private static final long serialVersionUID = 1L;

  /** How a JVM names the exit code of a process that a signal ended. */
  private static final int SIGNALLED = 128;

  private final transient Optional<Fault> fault;

  /**
   * @param exit the exit code
   * @param fault what the kernel did, where it could tell
   * @param output the last lines that the worker printed
   */
  WorkerEndedException(int exit, Optional<Fault> fault, List<String> output) {
    super(
        "the worker process ended with "
            + (exit > SIGNALLED ? Fault.name(exit - SIGNALLED) : "exit code " + exit)
            + (output.isEmpty() ? "" : "; it said last: " + String.join(" | ", output)));
    this.fault = fault;
  }

  Optional<Fault> fault() {
    return fault;
  }
}
