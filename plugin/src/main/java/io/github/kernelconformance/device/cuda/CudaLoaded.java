package io.github.kernelconformance.device.cuda;

/**
 * What became of a {@link CudaCode}.
 *
 * @param name that of the code
 * @param messages the compiler's: the errors where it did not compile, else warnings; may be empty
 * @param cached whether an earlier build had compiled it
 * @param milliseconds that compiling took
 */
public record CudaLoaded(
    String name, Outcome outcome, String messages, boolean cached, long milliseconds) {

  /** How it ended. */
  public enum Outcome {
    COMPILED,
    /** The source does not compile. */
    REFUSED,
    /** The compiler failed; the source is not known to be to blame. */
    FAILED
  }
}
