package io.github.kernelconformance.verdict;

import io.github.kernelconformance.family.ArrayType;
import io.github.kernelconformance.family.Expected;
import io.github.kernelconformance.family.Problem;
import io.github.kernelconformance.matrix.Cell;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A cell with wrong numbers, on which hypotheses are tried. */
final class Trial {

  private static final int FIRST_LOOK = 16;

  private final Cell cell;
  private final Problem problem;
  private final Map<String, ArrayType> types;
  private final Map<String, Expected> expected;
  private final Map<String, byte[]> outputs;
  private final boolean readsUnknown;
  private final Map<String, List<Element>> right = new LinkedHashMap<>();

  /**
   * A trial.
   *
   * @param types of the outputs, by name
   * @param outputs what the kernel left, row-major, by name
   * @param readsUnknown whether the kernel reads what lies outside of buffers, or what nothing has
   *     written
   */
  Trial(
      Cell cell,
      Problem problem,
      Map<String, ArrayType> types,
      Map<String, byte[]> outputs,
      boolean readsUnknown) {
    this.readsUnknown = readsUnknown;
    this.cell = cell;
    this.problem = problem;
    this.types = types;
    this.outputs = outputs;
    expected = problem.expected(cell);
    expected.forEach(
        (name, of) ->
            right.put(name, Elements.of(types.get(name).element(), outputs.get(name), of)));
  }

  Cell cell() {
    return cell;
  }

  Problem problem() {
    return problem;
  }

  /** Whether the kernel may have brought to its outputs what lies outside of buffers. */
  boolean readsUnknown() {
    return readsUnknown;
  }

  Map<String, Expected> expected() {
    return expected;
  }

  Map<String, byte[]> outputs() {
    return outputs;
  }

  ArrayType type(String output) {
    return types.get(output);
  }

  /** An output beside what is right, element by element. */
  List<Element> elements(String output) {
    return right.get(output);
  }

  /** Whether the cell is explained by what a fault leaves; empty if it is not. */
  Optional<Fit> fit(Map<String, Expected> supposed) {
    List<Fit.Told> told = new ArrayList<>();
    boolean whole = true;
    for (Map.Entry<String, Expected> output : expected.entrySet()) {
      String name = output.getKey();
      Expected other = supposed.getOrDefault(name, output.getValue());
      if (other.size() != output.getValue().size() || !firstLook(name, other)) {
        return Optional.empty();
      }
      List<Element> them = Elements.of(type(name).element(), outputs.get(name), other);
      Optional<Boolean> all = explained(name, them);
      if (all.isEmpty() || !enoughKnown(name, other)) {
        return Optional.empty();
      }
      whole &= all.get();
      told.addAll(told(name, other, them));
    }
    return Optional.of(Fit.of(told, whole));
  }

  /** Most faults are refuted by the first wrong element and those beside it. */
  private boolean firstLook(String name, Expected other) {
    if (other instanceof Expected.Satisfies) {
      return true;
    }
    int bytes = type(name).element().bytes();
    for (Element element : right.get(name)) {
      if (element.wrong()) {
        int end = Math.min(other.size(), element.index() + FIRST_LOOK);
        byte[] part = Arrays.copyOfRange(outputs.get(name), element.index() * bytes, end * bytes);
        return Elements.of(type(name).element(), part, element.index(), other).stream()
            .noneMatch(it -> it.wrong() && right.get(name).get(it.index()).wrong());
      }
    }
    return true;
  }

  /**
   * Whether all elements are as a fault leaves them. If not, but the wrong ones are and all on one
   * side of the others, as where a kernel has a fault in its last tile, false; else nothing.
   */
  private Optional<Boolean> explained(String name, List<Element> supposed) {
    List<Integer> wrong = new ArrayList<>();
    List<Integer> unlike = new ArrayList<>();
    for (Element element : supposed) {
      boolean wrongHere = right.get(name).get(element.index()).wrong();
      if (wrongHere) {
        if (element.wrong()) {
          return Optional.empty();
        }
        wrong.add(element.index());
      } else if (element.wrong()) {
        unlike.add(element.index());
      }
    }
    if (unlike.isEmpty()) {
      return Optional.of(true);
    }
    if (wrong.isEmpty()) {
      return Optional.empty();
    }
    int row = row(type(name));
    return apart(wrong, unlike, row) || apart(wrong, unlike, 0)
        ? Optional.of(false)
        : Optional.empty();
  }

  private static int row(ArrayType type) {
    List<Integer> shape = type.shape();
    return shape.isEmpty() ? 1 : Math.max(1, shape.get(shape.size() - 1));
  }

  private static boolean apart(List<Integer> one, List<Integer> other, int row) {
    int[] ofOne = ends(one, row);
    int[] ofOther = ends(other, row);
    return ofOne[1] < ofOther[0] || ofOne[0] > ofOther[1];
  }

  private static int[] ends(List<Integer> indices, int row) {
    int least = Integer.MAX_VALUE;
    int most = -1;
    for (int index : indices) {
      int at = row > 0 ? index % row : index;
      least = Math.min(least, at);
      most = Math.max(most, at);
    }
    return new int[] {least, most};
  }

  /** Half of the wrong elements at least; what is not known explains nothing. */
  private boolean enoughKnown(String name, Expected other) {
    if (!(other instanceof Expected.Near near)) {
      return true;
    }
    int known = 0;
    int wrong = 0;
    for (Element element : right.get(name)) {
      if (element.wrong()) {
        wrong++;
        double bound = near.bounds()[element.index()];
        known += Double.isFinite(bound) || lost(bound, element) ? 1 : 0;
      }
    }
    return 2 * known >= wrong;
  }

  /** Whether a kernel has no number where the fault leaves open which one it has, if any. */
  private static boolean lost(double bound, Element right) {
    return bound == Double.POSITIVE_INFINITY
        && !Double.isFinite(right.got())
        && Double.isFinite(right.reference());
  }

  private List<Fit.Told> told(String name, Expected other, List<Element> supposed) {
    double[] tolerances = Comparison.tolerances(type(name), other);
    Grid grid = new Grid(type(name).element());
    List<Fit.Told> told = new ArrayList<>();
    for (Element element : supposed) {
      Element mine = right.get(name).get(element.index());
      double tolerance = tolerances[element.index()];
      if (other instanceof Expected.Near near && lost(near.bounds()[element.index()], mine)) {
        told.add(new Fit.Told(Fit.LEAST_BITS, 0, true));
      } else if (mine.wrong() && Double.isFinite(tolerance)) {
        double least = grid.isInteger() ? 0.5 : grid.ulp(mine.got()) / 2;
        double bits =
            Fit.bits(
                mine.got(),
                mine.reference(),
                element.reference(),
                Math.max(Math.max(tolerance, least), Double.MIN_VALUE));
        double steps = grid.isInteger() ? 0 : steps(grid, mine, tolerance);
        told.add(new Fit.Told(bits, steps, mine.got() > mine.reference()));
      }
    }
    return told;
  }

  private static double steps(Grid grid, Element right, double tolerance) {
    double ulp = grid.ulp(right.got());
    double steps = Math.rint(Math.abs(right.got() - grid.round(right.reference())) / ulp);
    // A number and half a step to both sides round to that number alone.
    return steps >= 1 && Double.isFinite(steps) ? Fit.stepBits(steps, 2 * tolerance / ulp) : 0;
  }
}
