package io.github.kernelconformance.matrix;

/**
 * The floating-point modes: {@code mxfp4} and {@code mxfp8} of the OCP Microscaling (MX) v1.0
 * specification, and {@code nvfp4}, whose groups of 16 carry an e4m3 scale.
 */
public enum FpMode implements Mode {
  MXFP4("mxfp4", 4, 32),
  MXFP8("mxfp8", 8, 32),
  NVFP4("nvfp4", 4, 16);

  private final String id;
  private final int bits;
  private final int groupSize;

  FpMode(String id, int bits, int groupSize) {
    this.id = id;
    this.bits = bits;
    this.groupSize = groupSize;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public int bits() {
    return bits;
  }

  @Override
  public int groupSize() {
    return groupSize;
  }
}
