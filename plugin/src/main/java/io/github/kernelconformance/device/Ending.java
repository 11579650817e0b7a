package io.github.kernelconformance.device;

/** How a launch ended. */
public sealed interface Ending {

  /** It ran to its end. */
  record Ran(Execution execution) implements Ending {}

  /** It took down the process that ran it, or the device refuses or gave up on it. */
  record Crashed(String message) implements Ending {}

  /** It did not end in the time that it had. */
  record TimedOut(String message) implements Ending {}
}
