package io.github.kernelconformance.verdict;

import io.github.kernelconformance.family.Reference;
import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.matrix.Pattern;
import io.github.kernelconformance.numerics.DType;
import io.github.kernelconformance.numerics.ErrorBound;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Decides whether what a kernel wrote is what the reference allows.
 *
 * <p>Pattern {@code exact}: every partial sum is a float32, so y is the reference rounded once to
 * the output type, bit for bit but for two liberties. Zeros agree whatever their signs, since the
 * sign of a sum that is zero depends on where and in which order the summation starts. NaNs agree
 * whatever their bits, since IEEE 754 leaves those open.
 *
 * <p>Pattern {@code normal}: {@code |y-ref| <= gamma(depth) * magnitude + slack + ulp(ref) / 2},
 * where gamma has float32's unit roundoff, because kernels accumulate in float32, the slack is what
 * the family's contract allows beyond that, and the ulp is that of the output type, to which the
 * sum is rounded once. There is no absolute epsilon.
 *
 * <p>Both: a NaN is right only where the reference is a NaN. An infinity is right where the
 * reference, or in {@code normal} any float32 sum that the bound allows, rounds to it; a float16
 * overflows from 65520 on.
 */
public final class Comparison {

  /** Half the distance from 1 to the next float32. */
  private static final double UNIT_ROUNDOFF = 0x1p-24;

  private final DType dtype;
  private final boolean exact;

  private Comparison(Cell cell) {
    dtype = cell.dtype();
    exact = cell.pattern() == Pattern.EXACT;
  }

  /**
   * Compares one cell's output with its reference.
   *
   * @param y the output buffer, row-major {@code [batch, m, n]}, little-endian, of the cell's dtype
   * @throws IllegalArgumentException if y has not as many elements as the reference
   */
  public static CellResult compare(Cell cell, byte[] y, Reference reference) {
    Element worst = new Element(0, 0, 0, 0, 0);
    double maxError = 0;
    double maxAbs = Double.NaN;
    double maxAbsReference = Double.NaN;
    int wrong = 0;
    List<Element> elements = elements(cell, y, reference);
    for (Element element : elements) {
      maxError = Math.max(maxError, element.error());
      maxAbs = larger(maxAbs, element.got());
      maxAbsReference = larger(maxAbsReference, element.reference());
      if (element.wrong()) {
        wrong++;
      }
      if (element.compareTo(worst) > 0) {
        worst = element;
      }
    }
    return CellResult.of(
        cell,
        wrong == 0 ? Status.PASS : Status.MISMATCH,
        new Measured(
            wrong,
            relative(maxError, maxAbsReference),
            worst.ratio(),
            maxAbs,
            maxAbsReference,
            relative(largest(tolerances(cell, reference)), maxAbsReference),
            reference.depth()),
        wrong == 0 ? "" : Mismatch.describe(cell, worst, wrong, elements.size()));
  }

  /**
   * One cell's output beside its reference, element by element.
   *
   * @param y as {@link #compare} takes it
   * @throws IllegalArgumentException if y has not as many elements as the reference
   */
  static List<Element> elements(Cell cell, byte[] y, Reference reference) {
    if (y.length != reference.values().length * cell.dtype().bytes()) {
      throw new IllegalArgumentException(
          "%s: y has %d bytes, but %d elements of %s are %d bytes"
              .formatted(
                  cell.id(),
                  y.length,
                  reference.values().length,
                  cell.dtype().id(),
                  reference.values().length * cell.dtype().bytes()));
    }
    return new Comparison(cell).elements(cell.dtype().decode(y), reference);
  }

  /**
   * The largest errors that are right, for each element of y; zero in pattern {@code exact}, where
   * the reference rounded once is right and nothing else.
   */
  public static double[] tolerances(Cell cell, Reference reference) {
    Comparison comparison = new Comparison(cell);
    double[] tolerances = comparison.bounds(reference);
    for (int i = 0; i < tolerances.length && !comparison.exact; i++) {
      tolerances[i] += cell.dtype().ulp(reference.values()[i]) / 2;
    }
    return tolerances;
  }

  private List<Element> elements(double[] y, Reference reference) {
    double[] bounds = bounds(reference);
    List<Element> elements = new ArrayList<>(y.length);
    for (int i = 0; i < y.length; i++) {
      elements.add(element(i, y[i], reference.values()[i], bounds[i]));
    }
    return elements;
  }

  /** The largest errors that are right before y is rounded to its type. */
  private double[] bounds(Reference reference) {
    double[] bounds = new double[reference.values().length];
    double gamma = exact ? 0 : ErrorBound.gamma(reference.depth(), UNIT_ROUNDOFF);
    for (int i = 0; i < bounds.length && !exact; i++) {
      bounds[i] = gamma * reference.magnitudes()[i] + reference.slack()[i];
    }
    return bounds;
  }

  private Element element(int index, double got, double reference, double bound) {
    double error = error(got, reference, bound);
    double ratio;
    if (error == 0 || exact && got == dtype.round(reference)) {
      ratio = 0;
    } else if (exact || error == Double.POSITIVE_INFINITY) {
      ratio = Double.POSITIVE_INFINITY;
    } else {
      ratio = error / (bound + dtype.ulp(reference) / 2);
    }
    return new Element(index, got, reference, error, ratio);
  }

  /** {@code |got - reference|}; zero for a NaN or an infinity that is right, else infinite. */
  private double error(double got, double reference, double bound) {
    if (Double.isFinite(got) && Double.isFinite(reference)) {
      return Math.abs(got - reference);
    }
    boolean right =
        Double.isNaN(reference)
            ? Double.isNaN(got)
            : Double.isInfinite(got) && got == dtype.round(reference + Math.copySign(bound, got));
    return right ? 0 : Double.POSITIVE_INFINITY;
  }

  /** A reference that is NaN or infinite has no tolerance. */
  private static double largest(double[] tolerances) {
    return Arrays.stream(tolerances).filter(Double::isFinite).max().orElse(0);
  }

  private static double relative(double maxError, double maxAbsReference) {
    return maxError == 0 || maxError == Double.POSITIVE_INFINITY
        ? maxError
        : maxError / (maxAbsReference + 1e-9);
  }

  private static double larger(double max, double value) {
    if (Double.isNaN(value)) {
      return max;
    }
    return Double.isNaN(max) ? Math.abs(value) : Math.max(max, Math.abs(value));
  }
}
