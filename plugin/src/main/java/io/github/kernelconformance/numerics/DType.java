package io.github.kernelconformance.numerics;

/** The element type of a kernel's vectors, as {@code dtypes} spells it. */
public enum DType {
  FLOAT32("float32", 4),
  FLOAT16("float16", 2),
  BFLOAT16("bfloat16", 2);

  private final String id;
  private final int bytes;

  DType(String id, int bytes) {
    this.id = id;
    this.bytes = bytes;
  }

  /** The spelling in cell ids, parameters and reports. */
  public String id() {
    return id;
  }

  /** The size of one element in bytes. */
  public int bytes() {
    return bytes;
  }
}
