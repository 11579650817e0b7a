package io.github.kernelconformance.family;

import io.github.kernelconformance.numerics.DType;
import java.util.List;

/**
 * What the bytes of a kernel's argument are: row-major, without gaps, little-endian.
 *
 * @param element the type of one element
 * @param shape the sizes, the outermost first
 * @param meaning what a reader needs to know of it, for example {@code element codes, packed}
 */
public record ArrayType(Element element, List<Integer> shape, String meaning) {

  /** Types of elements. */
  public enum Element {
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
  }
}
