package io.github.kernelconformance.family;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Numbers as kernels read them, little-endian. */
public final class Scalars {

  private Scalars() {}

  /** An argument {@code int} or {@code int*}. */
  public static Argument int32(String name, int... values) {
    ByteBuffer buffer = buffer(values.length * Integer.BYTES);
    buffer.asIntBuffer().put(values);
    return new Argument.Input(name, buffer.array());
  }

  /** An argument {@code int64_t*}. */
  public static Argument int64(String name, long... values) {
    ByteBuffer buffer = buffer(values.length * Long.BYTES);
    buffer.asLongBuffer().put(values);
    return new Argument.Input(name, buffer.array());
  }

  /** An argument {@code float*} of one value. */
  public static Argument float32(String name, float value) {
    ByteBuffer buffer = buffer(Float.BYTES).putFloat(value);
    return new Argument.Input(name, buffer.array());
  }

  private static ByteBuffer buffer(int length) {
    return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
  }
}
