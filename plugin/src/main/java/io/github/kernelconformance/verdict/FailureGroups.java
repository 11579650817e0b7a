package io.github.kernelconformance.verdict;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The failing cells of a matrix in a few true words. Boxes that hold no passing cell grow from
 * failing cells, and the ones that cover the most are taken first: greedy set cover (Chvátal, "A
 * greedy heuristic for the set-covering problem", Math. Oper. Res. 4(3), 1979).
 *
 * @param groups the largest first, at most {@value #MOST_GROUPS}
 * @param others failing cells that are in none of the groups, in matrix order
 */
public record FailureGroups(List<FailureGroup> groups, List<CellResult> others) {

  /** As many groups fit on a screen beside the rest of the report. */
  public static final int MOST_GROUPS = 8;

  /** Up to as many groups, sizes say more to a reader than the name of a branch. */
  private static final int FEW_GROUPS = 4;

  /** Failing cells that boxes grow from for one group, spread evenly over what is left. */
  private static final int SEEDS = 8;

  /** Failures rarely depend on dtype and pattern: these grow first, the others in every order. */
  private static final List<List<Axis>> ORDERS =
      permutations(List.of(Axis.MODE, Axis.VARIANT, Axis.N, Axis.K)).stream()
          .map(order -> join(List.of(Axis.DTYPE, Axis.PATTERN), order))
          .toList();

  private static final List<List<Axis>> ORDERS_WITH_BRANCH =
      ORDERS.stream().map(order -> join(order, List.of(Axis.BRANCH))).toList();

  public FailureGroups {
    groups = List.copyOf(groups);
    others = List.copyOf(others);
  }

  /**
   * Groups the failing cells among some results; equal results give equal groups.
   *
   * @param results every cell of the matrix, in matrix order
   */
  public static FailureGroups of(List<CellResult> results) {
    Ran ran = new Ran(results);
    FailureGroups bySize = cover(ran, ORDERS);
    if (bySize.others.isEmpty() && bySize.groups.size() <= FEW_GROUPS) {
      return bySize;
    }
    FailureGroups byBranch = cover(ran, ORDERS_WITH_BRANCH);
    int fewerLeft = Integer.compare(byBranch.others.size(), bySize.others.size());
    int fewerGroups = Integer.compare(byBranch.groups.size(), bySize.groups.size());
    return fewerLeft < 0 || fewerLeft == 0 && fewerGroups < 0 ? byBranch : bySize;
  }

  private static FailureGroups cover(Ran ran, List<List<Axis>> orders) {
    BitSet open = (BitSet) ran.failing().clone();
    List<FailureGroup> groups = new ArrayList<>();
    while (!open.isEmpty() && groups.size() < MOST_GROUPS) {
      Box box = largest(ran, open, orders);
      BitSet covered = covered(box, open);
      groups.add(new FailureGroup(Description.of(ran, box.trimmed(covered)), list(ran, covered)));
      open.andNot(covered);
    }
    return new FailureGroups(groups, list(ran, open));
  }

  private static Box largest(Ran ran, BitSet open, List<List<Axis>> orders) {
    int[] cells = open.stream().toArray();
    int seeds = Math.min(SEEDS, cells.length);
    List<Box> boxes =
        IntStream.range(0, seeds)
            .mapToObj(i -> cells[(int) ((long) i * cells.length / seeds)])
            .flatMap(seed -> orders.stream().map(order -> Box.grow(ran, seed, order)))
            .toList();
    Box largest = boxes.get(0);
    for (Box box : boxes) {
      if (covered(box, open).cardinality() > covered(largest, open).cardinality()) {
        largest = box;
      }
    }
    return largest;
  }

  private static BitSet covered(Box box, BitSet open) {
    BitSet covered = box.cells();
    covered.and(open);
    return covered;
  }

  private static List<CellResult> list(Ran ran, BitSet cells) {
    return cells.stream().mapToObj(ran::result).toList();
  }

  private static List<List<Axis>> permutations(List<Axis> axes) {
    if (axes.isEmpty()) {
      return List.of(List.of());
    }
    return axes.stream()
        .flatMap(
            first ->
                permutations(axes.stream().filter(axis -> axis != first).toList()).stream()
                    .map(rest -> join(List.of(first), rest)))
        .toList();
  }

  private static List<Axis> join(List<Axis> first, List<Axis> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }
}
