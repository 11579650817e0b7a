package io.github.kernelconformance.bundled;

import io.github.kernelconformance.family.Scramble;

/**
 * The x of an exact problem: whole multiples of a power of two, small enough for every dtype and
 * none of them zero. The rows of one product share their signs, so that weights can be given signs
 * which suit all of them.
 *
 * @param shape the problem's shape
 * @param multiples row-major {@code [batch, m, k]}
 * @param exponent the unit is {@code 2^exponent}
 */
record ExactVectors(Shape shape, int[] multiples, int exponent) {

  /** Draws vectors with multiples up to the largest. */
  static ExactVectors draw(Scramble scramble, Shape shape, int largest, int exponent) {
    int[] multiples = new int[shape.batch() * shape.m() * shape.k()];
    int size = shape.m() * shape.k();
    for (int i = 0; i < multiples.length; i++) {
      boolean firstRow = i % size < shape.k();
      int sign = firstRow ? scramble.sign() : Integer.signum(multiples[i - shape.k()]);
      multiples[i] = sign * (1 + scramble.below(largest));
    }
    return new ExactVectors(shape, multiples, exponent);
  }

  /** The values, row-major {@code [batch, m, k]}. */
  float[] values() {
    float[] values = new float[multiples.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.scalb((float) multiples[i], exponent);
    }
    return values;
  }

  /** Where the multiple is at k in the m-th of the rows that meet a row of w. */
  int place(int wRow, int m, int k) {
    return first(wRow) + m * shape.k() + k;
  }

  /** The sign of x at k in the rows that meet a row of w, -1 or 1. */
  int sign(int wRow, int k) {
    return Integer.signum(multiples[place(wRow, 0, k)]);
  }

  /**
   * Whether every row of x that meets a row of w gives a product with a stretch of it that has the
   * sign asked for.
   *
   * @param weights a stretch of the row from {@code k} on, in any unit
   */
  boolean allHaveSign(int sign, int wRow, int k, int[] weights) {
    for (int m = 0; m < shape.m(); m++) {
      int start = first(wRow) + m * shape.k() + k;
      long sum = 0;
      for (int i = 0; i < weights.length; i++) {
        sum += (long) weights[i] * multiples[start + i];
      }
      if (Long.signum(sum) != sign) {
        return false;
      }
    }
    return true;
  }

  private int first(int wRow) {
    return wRow / shape.n() * shape.m() * shape.k();
  }
}
