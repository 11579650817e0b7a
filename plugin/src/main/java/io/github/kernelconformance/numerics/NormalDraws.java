package io.github.kernelconformance.numerics;

/**
 * Standard normal numbers as {@code mx.random.normal} of MLX draws them, so that published tables
 * can be reproduced: Threefry bits, made uniform on (-1, 1) in float32, through the inverse error
 * function.
 *
 * <p>Each step is the float32 operation that MLX performs, but for the logarithm: that one is
 * computed in double precision and rounded, while MLX takes each platform's own. One number in
 * about 4,000 therefore differs from what a Linux build of MLX draws, by at most three units in the
 * last place.
 */
public final class NormalDraws {

  private static final float LARGEST_BELOW_ONE = Math.nextDown(1f);
  private static final float SQRT_2 = (float) Math.sqrt(2);

  /**
   * The coefficients of {@code erfinv(a) / a} in {@code t = log(1 - a*a)}, highest power first,
   * where {@code |t| <= 6.125}. They are those of MLX, after N. Juffa; any others would draw other
   * bits.
   */
  private static final float[] CENTRE = {
    0x1.75c000p-28f,
    0x1.33b402p-23f,
    0x1.499232p-20f,
    0x1.e52cd2p-24f,
    -0x1.d70bd0p-15f,
    -0x1.35be90p-13f,
    0x1.2f6400p-9f,
    0x1.7a1e50p-7f,
    -0x1.db2aeep-3f,
    0x1.c5bf88p-1f
  };

  /** The same where {@code |t| > 6.125}. */
  private static final float[] TAIL = {
    0x1.4deb44p-32f,
    0x1.f7c9aep-26f,
    0x1.47e512p-20f,
    0x1.dca7dep-16f,
    0x1.9cab92p-12f,
    0x1.8cc0dep-9f,
    0x1.3ca920p-8f,
    -0x1.0eff66p-2f,
    0x1.ae16a4p-1f
  };

  private NormalDraws() {}

  /**
   * The numbers of {@code mx.random.normal([count], key=mx.random.key(seed))}; equal arguments give
   * equal bits on every machine.
   *
   * @throws IllegalArgumentException if the count is negative
   */
  public static float[] normal(long seed, int count) {
    if (count < 0) {
      throw new IllegalArgumentException("cannot draw " + count + " numbers");
    }
    int key0 = (int) (seed >>> 32);
    int key1 = (int) seed;
    float[] draws = new float[count];
    // One block gives an element of each half; an odd count leaves a middle element, which takes
    // the first word of a block of its own.
    int half = count / 2;
    int upper = count - half;
    for (int i = 0; i < half; i++) {
      long block = Threefry.block(key0, key1, i, upper + i);
      draws[i] = normal((int) (block >>> 32));
      draws[upper + i] = normal((int) block);
    }
    if (upper > half) {
      draws[half] = normal((int) (Threefry.block(key0, key1, half, 0) >>> 32));
    }
    return draws;
  }

  private static float normal(int bits) {
    float unit = Math.min(Integer.toUnsignedLong(bits) / 0x1p32f, LARGEST_BELOW_ONE);
    return SQRT_2 * inverseErrorFunction(2 * unit - LARGEST_BELOW_ONE);
  }

  private static float inverseErrorFunction(float a) {
    float t = log(Math.fma(a, -a, 1f));
    float[] coefficients = Math.abs(t) > 6.125f ? TAIL : CENTRE;
    float p = coefficients[0];
    for (int i = 1; i < coefficients.length; i++) {
      p = Math.fma(p, t, coefficients[i]);
    }
    return a * p;
  }

  /**
   * {@code (float) StrictMath.log(x)}. {@link Math#log} takes a part of the time; both are within
   * one ulp, so they round alike unless a tie of float lies between.
   */
  private static float log(float x) {
    double near = Math.log(x);
    double away = 3 * Math.ulp(near);
    boolean alike = (float) (near - away) == (float) (near + away);
    return (float) (alike ? near : StrictMath.log(x));
  }
}
