package io.github.kernelconformance.bundled;

import io.github.kernelconformance.bundled.QmvOperands.Outside;
import io.github.kernelconformance.numerics.DType;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;

/**
 * How a kernel reads its operands: result i is {@code factor} times the sum over k of {@code
 * times(k) * x * (element * scale + bias)}, each at the row that the result takes and at k.
 *
 * @param rowOfW the row of w that a result takes, of {@code [batch * n]}
 * @param rowOfX the row of x that a result takes, of {@code [batch * m]}
 * @param times how often a kernel adds the term of a place along K
 * @param kept what neighbouring products are kept in before they are multiplied with the scale
 * @param factor what each sum is multiplied with
 */
record Reading(
    IntUnaryOperator rowOfW,
    IntUnaryOperator rowOfX,
    Part x,
    Part element,
    Part scale,
    Part bias,
    IntUnaryOperator times,
    Narrow kept,
    double factor) {

  /**
   * That kernels sum the products {@code x * element} of neighbouring columns, in their order, in a
   * type of their own.
   *
   * @param type in which they do so
   * @param columns so many at a time; 0 if they do not
   * @param fused whether a product is not rounded before it is added
   */
  record Narrow(DType type, int columns, boolean fused) {

    /** That they do not. */
    static final Narrow NOT = new Narrow(DType.FLOAT32, 0, true);

    double plus(double sum, double product) {
      return type.round(sum + (fused ? product : type.round(product)));
    }
  }

  /** A factor or summand of a term. */
  @FunctionalInterface
  interface Part {
    /**
     * The number at a place.
     *
     * @throws Outside if it is in no operand
     */
    double at(int row, int k);

    /** This, and something else at some places along K. */
    default Part but(IntPredicate where, Part other) {
      return (row, k) -> where.test(k) ? other.at(row, k) : at(row, k);
    }
  }

  /** With other scales. */
  Reading scale(Part other) {
    return new Reading(rowOfW, rowOfX, x, element, other, bias, times, kept, factor);
  }

  /** With other elements. */
  Reading element(Part other) {
    return new Reading(rowOfW, rowOfX, x, other, scale, bias, times, kept, factor);
  }

  /** With other biases. */
  Reading bias(Part other) {
    return new Reading(rowOfW, rowOfX, x, element, scale, other, times, kept, factor);
  }

  /** With other x. */
  Reading x(Part other) {
    return new Reading(rowOfW, rowOfX, other, element, scale, bias, times, kept, factor);
  }

  /** With terms left out or added more than once. */
  Reading times(IntUnaryOperator other) {
    return new Reading(rowOfW, rowOfX, x, element, scale, bias, other, kept, factor);
  }

  /** With other rows of w. */
  Reading rowOfW(IntUnaryOperator other) {
    return new Reading(other, rowOfX, x, element, scale, bias, times, kept, factor);
  }

  /** With other rows of x. */
  Reading rowOfX(IntUnaryOperator other) {
    return new Reading(rowOfW, other, x, element, scale, bias, times, kept, factor);
  }

  /** With neighbouring products kept in a type. */
  Reading kept(Narrow other) {
    return new Reading(rowOfW, rowOfX, x, element, scale, bias, times, other, factor);
  }

  /** With another factor. */
  Reading factor(double other) {
    return new Reading(rowOfW, rowOfX, x, element, scale, bias, times, kept, other);
  }

  /**
   * What a kernel that reads so computes.
   *
   * @param results how many
   * @param k the inner size
   * @param depth the roundings that a term goes through
   * @param slack as {@link Reference} has it
   * @return a value is NaN where a kernel reads what is in no operand
   */
  Reference reference(int results, int k, int depth, double[] slack) {
    double[] values = new double[results];
    double[] magnitudes = new double[results];
    for (int i = 0; i < results; i++) {
      try {
        int w = rowOfW.applyAsInt(i);
        int v = rowOfX.applyAsInt(i);
        double exact = 0;
        double narrow = 0;
        for (int j = 0; j < k; j++) {
          int count = times.applyAsInt(j);
          if (count != 0) {
            double vector = count * x.at(v, j) * factor;
            double weight = element.at(w, j) * scale.at(w, j);
            double summand = bias.at(w, j);
            values[i] += vector * (weight + summand);
            magnitudes[i] += Math.abs(vector) * (Math.abs(weight) + Math.abs(summand));
          }
          if (kept.columns > 0) {
            double product = x.at(v, j) * element.at(w, j);
            exact += product;
            narrow = kept.plus(narrow, product);
            if ((j + 1) % kept.columns == 0 || j == k - 1) {
              values[i] += (narrow - exact) * scale.at(w, j) * factor;
              exact = 0;
              narrow = 0;
            }
          }
        }
      } catch (Outside e) {
        values[i] = Double.NaN;
        magnitudes[i] = Double.NaN;
      }
    }
    return new Reference(values, magnitudes, depth, slack);
  }
}
