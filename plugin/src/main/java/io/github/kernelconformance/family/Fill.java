package io.github.kernelconformance.family;

/**
 * What a device may leave in an output before a kernel runs, beside NaNs: a large and finite number
 * of the output's type. A NaN is lost in a {@code max} and in a comparison, and this is not; what
 * is written to neither shows which elements the kernel did not write.
 */
public enum Fill {
  /** 2^100. */
  FLOAT(0x71800000, 4),
  /** 2^15; a half ends before 2^16. */
  HALF(0x7800, 2),
  /** 2^100. */
  BFLOAT(0x7180, 2),
  /** Bytes of {@code 0x55}: 85, 21 845 or 1 431 655 765 in integers, signed or not. */
  BYTES(0x55, 1);

  private final int bits;
  private final int bytes;

  Fill(int bits, int bytes) {
    this.bits = bits;
    this.bytes = bytes;
  }

  /** That of outputs of a type. */
  public static Fill of(ArrayType.Element element) {
    return switch (element) {
      case FLOAT32 -> FLOAT;
      case FLOAT16 -> HALF;
      case BFLOAT16 -> BFLOAT;
      default -> BYTES;
    };
  }

  /** The size of one element in bytes. */
  public int bytes() {
    return bytes;
  }

  /** The contents of a buffer of a length in bytes, little-endian. */
  public byte[] contents(int length) {
    byte[] contents = new byte[length];
    int filled = Math.min(bytes, length);
    for (int i = 0; i < filled; i++) {
      contents[i] = at(i);
    }
    // Whole elements, as many again each time: most fills are of some thousand.
    while (filled < length) {
      int more = Math.min(filled, length - filled);
      System.arraycopy(contents, 0, contents, filled, more);
      filled += more;
    }
    return contents;
  }

  /** The byte at a place from the start of a buffer. */
  public byte at(int place) {
    return (byte) (bits >>> 8 * (place % bytes));
  }
}
