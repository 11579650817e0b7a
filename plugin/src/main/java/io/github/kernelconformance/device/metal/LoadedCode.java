package io.github.kernelconformance.device.metal;

import java.util.List;

/**
 * What became of a {@link MetalCode}.
 *
 * @param name that of the code
 * @param functions the names of its functions; none where it did not load
 * @param messages the compiler's: the error where it did not load, else warnings; may be empty
 */
public record LoadedCode(String name, Outcome outcome, List<String> functions, String messages) {

  /** How it ended. */
  public enum Outcome {
    LOADED,
    /** The source does not compile. */
    REFUSED,
    /** Metal failed; the source is not known to be to blame. */
    FAILED
  }
}
