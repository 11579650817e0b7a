package io.github.kernelconformance.verdict;

import io.github.kernelconformance.family.ArrayType;
import io.github.kernelconformance.family.Expected;
import io.github.kernelconformance.matrix.Cell;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Decides whether what a kernel wrote is what its contract expects: see {@link Expected}. */
public final class Comparison {

  private final String name;
  private final ArrayType type;
  private final Expected expected;
  private final int elements;
  private Element worst = new Element(0, 0, 0, 0, 0);
  private int wrong;
  private double maxError;
  private double maxAbs = Double.NaN;
  private double maxAbsReference = Double.NaN;
  private double largestTolerance;
  private int telling;
  private int vacuous;

  private Comparison(String name, ArrayType type, Expected expected, Elements output) {
    this.name = name;
    this.type = type;
    this.expected = expected;
    elements = output.size();
    output.forEach(this::add);
    if (expected instanceof Expected.Near near) {
      weigh(near, new Grid(type.element()));
    }
  }

  private void add(int index, double got, double reference, double error, double ratio) {
    // Of elements that are as wrong, the first is the worst.
    boolean worse = ratio > worst.ratio() || ratio == worst.ratio() && error > worst.error();
    if (worse || index == 0) {
      worst = new Element(index, got, reference, error, ratio);
    }
    wrong += ratio > 1 ? 1 : 0;
    maxError = Math.max(maxError, error);
    maxAbs = larger(maxAbs, got);
    maxAbsReference = larger(maxAbsReference, reference);
  }

  /** Looks at how much the bounds leave open. */
  private void weigh(Expected.Near near, Grid grid) {
    for (int i = 0; i < near.size(); i++) {
      double tolerance = tolerance(near, i, grid);
      boolean open = isVacuous(near, i, tolerance, grid);
      vacuous += open ? 1 : 0;
      telling += open || tolerance < Math.abs(near.values()[i]) ? 1 : 0;
      // A reference that is NaN or infinite has no tolerance.
      boolean larger = tolerance > largestTolerance && tolerance < Double.POSITIVE_INFINITY;
      largestTolerance = larger ? tolerance : largestTolerance;
    }
  }

  /**
   * Whether a zero would pass, though the element is not zero. Below the smallest normal number
   * zero may be right; what is not compared is not counted.
   */
  private static boolean isVacuous(Expected.Near near, int i, double tolerance, Grid grid) {
    double bound = near.bounds()[i];
    double size = Math.abs(near.values()[i]);
    boolean open = bound == Double.POSITIVE_INFINITY;
    return open
        || !Double.isNaN(bound) && size > 0 && size >= grid.smallestNormal() && !(tolerance < size);
  }

  /**
   * Compares a cell's outputs with what is expected.
   *
   * @param outputs the buffers by name, row-major, little-endian
   * @param expected what each is to hold, by name; at least one
   * @param types what each is, by name
   * @throws IllegalArgumentException if an output has not as many elements as is expected
   */
  public static CellResult compare(
      Cell cell,
      Map<String, byte[]> outputs,
      Map<String, Expected> expected,
      Map<String, ArrayType> types) {
    List<Comparison> all = new ArrayList<>();
    expected.forEach((name, of) -> all.add(of(name, types.get(name), outputs.get(name), of)));
    Comparison worst = all.get(0);
    int wrong = 0;
    int elements = 0;
    int vacuous = 0;
    boolean provesNothing = false;
    for (Comparison it : all) {
      if (it.worst.compareTo(worst.worst) > 0) {
        worst = it;
      }
      wrong += it.wrong;
      elements += it.elements;
      vacuous += it.vacuous;
      provesNothing |= it.telling > 0 && it.vacuous == it.telling || it.comparesNothing();
    }
    Status right = provesNothing ? Status.VACUOUS : Status.PASS;
    return CellResult.of(
        cell,
        wrong == 0 ? right : Status.MISMATCH,
        worst.measured(wrong, elements, vacuous),
        message(right, worst, wrong, elements));
  }

  /** Whether no element is compared, as with fast math if there is a NaN in each row. */
  private boolean comparesNothing() {
    if (!(expected instanceof Expected.Near near) || near.size() == 0) {
      return false;
    }
    for (double bound : near.bounds()) {
      if (!Double.isNaN(bound)) {
        return false;
      }
    }
    return true;
  }

  private static String message(Status right, Comparison worst, int wrong, int elements) {
    if (wrong > 0) {
      return Mismatch.describe(worst.name, worst.type, worst.worst, wrong, elements);
    }
    if (right != Status.VACUOUS) {
      return "";
    }
    return worst.comparesNothing()
        ? "no element can be compared, so anything would pass"
        : "the bounds are as large as the reference, so zeros would pass too";
  }

  /**
   * One output beside what is expected, element by element.
   *
   * @throws IllegalArgumentException if the output has not as many elements as is expected
   */
  static List<Element> elements(String name, ArrayType type, byte[] output, Expected expected) {
    requireSize(name, type, output, expected);
    return Elements.of(type.element(), output, expected);
  }

  /**
   * The largest errors that are right, for each element; zeros where nothing but one value, or one
   * of some, is right.
   */
  public static double[] tolerances(ArrayType type, Expected expected) {
    double[] tolerances = new double[expected.size()];
    if (expected instanceof Expected.Near near) {
      Grid grid = new Grid(type.element());
      for (int i = 0; i < tolerances.length; i++) {
        tolerances[i] = tolerance(near, i, grid);
      }
    }
    return tolerances;
  }

  private static double tolerance(Expected.Near near, int i, Grid grid) {
    double bound = near.bounds()[i];
    if (!Double.isFinite(bound)) {
      return Double.POSITIVE_INFINITY;
    }
    boolean rounded = near.reach()[i] == Expected.Reach.ROUNDED;
    return rounded ? bound + grid.ulp(near.values()[i]) / 2 : bound;
  }

  private static Comparison of(String name, ArrayType type, byte[] output, Expected expected) {
    requireSize(name, type, output, expected);
    return new Comparison(name, type, expected, Elements.all(type.element(), output, expected));
  }

  private static void requireSize(String name, ArrayType type, byte[] output, Expected expected) {
    int bytes = type.element().bytes();
    if (output == null || output.length != expected.size() * bytes) {
      throw new IllegalArgumentException(
          "%s has %d bytes, but %d elements of %s are %d bytes"
              .formatted(
                  name,
                  output == null ? 0 : output.length,
                  expected.size(),
                  type.element().id(),
                  expected.size() * bytes));
    }
  }

  private Measured measured(int wrongOfAll, int all, int vacuousOfAll) {
    double tolerance = relative(largestTolerance, maxAbsReference);
    double grain = expected instanceof Expected.Near near ? near.grain() : 0;
    return new Measured(
        wrongOfAll,
        relative(maxError, maxAbsReference),
        worst.ratio(),
        maxAbs,
        maxAbsReference,
        tolerance,
        new Grid(type.element()).unitRoundoff() + tolerance * grain,
        all,
        vacuousOfAll);
  }

  private static double relative(double maxError, double maxAbsReference) {
    return maxError == 0 || maxError == Double.POSITIVE_INFINITY
        ? maxError
        : maxError / (maxAbsReference + 1e-9);
  }

  private static double larger(double max, double value) {
    double size = Math.abs(value);
    return size > max || Double.isNaN(max) ? size : max;
  }
}
