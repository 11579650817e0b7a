package io.github.kernelconformance.bundled;

import io.github.kernelconformance.numerics.BitPacking;
import io.github.kernelconformance.numerics.ElementFormat;
import io.github.kernelconformance.numerics.QuantizedMatrix;
import io.github.kernelconformance.numerics.ScaleFormat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Puts into each row of an exact problem codes that their format gives a meaning of their own: NaN
 * (OFP8 v1.0 for e4m3, OCP MX v1.0 for e8m0), the smallest e8m0 scale, which is subnormal in
 * float32, and of an e4m3 scale the zero and the sign. The codes next to the special ones of e8m0
 * come too. Sums stay exact.
 */
final class SpecialCodes {

  /** Where the weights of a problem lie, so that scales there count. */
  enum Reach {
    /** At the lower end of float32. */
    LOWEST,
    /** At the upper end of float32. */
    HIGHEST,
    /** Anywhere. */
    ANY
  }

  private static final int E8M0_NAN = 0xFF;
  private static final int E8M0_LARGEST = 0xFE;
  private static final int E8M0_BIAS = 127;
  private static final int E4M3_NAN = 0x7F;
  private static final int E4M3_SIGN = 0x80;

  /** What is put into a row. */
  private interface Special {
    /**
     * @param row of w
     * @param group one of the row
     */
    void put(int row, int group);
  }

  private final FpMode mode;
  private final Shape shape;
  private final float[] x;
  private final int[] codes;
  private final byte[] scales;
  private final int groups;
  private final int signBit;
  private final List<Special> specials = new ArrayList<>();

  private SpecialCodes(QuantizedMatrix w, float[] x, FpMode mode, Shape shape) {
    this.mode = mode;
    this.shape = shape;
    this.x = x;
    codes = BitPacking.unpack(w.codes(), mode.bits());
    scales = w.scales().clone();
    groups = shape.k() / mode.groupSize();
    signBit = 1 << (mode.bits() - 1);
  }

  /**
   * The weights of an exact problem with such codes.
   *
   * @param x the problem's x
   * @param shape of the operands, which are dense
   * @param unit the exponent of what all weights are multiples of
   */
  static QuantizedMatrix in(
      QuantizedMatrix w, float[] x, FpMode mode, Shape shape, long seed, int unit, Reach reach) {
    SpecialCodes codes = new SpecialCodes(w, x, mode, shape);
    codes.collect(unit, reach);
    return codes.put(w.rows(), seed);
  }

  private void collect(int unit, Reach reach) {
    if (mode.scale() == ScaleFormat.E8M0) {
      specials.add(nanScale(E8M0_NAN));
      if (reach == Reach.LOWEST) {
        specials.add(allScales(0, Math.scalb(1f, unit + E8M0_BIAS), 3));
        specials.add(allScales(1, Math.scalb(1f, unit + E8M0_BIAS - 1), 3));
      } else if (reach == Reach.HIGHEST) {
        specials.add(allScales(E8M0_LARGEST, 0.5f, 2));
      }
    } else {
      specials.add(nanScale(E4M3_NAN));
      specials.add(nanScale(E4M3_NAN | E4M3_SIGN));
      specials.add((row, group) -> scales[row * groups + group] ^= (byte) E4M3_SIGN);
      specials.add((row, group) -> scales[row * groups + group] = 0);
    }
    if (mode.element() == ElementFormat.E4M3) {
      specials.add((row, group) -> codes[first(row, group)] = E4M3_NAN);
      specials.add((row, group) -> codes[first(row, group)] = E4M3_NAN | E4M3_SIGN);
    }
  }

  /** The index of the first element of a group. */
  private int first(int row, int group) {
    return row * shape.k() + group * mode.groupSize();
  }

  /**
   * A NaN for a group whose products are all positive, so that whoever takes it for infinity does
   * not get a NaN of the sum.
   */
  private Special nanScale(int code) {
    int one = mode.element().encode(1);
    return (row, group) -> {
      scales[row * groups + group] = (byte) code;
      int xRow = row / shape.n() * shape.m();
      for (int i = 0; i < mode.groupSize(); i++) {
        boolean negative = x[xRow * shape.k() + group * mode.groupSize() + i] < 0;
        codes[first(row, group) + i] = negative ? one | signBit : one;
      }
    };
  }

  /**
   * A scale for all groups of a row, and elements of one, two and so on up to so many times a
   * number. That number makes their products with the scale multiples of the problem's unit, and
   * normal: a device that flushes 2^-127 takes that scale for 0, and changes nothing else.
   */
  private Special allScales(int code, float least, int most) {
    return (row, group) -> {
      Arrays.fill(scales, row * groups, (row + 1) * groups, (byte) code);
      for (int i = first(row, 0); i < first(row + 1, 0); i++) {
        codes[i] = mode.element().encode(least * (1 + i % most)) | codes[i] & signBit;
      }
    };
  }

  private QuantizedMatrix put(int rows, long seed) {
    for (int row = 0; row < rows; row++) {
      int turn = Math.floorMod(seed + shape.n() + groups, specials.size()) + row;
      specials.get(turn % specials.size()).put(row, turn % groups);
    }
    return QuantizedMatrix.of(
        rows, shape.k(), codes, scales, mode.element(), mode.scale(), mode.groupSize());
  }
}
