package io.github.kernelconformance.bundled;

/** How the inputs of a cell are made. */
public enum Pattern {
  /** Every partial sum is representable in float32 in any order, so the kernel must be exact. */
  EXACT("exact"),
  /** Standard normal data, drawn and quantized as MLX does; compared within a derived tolerance. */
  NORMAL("normal");

  private final String id;

  Pattern(String id) {
    this.id = id;
  }

  /** The spelling in cell ids, parameters and reports. */
  public String id() {
    return id;
  }
}
