package io.github.kernelconformance.family;

import io.github.kernelconformance.numerics.DType;
import java.util.List;

/**
 * What the bytes of a kernel's argument are, little-endian.
 *
 * @param element the type of one element
 * @param shape the sizes, the outermost first
 * @param strides from one index to the next, in elements, for each size; 0 where all share one
 * @param meaning what a reader needs to know of it, for example {@code vectors [M, K]}
 */
public record ArrayType(Element element, List<Integer> shape, List<Long> strides, String meaning) {

  /** Types of elements. */
  public enum Element {
    FLOAT64("float64", 8),
    FLOAT32("float32", 4),
    FLOAT16("float16", 2),
    /** The upper half of a float32. */
    BFLOAT16("bfloat16", 2),
    UINT8("uint8", 1),
    UINT32("uint32", 4);

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

    /** The size of one element in bytes. */
    public int bytes() {
      return bytes;
    }
  }

  public ArrayType {
    shape = List.copyOf(shape);
    strides = List.copyOf(strides);
  }

  /** An array that is row-major without gaps. */
  static ArrayType dense(Element element, List<Integer> shape, String meaning) {
    return new ArrayType(element, shape, denseStrides(shape), meaning);
  }

  /** Whether the array is row-major without gaps. */
  public boolean dense() {
    return strides.equals(denseStrides(shape));
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
