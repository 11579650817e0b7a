package io.github.kernelconformance.bundled;

import io.github.kernelconformance.family.Scramble;
import io.github.kernelconformance.numerics.DType;
import io.github.kernelconformance.numerics.QuantizedMatrix;
import io.github.kernelconformance.numerics.ScaleFormat;
import java.util.List;

/**
 * Operands of a floating-point product which is exact in float32 whatever the order of summation;
 * {@link ExactBudget} says why.
 *
 * <p>Codes vary as much as that allows. In each group the elements come from one window of codes,
 * and the scale's window lies so that the products of both have the same unit in all groups. Where
 * that unit lies changes from shape to shape, and x makes up for it, so that a default matrix holds
 * every finite element code, and every scale code for which all weights of some group are normal
 * float32 numbers. (The others belong to no exact problem: devices may flush them to zero, and a
 * kernel that scales weights first may overflow.) In float16, where x cannot make up for that much,
 * scales keep to the middle of their range.
 *
 * <p>The products of each group and each row of x have the sign of the row of w in sum, although a
 * quarter of them has the other: whatever a kernel leaves out, or scales wrongly, moves the result
 * away from zero or towards it, and nothing cancels. A row is drawn anew if scales that are not
 * decoded would leave a result as it is.
 */
final class ExactFp {

  /** Results stay below 2^15, so that float16 holds them: 2^24 units of 2^-9. */
  private static final int RESULT_UNIT = -9;

  /** The reach of x in float32 and bfloat16; products with unscaled elements stay far within. */
  private static final int WIDEST_X = 100;

  private static final int LEAST_EXPONENT = Float.MIN_EXPONENT;
  private static final int GREATEST_EXPONENT = Float.MAX_EXPONENT;

  private final FpMode mode;
  private final Shape shape;
  private final ExactBudget budget;
  private final List<CodeWindow> elements;
  private final List<CodeWindow> scales;
  private final Scramble scramble;

  /** The weights of the group that is drawn, in the unit of its window. */
  private final int[] weights;

  /** Of the row that is drawn, the products of each group of it with each row of x, unscaled. */
  private final double[] products;

  private ExactFp(FpMode mode, Shape shape, long seed) {
    this.mode = mode;
    this.shape = shape;
    budget = ExactBudget.of(mode, shape.k());
    elements = CodeWindow.of(mode.element(), budget.elementBinades());
    scales = CodeWindow.of(mode.scale(), budget.scaleBinades());
    scramble = new Scramble(seed, mode.ordinal(), shape.n(), shape.k());
    weights = new int[mode.groupSize()];
    products = new double[shape.m() * (shape.k() / mode.groupSize())];
  }

  /**
   * Makes the operands.
   *
   * @param half whether they are for float16, which x and results must not leave
   */
  static FpOperands operands(FpMode mode, Shape shape, long seed, boolean half) {
    ExactFp exact = new ExactFp(mode, shape, seed);
    return exact.operands(exact.weightUnit(seed, half));
  }

  private FpOperands operands(int unit) {
    int xExponent = Math.max(-WIDEST_X, Math.min(RESULT_UNIT - unit, WIDEST_X));
    ExactVectors x = ExactVectors.draw(scramble, shape, budget.largestX(), xExponent);
    // A factor of a half leaves every sum exact, and is not missed.
    return new FpOperands(x.values(), weights(x, unit), FpOperands.GLOBAL_DIVISOR / 2);
  }

  /**
   * Makes the same with {@link SpecialCodes}. Those of e8m0 lie at the ends of float32, so x makes
   * up for weights of the one end or the other, which change from shape to shape.
   */
  static FpOperands special(FpMode mode, Shape shape, long seed, boolean half) {
    ExactFp exact = new ExactFp(mode, shape, seed);
    SpecialCodes.Reach reach = exact.reach(half);
    int unit =
        switch (reach) {
          case LOWEST -> exact.leastUnit();
          case HIGHEST -> exact.greatestUnit();
          case ANY -> exact.weightUnit(seed, half);
        };
    FpOperands made = exact.operands(unit);
    return new FpOperands(
        made.x(),
        SpecialCodes.in(made.w(), made.x(), mode, shape, seed, unit, reach),
        made.globalScale());
  }

  private SpecialCodes.Reach reach(boolean half) {
    if (half || mode.scale() != ScaleFormat.E8M0) {
      return SpecialCodes.Reach.ANY;
    }
    return (shape.n() + shape.k() / mode.groupSize()) % 2 == 0
        ? SpecialCodes.Reach.LOWEST
        : SpecialCodes.Reach.HIGHEST;
  }

  /**
   * The exponent of the unit that all weights {@code scale * element} are multiples of: one of the
   * possible ones, a window's width apart, so that neighbouring shapes take neighbouring windows.
   */
  private int weightUnit(long seed, boolean half) {
    int least = leastUnit();
    int greatest = greatestUnit();
    if (half) { // x, up to 7 units, is to be a normal float16: of 2^-14 to 2^13
      least = Math.max(least, RESULT_UNIT - 13);
      greatest = Math.min(greatest, RESULT_UNIT + 14);
    }
    int width = budget.scaleBinades();
    int steps = (greatest - least + width - 1) / width;
    long step = Math.floorMod(seed + shape.n() + 16L * (shape.k() / mode.groupSize()), steps + 1L);
    return Math.min(least + (int) step * width, greatest);
  }

  /** With it all scales of a window are there, and all weights are normal. */
  private int leastUnit() {
    CodeWindow highElement = elements.get(elements.size() - 1);
    return Math.max(scales.get(0).unitExponent() + highElement.unitExponent(), LEAST_EXPONENT);
  }

  /** With it no weight exceeds float32. */
  private int greatestUnit() {
    CodeWindow lowElement = elements.get(0);
    CodeWindow highScale = scales.get(scales.size() - 1);
    int largest = 31 - Integer.numberOfLeadingZeros(lowElement.largest() * highScale.largest());
    return Math.min(
        highScale.unitExponent() + lowElement.unitExponent(), GREATEST_EXPONENT - largest);
  }

  private QuantizedMatrix weights(ExactVectors x, int unit) {
    int rows = shape.batch() * shape.n();
    int[] codes = new int[rows * shape.k()];
    byte[] scaleCodes = new byte[codes.length / mode.groupSize()];
    for (int row = 0; row < rows; row++) {
      do {
        drawRow(x, unit, row, codes, scaleCodes);
      } while (!undecodedScalesShow(x, row, scaleCodes));
    }
    return QuantizedMatrix.of(
        rows, shape.k(), codes, scaleCodes, mode.element(), mode.scale(), mode.groupSize());
  }

  private void drawRow(ExactVectors x, int unit, int row, int[] codes, byte[] scaleCodes) {
    int sign = scramble.sign();
    int groupSize = mode.groupSize();
    for (int k = 0; k < shape.k(); k += groupSize) {
      CodeWindow element = elements.get(scramble.below(elements.size()));
      int scaleUnit = unit - element.unitExponent();
      CodeWindow scale = scales.get(scaleUnit - scales.get(0).unitExponent());
      int start = row * shape.k() + k;
      scaleCodes[start / groupSize] = (byte) (scale.firstCode() + scramble.below(scale.size()));
      draw(element, x, row, k, sign, codes);
    }
  }

  /**
   * Whether results change, even in bfloat16, if scale codes are taken for scales: in all groups,
   * or in those of the full blocks that {@link QmvKernel#QMV} takes. The two may agree by chance
   * where a code and its value are of like size, as 2^7 and the 134 that stands for it.
   */
  private boolean undecodedScalesShow(ExactVectors x, int row, byte[] scaleCodes) {
    int groups = shape.k() / mode.groupSize();
    int block = QmvKernel.block(mode);
    int blocksEnd = (shape.k() - 1) / block * block;
    double xUnit = Math.scalb(1.0, x.exponent());
    for (int m = 0; m < shape.m(); m++) {
      double inBlocks = 0;
      double inTail = 0;
      double rawInBlocks = 0;
      double rawInTail = 0;
      for (int group = 0; group < groups; group++) {
        double sum = products[m * groups + group] * xUnit;
        int code = Byte.toUnsignedInt(scaleCodes[row * groups + group]);
        if (group * mode.groupSize() < blocksEnd) {
          inBlocks += sum * mode.scale().decode(code);
          rawInBlocks += sum * code;
        } else {
          inTail += sum * mode.scale().decode(code);
          rawInTail += sum * code;
        }
      }
      double right = DType.BFLOAT16.round(inBlocks + inTail);
      if (right == DType.BFLOAT16.round(rawInBlocks + rawInTail)
          || blocksEnd > 0 && right == DType.BFLOAT16.round(rawInBlocks + inTail)) {
        return false;
      }
    }
    return true;
  }

  /** Draws the element codes of a group whose sum of products is to have a sign. */
  private void draw(CodeWindow window, ExactVectors x, int row, int k, int sign, int[] codes) {
    int signBit = 1 << (mode.bits() - 1);
    int start = row * shape.k() + k;
    int xStart = x.place(row, 0, k);
    int[] xs = x.multiples();
    int[] multiples = window.multiples();
    for (int j = 0; j < weights.length; j++) {
      int index = scramble.below(multiples.length);
      int weightSign = (scramble.below(4) == 0 ? -sign : sign) * Integer.signum(xs[xStart + j]);
      weights[j] = weightSign * multiples[index];
      codes[start + j] = window.firstCode() + index | (weightSign < 0 ? signBit : 0);
    }
    if (!multiply(window, x, row, k, sign)) {
      codes[start] = window.firstCode() + window.size() - 1; // not all of them are zero, then
      weights[0] = window.largest();
      for (int j = 0; j < weights.length; j++) {
        boolean negative = sign * xs[xStart + j] < 0;
        codes[start + j] = codes[start + j] & ~signBit | (negative ? signBit : 0);
        weights[j] = negative ? -Math.abs(weights[j]) : Math.abs(weights[j]);
      }
      multiply(window, x, row, k, sign);
    }
  }

  /**
   * Multiplies the group with each row of x that meets its row of w. Sums are exact.
   *
   * @return whether all of them have the sign
   */
  private boolean multiply(CodeWindow window, ExactVectors x, int row, int k, int sign) {
    int groups = shape.k() / mode.groupSize();
    boolean all = true;
    for (int m = 0; m < shape.m(); m++) {
      int xStart = x.place(row, m, k);
      int[] xs = x.multiples();
      long sum = 0;
      for (int j = 0; j < weights.length; j++) {
        sum += (long) weights[j] * xs[xStart + j];
      }
      all &= Long.signum(sum) == sign;
      products[m * groups + k / mode.groupSize()] = Math.scalb((double) sum, window.unitExponent());
    }
    return all;
  }
}
