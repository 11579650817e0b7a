package io.github.kernelconformance.numerics;

/** How a quantized matrix stores the scale of a group; one byte in either format. */
public enum ScaleFormat {
  /** {@link E8m0}: a power of two, as the MX formats have it. */
  E8M0 {
    @Override
    public float decode(int code) {
      return E8m0.decode(code);
    }

    @Override
    public int encode(float value) {
      return E8m0.encode(value);
    }
  },
  /** {@link E4m3}, as nvfp4 has it. */
  E4M3 {
    @Override
    public float decode(int code) {
      return E4m3.decode(code);
    }

    @Override
    public int encode(float value) {
      return E4m3.encode(value);
    }
  };

  /**
   * The value of a code.
   *
   * @param code 0 to 255
   * @throws IndexOutOfBoundsException for any other code
   */
  public abstract float decode(int code);

  /** The code for a scale, by the format's rounding. */
  public abstract int encode(float value);
}
