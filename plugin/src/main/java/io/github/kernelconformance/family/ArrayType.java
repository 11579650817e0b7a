package io.github.kernelconformance.family;

import io.github.kernelconformance.numerics.DType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;

/**
 * What the bytes of a kernel's argument are, little-endian.
 *
 * @param element the type of one element
 * @param shape the sizes, the outermost first
 * @param strides from one index to the next, in elements, for each size; 0 where all share one
 * @param indices names of the indices, for example {@code m} and {@code n}
 * @param meaning what a reader needs to know of it, for example {@code vectors [M, K]}
 */
public record ArrayType(
    Element element,
    List<Integer> shape,
    List<Long> strides,
    List<String> indices,
    String meaning) {

  /** Types of elements. */
  public enum Element {
    FLOAT64("float64", 8),
    FLOAT32("float32", 4),
    FLOAT16("float16", 2),
    /** The upper half of a float32. */
    BFLOAT16("bfloat16", 2),
    BOOL("bool", 1),
    INT8("int8", 1),
    UINT8("uint8", 1),
    INT16("int16", 2),
    UINT16("uint16", 2),
    INT32("int32", 4),
    UINT32("uint32", 4),
    INT64("int64", 8),
    UINT64("uint64", 8);

    private final String id;
    private final int bytes;

    Element(String id, int bytes) {
      this.id = id;
      this.bytes = bytes;
    }

    /** The type of the elements of vectors of a dtype. */
    public static Element of(DType dtype) {
      return switch (dtype) {
        case FLOAT32 -> FLOAT32;
        case FLOAT16 -> FLOAT16;
        case BFLOAT16 -> BFLOAT16;
      };
    }

    /** The spelling in reports. */
    public String id() {
      return id;
    }

    /** The type as one of floating-point numbers that kernels compute with; empty for others. */
    public Optional<DType> dtype() {
      return switch (this) {
        case FLOAT32 -> Optional.of(DType.FLOAT32);
        case FLOAT16 -> Optional.of(DType.FLOAT16);
        case BFLOAT16 -> Optional.of(DType.BFLOAT16);
        default -> Optional.empty();
      };
    }

    /**
     * The values of little-endian bytes. Of 64-bit integers beyond 2^53 it is the nearest double.
     *
     * @throws IllegalArgumentException if the length is no multiple of {@link #bytes()}
     */
    public double[] decode(byte[] encoded) {
      if (encoded.length % bytes != 0) {
        throw new IllegalArgumentException(
            encoded.length + " bytes are not a whole number of " + id + " values of " + bytes);
      }
      Optional<DType> known = dtype();
      if (known.isPresent()) {
        return known.get().decode(encoded);
      }
      ByteBuffer buffer = ByteBuffer.wrap(encoded).order(ByteOrder.LITTLE_ENDIAN);
      double[] values = new double[encoded.length / bytes];
      for (int i = 0; i < values.length; i++) {
        values[i] = get(buffer);
      }
      return values;
    }

    /** The value at the buffer's position, which moves on. */
    public double get(ByteBuffer buffer) {
      return switch (this) {
        case FLOAT64 -> buffer.getDouble();
        case FLOAT32 -> buffer.getFloat();
        case FLOAT16 -> DType.FLOAT16.get(buffer);
        case BFLOAT16 -> DType.BFLOAT16.get(buffer);
        case BOOL -> buffer.get() == 0 ? 0 : 1;
        case INT8 -> buffer.get();
        case UINT8 -> Byte.toUnsignedInt(buffer.get());
        case INT16 -> buffer.getShort();
        case UINT16 -> Short.toUnsignedInt(buffer.getShort());
        case INT32 -> buffer.getInt();
        case UINT32 -> Integer.toUnsignedLong(buffer.getInt());
        case INT64 -> buffer.getLong();
        case UINT64 -> unsigned(buffer.getLong());
      };
    }

    /**
     * Puts the value nearest to a number at the buffer's position, which moves on. Of integers that
     * is the nearest towards zero, and 0 for NaN; a truth value is whether the number is not 0.
     */
    public void put(ByteBuffer buffer, double value) {
      switch (this) {
        case FLOAT64 -> buffer.putDouble(value);
        case FLOAT32 -> buffer.putFloat((float) value);
        case FLOAT16 -> DType.FLOAT16.put(buffer, value);
        case BFLOAT16 -> DType.BFLOAT16.put(buffer, value);
        case BOOL -> buffer.put((byte) (value == 0 ? 0 : 1));
        case INT8 -> buffer.put((byte) within(value, Byte.MIN_VALUE, Byte.MAX_VALUE));
        case UINT8 -> buffer.put((byte) within(value, 0, 0xFF));
        case INT16 -> buffer.putShort((short) within(value, Short.MIN_VALUE, Short.MAX_VALUE));
        case UINT16 -> buffer.putShort((short) within(value, 0, 0xFFFF));
        case INT32 -> buffer.putInt((int) within(value, Integer.MIN_VALUE, Integer.MAX_VALUE));
        case UINT32 -> buffer.putInt((int) within(value, 0, 0xFFFF_FFFFL));
        case INT64 -> buffer.putLong((long) value);
        case UINT64 ->
            buffer.putLong(
                value >= 0x1p63 ? unsignedBits(value) : within(value, 0, Long.MAX_VALUE));
      }
    }

    private static long within(double value, long least, long greatest) {
      return Math.min(Math.max((long) value, least), greatest);
    }

    /** Of a number from 2^63. */
    private static long unsignedBits(double value) {
      return value < 0x1p64 ? (long) (value - 0x1p63) ^ Long.MIN_VALUE : -1;
    }

    private static double unsigned(long bits) {
      return bits >= 0 ? bits : ((bits >>> 1) | (bits & 1)) * 2.0;
    }

    /** The size of one element in bytes. */
    public int bytes() {
      return bytes;
    }
  }

  public ArrayType {
    shape = List.copyOf(shape);
    strides = List.copyOf(strides);
    indices = List.copyOf(indices);
  }

  /** An array that is row-major without gaps. */
  public static ArrayType dense(
      Element element, List<Integer> shape, List<String> indices, String meaning) {
    return new ArrayType(element, shape, denseStrides(shape), indices, meaning);
  }

  /** Whether the array is row-major without gaps. */
  public boolean dense() {
    return strides.equals(denseStrides(shape));
  }

  /** How many elements it has. */
  public int size() {
    int size = 1;
    for (int extent : shape) {
      size = Math.multiplyExact(size, extent);
    }
    return size;
  }

  /** The indices of the i-th element in row-major order. */
  public List<Integer> at(int i) {
    Integer[] at = new Integer[shape.size()];
    int rest = i;
    for (int axis = at.length - 1; axis >= 0; axis--) {
      at[axis] = rest % shape.get(axis);
      rest /= shape.get(axis);
    }
    return List.of(at);
  }

  /** An array of the same shape with other elements. */
  public ArrayType with(Element other, String otherMeaning) {
    return new ArrayType(other, shape, strides, indices, otherMeaning);
  }

  private static List<Long> denseStrides(List<Integer> shape) {
    Long[] strides = new Long[shape.size()];
    long stride = 1;
    for (int i = strides.length - 1; i >= 0; i--) {
      strides[i] = stride;
      stride *= shape.get(i);
    }
    return List.of(strides);
  }
}
