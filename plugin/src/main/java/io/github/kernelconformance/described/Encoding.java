package io.github.kernelconformance.described;

import io.github.kernelconformance.contract.ContractException;
import io.github.kernelconformance.contract.ScalarType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Numbers as kernels read them, little-endian. */
final class Encoding {

  private Encoding() {}

  static ByteBuffer buffer(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Writes a number at a place; floating point is rounded to nearest, integers keep low bits. */
  static void put(ByteBuffer buffer, int place, ScalarType type, double value) {
    if (type.floating()) {
      buffer.position(place);
      type.dtype().orElseThrow().put(buffer, value);
    } else {
      put(buffer, place, type, (long) value);
    }
  }

  /** Writes the low bits of an integer at a place. */
  static void put(ByteBuffer buffer, int place, ScalarType type, long value) {
    switch (type.bytes()) {
      case 1 -> buffer.put(place, (byte) value);
      case 2 -> buffer.putShort(place, (short) value);
      case 4 -> buffer.putInt(place, (int) value);
      default -> buffer.putLong(place, value);
    }
  }

  /** Reads a number. Integers of 64 bits beyond 2^53 are the nearest double. */
  static double real(ByteBuffer buffer, int place, ScalarType type) {
    if (type.floating()) {
      buffer.position(place);
      return type.dtype().orElseThrow().get(buffer);
    }
    long value = integer(buffer, place, type);
    return type == ScalarType.ULONG && value < 0
        ? ((value >>> 1) | (value & 1)) * 2.0
        : (double) value;
  }

  /** Reads the bits of any type; those of signed integers with their sign. */
  static long integer(ByteBuffer buffer, int place, ScalarType type) {
    return switch (type.bytes()) {
      case 1 -> type.signed() ? buffer.get(place) : Byte.toUnsignedLong(buffer.get(place));
      case 2 ->
          type.signed() && !type.floating()
              ? buffer.getShort(place)
              : Short.toUnsignedLong(buffer.getShort(place));
      case 4 ->
          type.signed() && !type.floating()
              ? buffer.getInt(place)
              : Integer.toUnsignedLong(buffer.getInt(place));
      default -> buffer.getLong(place);
    };
  }

  /** The value as a type has it. */
  static double rounded(ScalarType type, double value) {
    return type.floating() ? type.dtype().orElseThrow().round(value) : value;
  }

  /**
   * Checks that an integer type has a value.
   *
   * @throws ContractException if it does not
   */
  static void check(String name, ScalarType type, double value) {
    if (type.floating()) {
      return;
    }
    double greatest =
        type == ScalarType.ULONG ? 0x1p64 : (double) type.greatest() + (type.bytes() < 8 ? 0 : 1);
    boolean within =
        value >= type.least() && (type.bytes() < 8 ? value <= greatest : value < greatest);
    if (!within || value != Math.rint(value)) {
      throw new ContractException(
          "%s is %s, which %s cannot be".formatted(name, text(value), type.msl()));
    }
  }

  private static String text(double value) {
    return value == Math.rint(value) && Math.abs(value) < 0x1p53
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
