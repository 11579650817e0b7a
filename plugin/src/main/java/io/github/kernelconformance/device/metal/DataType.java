package io.github.kernelconformance.device.metal;

import io.github.kernelconformance.signature.ElementType;

/**
 * What a number of {@code MTLDataType} says of a type: MTLDataType.hpp of metal-cpp.
 *
 * @param components how many scalars it has; 0 for a struct, an array, and what is not known
 * @param componentBytes the bytes of each
 * @param raw whether it is a {@code char} or a {@code uchar}
 */
record DataType(int components, int componentBytes, boolean raw) {

  private static final DataType OTHER = new DataType(0, 0, false);

  /** Vectors of two to four components follow their scalar. */
  private static final int MOST_COMPONENTS = 4;

  private static final int FLOAT = 3;
  private static final int FLOAT_MATRIX = 7;
  private static final int HALF = 16;
  private static final int HALF_MATRIX = 20;
  private static final int CHAR = 45;
  private static final int UCHAR = 49;

  static DataType of(long number) {
    int it = (int) number;
    if (it == CHAR || it == UCHAR) {
      return new DataType(1, 1, true);
    }
    // Scalars and how many bytes they have: float, half, int, uint, short, ushort, char, uchar,
    // bool, long, ulong, bfloat.
    int[][] scalars = {
      {FLOAT, 4},
      {HALF, 2},
      {29, 4},
      {33, 4},
      {37, 2},
      {41, 2},
      {CHAR, 1},
      {UCHAR, 1},
      {53, 1},
      {81, 8},
      {85, 8},
      {121, 2}
    };
    for (int[] scalar : scalars) {
      if (it >= scalar[0] && it < scalar[0] + MOST_COMPONENTS) {
        return new DataType(it - scalar[0] + 1, scalar[1], false);
      }
    }
    return matrix(it, FLOAT_MATRIX, 4).orElse(matrix(it, HALF_MATRIX, 2));
  }

  /** Matrices of 2 × 2, 2 × 3 up to 4 × 4, columns first. */
  private static DataType matrix(int number, int first, int bytes) {
    int ordinal = number - first;
    return ordinal < 0 || ordinal >= 9
        ? OTHER
        : new DataType((ordinal / 3 + 2) * (ordinal % 3 + 2), bytes, false);
  }

  private DataType orElse(DataType other) {
    return equals(OTHER) ? other : this;
  }

  /**
   * The type with its size. What Metal calls an array or a struct may be an array of something;
   * where the size is not that of one vector or scalar, it is an array's.
   */
  ElementType element(int bytes) {
    boolean padded = components % 3 == 0 && bytes == components / 3 * 4 * componentBytes;
    boolean one = components > 0 && (padded || bytes == components * componentBytes);
    return one
        ? new ElementType(bytes, components, componentBytes, raw, false)
        : new ElementType(bytes, 0, 0, false, true);
  }
}
