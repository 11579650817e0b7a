package io.github.kernelconformance.numerics;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The element type of a kernel's vectors, as {@code dtypes} spells it. */
public enum DType {
  /** IEEE 754 binary32. */
  FLOAT32("float32", 4, 24, Float.MIN_EXPONENT, Float.MAX_EXPONENT),
  /** IEEE 754 binary16. */
  FLOAT16("float16", 2, 11, -14, 15),
  /** The upper half of a binary32. */
  BFLOAT16("bfloat16", 2, 8, Float.MIN_EXPONENT, Float.MAX_EXPONENT);

  /** The significand's bits of a double, the leading one with them. */
  private static final int DOUBLE_PRECISION = 53;

  private final String id;
  private final int bytes;
  private final int precision;
  private final int minExponent;
  private final int maxExponent;
  private final double unitRoundoff;
  private final double smallestNormal;
  private final double largest;

  DType(String id, int bytes, int precision, int minExponent, int maxExponent) {
    this.id = id;
    this.bytes = bytes;
    this.precision = precision;
    this.minExponent = minExponent;
    this.maxExponent = maxExponent;
    unitRoundoff = Math.scalb(1.0, -precision);
    smallestNormal = Math.scalb(1.0, minExponent);
    largest = Math.scalb(2 - Math.scalb(1.0, 1 - precision), maxExponent);
  }

  /** The spelling in cell ids, parameters and reports. */
  public String id() {
    return id;
  }

  /** The size of one element in bytes. */
  public int bytes() {
    return bytes;
  }

  /**
   * The largest relative error of rounding to nearest where nothing over- or underflows: 2^-24 for
   * float32, 2^-11 for float16, 2^-8 for bfloat16.
   */
  public double unitRoundoff() {
    return unitRoundoff;
  }

  /** The smallest number with all its digits: 2^-126, for float16 2^-14. */
  public double smallestNormal() {
    return smallestNormal;
  }

  /** The largest finite number. */
  public double largest() {
    return largest;
  }

  /**
   * The value of this type nearest to a double, ties to even, in one rounding. What is too large
   * becomes infinity; NaN stays NaN; zeros and results that underflow keep their sign.
   */
  public double round(double value) {
    double size = Math.abs(value);
    return size >= smallestNormal && size <= largest ? roundedBits(value) : roundedEnd(value);
  }

  /** Rounds each of some values, as {@link #round(double)} does. */
  public void roundAll(double[] values) {
    for (int i = 0; i < values.length; i++) {
      values[i] = round(values[i]);
    }
  }

  /** A number that is zero, subnormal or too large, or not finite. */
  private double roundedEnd(double value) {
    return switch (this) {
      case FLOAT32 -> (float) value;
      case FLOAT16 -> Half.decode(Half.encode(value));
      case BFLOAT16 -> Bfloat16.decode(Bfloat16.encode(value));
    };
  }

  /** A number among the normal ones, without the bits of a double that this type has not. */
  private double roundedBits(double value) {
    int dropped = DOUBLE_PRECISION - precision;
    long bits = Double.doubleToRawLongBits(value);
    long even = bits >>> dropped & 1;
    long up = bits + (1L << (dropped - 1)) - 1 + even;
    return Double.longBitsToDouble(up >>> dropped << dropped);
  }

  /**
   * The distance between neighbouring values of this type in the binade of {@code |value|}: the
   * smallest subnormal at 0, and the spacing of the last finite binade for all that lies beyond it,
   * infinity and NaN included.
   */
  public double ulp(double value) {
    int exponent = Math.min(Math.max(Math.getExponent(value), minExponent), maxExponent);
    // The bits of a power of two, as Math.scalb takes long for what every element asks.
    return Double.longBitsToDouble(
        (long) (exponent - (precision - 1) + Double.MAX_EXPONENT) << DOUBLE_PRECISION - 1);
  }

  /**
   * Writes {@link #round round(value)} at the buffer's position, in the buffer's byte order
   * (kernels read little-endian), and advances by {@link #bytes()}.
   *
   * @throws java.nio.BufferOverflowException if fewer than {@link #bytes()} bytes remain
   */
  public void put(ByteBuffer buffer, double value) {
    switch (this) {
      case FLOAT32 -> buffer.putFloat((float) value);
      case FLOAT16 -> buffer.putShort(Half.encode(value));
      case BFLOAT16 -> buffer.putShort(Bfloat16.encode(value));
    }
  }

  /**
   * Reads the value at the buffer's position, in the buffer's byte order, and advances by {@link
   * #bytes()}.
   *
   * @throws java.nio.BufferUnderflowException if fewer than {@link #bytes()} bytes remain
   */
  public double get(ByteBuffer buffer) {
    return switch (this) {
      case FLOAT32 -> buffer.getFloat();
      case FLOAT16 -> Half.decode(buffer.getShort());
      case BFLOAT16 -> Bfloat16.decode(buffer.getShort());
    };
  }

  /** The values rounded to this type, little-endian, {@link #bytes()} bytes each. */
  public byte[] encode(double[] values) {
    ByteBuffer buffer = littleEndian(new byte[Math.multiplyExact(values.length, bytes)]);
    if (this == FLOAT32) {
      for (int i = 0; i < values.length; i++) {
        buffer.putFloat(i * Float.BYTES, (float) values[i]);
      }
    } else {
      for (double value : values) {
        put(buffer, value);
      }
    }
    return buffer.array();
  }

  /** The values rounded to this type, little-endian, {@link #bytes()} bytes each. */
  public byte[] encode(float[] values) {
    ByteBuffer buffer = littleEndian(new byte[Math.multiplyExact(values.length, bytes)]);
    if (this == FLOAT32) {
      buffer.asFloatBuffer().put(values);
    } else {
      for (float value : values) {
        put(buffer, value);
      }
    }
    return buffer.array();
  }

  /**
   * The values that little-endian bytes of this type stand for.
   *
   * @throws IllegalArgumentException if the length is not a multiple of {@link #bytes()}
   */
  public double[] decode(byte[] encoded) {
    if (encoded.length % bytes != 0) {
      throw new IllegalArgumentException(
          encoded.length + " bytes are not a whole number of " + id + " values of " + bytes);
    }
    ByteBuffer buffer = littleEndian(encoded);
    double[] values = new double[encoded.length / bytes];
    if (this == FLOAT32) {
      for (int i = 0; i < values.length; i++) {
        values[i] = buffer.getFloat(i * Float.BYTES);
      }
    } else {
      for (int i = 0; i < values.length; i++) {
        values[i] = get(buffer);
      }
    }
    return values;
  }

  private static ByteBuffer littleEndian(byte[] array) {
    return ByteBuffer.wrap(array).order(ByteOrder.LITTLE_ENDIAN);
  }
}
