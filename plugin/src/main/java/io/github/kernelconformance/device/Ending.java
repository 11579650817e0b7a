package io.github.kernelconformance.device;

import io.github.kernelconformance.msl.SourceLocation;
import java.util.Optional;

/** How a launch ended. */
public sealed interface Ending {

  /** It ran to its end. */
  record Ran(Execution execution) implements Ending {}

  /**
   * It took down the process that ran it, or the device refuses or gave up on it.
   *
   * @param line where in the user's source; empty where that is not known
   */
  record Crashed(String message, Optional<SourceLocation> line) implements Ending {

    /** It crashed at a line that is not known. */
    public Crashed(String message) {
      this(message, Optional.empty());
    }
  }

  /** It did not end in the time that it had. */
  record TimedOut(String message) implements Ending {}
}
