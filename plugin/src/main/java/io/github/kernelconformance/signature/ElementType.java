package io.github.kernelconformance.signature;

/**
 * The type that a pointer or a reference leads to, as a compiler has it; of an array, the type of
 * its elements.
 *
 * @param bytes its {@code sizeof}, padding included; 1 for {@code void}
 * @param components how many scalars it has: 1 for a scalar, 3 for {@code float3} and {@code
 *     packed_float3}, 16 for {@code float4x4}; 0 for a struct or what else is not known to consist
 *     of equal scalars
 * @param componentBytes the bytes of each; 0 where there are none
 * @param raw whether it is {@code char}, {@code uchar} or {@code void}, through which kernels read
 *     memory whose type they decide themselves
 * @param array whether there is, or may be, an array of them behind the pointer or reference; the
 *     size is then the array's where the device does not tell that of its elements
 */
public record ElementType(
    int bytes, int components, int componentBytes, boolean raw, boolean array) {

  /** A type of which only the size is known. */
  public static ElementType ofSize(int bytes) {
    return new ElementType(bytes, 0, 0, false, false);
  }

  /** Whether it is a vector whose components follow each other without gaps, or a scalar. */
  boolean isDense() {
    return components > 0 && bytes == components * componentBytes;
  }

  /** For example {@code 16 bytes an element: 3 of 4 bytes and 4 of padding}. */
  String words() {
    String size = bytes == 1 ? "1 byte an element" : bytes + " bytes an element";
    if (components < 2) {
      return size;
    }
    int padding = bytes - components * componentBytes;
    return "%s: %d of %d%s"
        .formatted(
            size, components, componentBytes, padding == 0 ? "" : " and " + padding + " unused");
  }
}
