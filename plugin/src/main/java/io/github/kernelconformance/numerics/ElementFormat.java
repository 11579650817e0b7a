package io.github.kernelconformance.numerics;

/** How a quantized matrix stores its elements. */
public enum ElementFormat {
  /** {@link E2m1}: 4 bits, up to 6. */
  E2M1(4, 6f) {
    @Override
    public float decode(int code) {
      return E2m1.decode(code);
    }

    @Override
    public int encode(float value) {
      return E2m1.encode(value);
    }
  },
  /** {@link E4m3}: 8 bits, up to 448. */
  E4M3(8, 448f) {
    @Override
    public float decode(int code) {
      return E4m3.decode(code);
    }

    @Override
    public int encode(float value) {
      return E4m3.encode(value);
    }
  };

  private final int bits;
  private final float largest;

  ElementFormat(int bits, float largest) {
    this.bits = bits;
    this.largest = largest;
  }

  /** Bits of one code. */
  public int bits() {
    return bits;
  }

  /** The largest finite value. */
  public float largest() {
    return largest;
  }

  /**
   * The value of a code.
   *
   * @param code 0 to {@code 2^bits - 1}
   * @throws IndexOutOfBoundsException for any other code
   */
  public abstract float decode(int code);

  /** The code of the nearest value, ties to even, saturating, the sign of zero kept. */
  public abstract int encode(float value);
}
