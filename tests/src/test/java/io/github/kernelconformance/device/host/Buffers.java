package io.github.kernelconformance.device.host;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.stream.IntStream;

/** Arrays to the bytes of kernel buffers and back. */
final class Buffers {

  private Buffers() {}

  static byte[] floats(float... values) {
    ByteBuffer bytes = allocate(4 * values.length);
    for (float it : values) {
      bytes.putFloat(it);
    }
    return bytes.array();
  }

  static byte[] ints(int... values) {
    ByteBuffer bytes = allocate(4 * values.length);
    for (int it : values) {
      bytes.putInt(it);
    }
    return bytes.array();
  }

  static byte[] longs(long... values) {
    ByteBuffer bytes = allocate(8 * values.length);
    for (long it : values) {
      bytes.putLong(it);
    }
    return bytes.array();
  }

  /** The low 16 bits of each value. */
  static byte[] shorts(int... values) {
    ByteBuffer bytes = allocate(2 * values.length);
    for (int it : values) {
      bytes.putShort((short) it);
    }
    return bytes.array();
  }

  static float[] floats(ByteBuffer bytes) {
    float[] values = new float[bytes.remaining() / 4];
    bytes.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
    return values;
  }

  static int[] ints(ByteBuffer bytes) {
    int[] values = new int[bytes.remaining() / 4];
    bytes.order(ByteOrder.LITTLE_ENDIAN).asIntBuffer().get(values);
    return values;
  }

  static long[] longs(ByteBuffer bytes) {
    long[] values = new long[bytes.remaining() / 8];
    bytes.order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().get(values);
    return values;
  }

  /** Each 16 bits as a number without a sign. */
  static int[] shorts(ByteBuffer bytes) {
    ByteBuffer ordered = bytes.order(ByteOrder.LITTLE_ENDIAN);
    return IntStream.range(0, bytes.remaining() / 2)
        .map(it -> ordered.getShort(2 * it) & 0xFFFF)
        .toArray();
  }

  private static ByteBuffer allocate(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }
}
