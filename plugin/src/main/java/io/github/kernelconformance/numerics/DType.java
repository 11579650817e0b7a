package io.github.kernelconformance.numerics;

import java.nio.ByteBuffer;

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

  public double unitRoundoff() {
    throw new UnsupportedOperationException();
  }

  public double round(double value) {
    throw new UnsupportedOperationException();
  }

  public double ulp(double value) {
    throw new UnsupportedOperationException();
  }

  public void put(ByteBuffer buffer, double value) {
    throw new UnsupportedOperationException();
  }

  public double get(ByteBuffer buffer) {
    throw new UnsupportedOperationException();
  }

  public byte[] encode(double[] values) {
    throw new UnsupportedOperationException();
  }

  public byte[] encode(float[] values) {
    throw new UnsupportedOperationException();
  }

  public double[] decode(byte[] bytes) {
    throw new UnsupportedOperationException();
  }
}
