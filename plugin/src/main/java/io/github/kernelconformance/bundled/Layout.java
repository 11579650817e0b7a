package io.github.kernelconformance.bundled;

/** How the operands of a batch lie in their buffers; results are always without gaps. */
public enum Layout {
  /** One matrix after the other, without gaps. */
  DENSE("dense"),
  /** All products read one matrix w, whose batch stride is zero. */
  BROADCAST("broadcast"),
  /** As if every matrix had been cut from one that is a row taller. */
  PADDED("padded");

  private final String id;

  Layout(String id) {
    this.id = id;
  }

  /** The spelling in parameters and cell ids, where {@link #DENSE} goes without saying. */
  public String id() {
    return id;
  }
}
