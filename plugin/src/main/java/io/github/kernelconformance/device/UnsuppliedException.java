package io.github.kernelconformance.device;

import java.util.List;

/** A pipeline uses arguments that a launch does not have. */
public final class UnsuppliedException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient List<String> names;

  public UnsuppliedException(List<String> names) {
    super("not supplied: " + String.join(", ", names));
    this.names = List.copyOf(names);
  }

  /** The arguments' names, in the order of their indices. */
  public List<String> names() {
    return names;
  }
}
