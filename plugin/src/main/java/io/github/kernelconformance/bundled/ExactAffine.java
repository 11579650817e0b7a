package io.github.kernelconformance.bundled;

import io.github.kernelconformance.family.Scramble;
import io.github.kernelconformance.numerics.AffineMatrix;

/**
 * Operands of an affine product which is exact in float32 whatever the order of summation, and the
 * same for every dtype.
 *
 * <p>x is a whole number of up to 7 units, a scale plus or minus 2^j units, j up to 3, and a bias
 * its scale times minus half the number of codes, or one more. With b bits, {@code |scale * code *
 * x| + |bias * x|} is then at most {@code 7 * 2^j * (2^b - 1 + 2^(b-1))} units, and K times that is
 * kept to 2^24 by smaller x and fewer scales where K is large: every partial sum of such terms is a
 * whole number of at most 2^24 units and hence a float32. A bias of 8 bits, and a sum of 8 x of 6
 * bits, which kernels may build in the dtype, are exact in bfloat16 too.
 *
 * <p>As in {@link ExactFp}, the products of a group have the sign of the row of w in sum.
 */
final class ExactAffine {

  /** Results stay below 2^15, so that float16 holds them: 2^24 units of 2^-9. */
  private static final int RESULT_UNIT = -9;

  private static final int LEAST_SCALE = -10;
  private static final int SCALE_UNITS = 15;
  private static final int MOST_BINADES = 4;

  private final AffineMode mode;
  private final Shape shape;
  private final Scramble scramble;
  private final int largestCode;

  private ExactAffine(AffineMode mode, Shape shape, long seed) {
    this.mode = mode;
    this.shape = shape;
    scramble = new Scramble(seed, mode.bits(), mode.groupSize(), shape.n(), shape.k());
    largestCode = (1 << mode.bits()) - 1;
  }

  /**
   * Makes the operands.
   *
   * @throws IllegalArgumentException if K is too large
   */
  static AffineOperands operands(AffineMode mode, Shape shape, long seed) {
    ExactAffine exact = new ExactAffine(mode, shape, seed);
    int largestX = exact.largestX();
    int binades = 1;
    while (binades < MOST_BINADES && exact.largestSum(largestX) << binades <= ExactBudget.UNITS) {
      binades++;
    }
    int scaleUnit = LEAST_SCALE + exact.scramble.below(SCALE_UNITS);
    ExactVectors x = ExactVectors.draw(exact.scramble, shape, largestX, RESULT_UNIT - scaleUnit);
    return new AffineOperands(x.values(), exact.weights(x, scaleUnit, binades));
  }

  private int largestX() {
    for (int largestX = 7; largestX > 0; largestX >>= 1) {
      if (largestSum(largestX) <= ExactBudget.UNITS) {
        return largestX;
      }
    }
    throw new IllegalArgumentException(
        "K=%d is too large for exact inputs of %s; the largest is %d"
            .formatted(shape.k(), mode.id(), ExactBudget.UNITS / (largestSum(1) / shape.k())));
  }

  /** The sum of magnitudes in units, where scales are one unit. */
  private long largestSum(int largestX) {
    return (long) shape.k() * largestX * (largestCode + (1 << (mode.bits() - 1)));
  }

  private AffineMatrix weights(ExactVectors x, int scaleUnit, int binades) {
    int rows = shape.batch() * shape.n();
    int groupSize = mode.groupSize();
    int[] codes = new int[rows * shape.k()];
    float[] scales = new float[codes.length / groupSize];
    float[] biases = new float[scales.length];
    int i = 0;
    for (int row = 0; row < rows; row++) {
      int sign = scramble.sign();
      for (int k = 0; k < shape.k(); k += groupSize, i++) {
        int scaleSign = scramble.sign();
        int zero = (1 << (mode.bits() - 1)) - scramble.below(2);
        scales[i] = Math.scalb((float) scaleSign, scaleUnit + scramble.below(binades));
        biases[i] = -zero * scales[i];
        int[] group = draw(x, row, k, sign * scaleSign, zero);
        System.arraycopy(group, 0, codes, i * groupSize, groupSize);
      }
    }
    return AffineMatrix.of(rows, shape.k(), mode.bits(), groupSize, codes, scales, biases);
  }

  /** The codes of a group whose sum of {@code (code - zero) * x} is to have a sign. */
  private int[] draw(ExactVectors x, int row, int k, int sign, int zero) {
    int[] codes = new int[mode.groupSize()];
    int[] weights = new int[codes.length];
    for (int j = 0; j < codes.length; j++) {
      int against = scramble.below(4) == 0 ? -1 : 1;
      int code = scramble.below(largestCode + 1);
      boolean right = Integer.signum(code - zero) == against * sign * x.sign(row, k + j);
      codes[j] = right ? code : largestCode - code;
      weights[j] = codes[j] - zero;
    }
    if (!x.allHaveSign(sign, row, k, weights)) {
      for (int j = 0; j < codes.length; j++) {
        codes[j] = sign * x.sign(row, k + j) > 0 ? largestCode : 0;
      }
    }
    return codes;
  }
}
