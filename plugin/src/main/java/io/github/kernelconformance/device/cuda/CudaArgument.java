package io.github.kernelconformance.device.cuda;

/**
 * An argument of an entry.
 *
 * @param name the name of the Metal parameter, by which a launch binds it
 * @param optional whether a launch may lack it: a constant that is computed from function constants
 *     decides whether the parameter exists, and the compiler alone knows that one
 */
public record CudaArgument(String name, Kind kind, boolean optional) {

  /** What the launch passes. */
  public enum Kind {
    /** The address of a buffer or of a constant: 8 bytes. */
    BUFFER,
    /** The offset of the argument in the launch's dynamic shared memory, in bytes: 4 bytes. */
    THREADGROUP
  }
}
