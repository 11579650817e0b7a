package io.github.kernelconformance.bundled;

/**
 * How the 24 bits of a float32 significand are shared out among the factors of an exact
 * floating-point problem.
 *
 * <p>All terms {@code x * element * scale} of a row are whole multiples of one unit u, and K times
 * the largest term is at most 2^24 u. A partial sum of any of them, in any order, is then a whole
 * multiple of u of at most 2^24 u, and as such a float32. The same goes for sums of {@code x *
 * element} within a group, whose unit is that of x times that of the element, and for products of
 * any two of the three factors.
 *
 * <p>What one factor needs is its largest multiple: x takes up to 7, 3 or 1, an e2m1 element 12
 * (halves up to 6), an e8m0 scale 2^(b-1) and an e4m3 number 15 * 2^(b-1) for windows of b binades.
 * Windows are widened in turn while the product allows it.
 *
 * @param largestX x is a whole number of at most this magnitude, times a power of two
 * @param elementBinades the width of the element window
 * @param scaleBinades the width of the scale window
 */
record ExactBudget(int largestX, int elementBinades, int scaleBinades) {

  /** 2 to the bits of a float32 significand. */
  static final int UNITS = 1 << 24;

  /**
   * The shares for an inner size.
   *
   * @throws IllegalArgumentException if K is too large for the narrowest shares
   */
  static ExactBudget of(FpMode mode, int k) {
    for (int largestX = 7; largestX > 0; largestX >>= 1) {
      long product = (long) k * largestX * narrowest(mode);
      if (product <= UNITS) {
        return widened(mode, largestX, UNITS / product);
      }
    }
    throw new IllegalArgumentException(
        "K=%d is too large for exact inputs of %s; the largest is %d"
            .formatted(k, mode.id(), UNITS / narrowest(mode)));
  }

  private static ExactBudget widened(FpMode mode, int largestX, long spare) {
    int element = 1;
    int scale = 1;
    boolean elementIsNext = false;
    for (; spare > 1; spare /= 2) {
      boolean elementCan = element < CodeWindow.binades(mode.element());
      boolean scaleCan = scale < CodeWindow.binades(mode.scale());
      if (elementCan && (elementIsNext || !scaleCan)) {
        element++;
      } else if (scaleCan) {
        scale++;
      }
      elementIsNext = !elementIsNext;
    }
    return new ExactBudget(largestX, element, scale);
  }

  private static int narrowest(FpMode mode) {
    return CodeWindow.of(mode.element(), 1).get(0).largest()
        * CodeWindow.of(mode.scale(), 1).get(0).largest();
  }
}
