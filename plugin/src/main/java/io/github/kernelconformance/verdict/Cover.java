package io.github.kernelconformance.verdict;

import io.github.kernelconformance.matrix.Axis;
import io.github.kernelconformance.matrix.Axis.Role;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Covers the failing cells with boxes that hold no passing cell. Boxes grow from some of the cells,
 * axis by axis in many orders, and the one that covers the most is taken: greedy set cover
 * (Chvátal, "A greedy heuristic for the set-covering problem", Math. Oper. Res. 4(3), 1979).
 *
 * @param mostRuns of neighbouring values of a size in one box
 * @param branches whether boxes may be limited to branches
 */
record Cover(int mostRuns, boolean branches) {

  /** Failing cells that boxes grow from for one group, spread evenly over what is left. */
  private static final int SEEDS = 8;

  /** Axes beyond as many are not grown in every order: their orders would be too many. */
  private static final int MOST_IN_EVERY_ORDER = 4;

  /** At most so many groups, the largest first. */
  FailureGroups groups(Ran ran, int most) {
    BitSet open = (BitSet) ran.failing().clone();
    List<FailureGroup> groups = new ArrayList<>();
    while (!open.isEmpty() && groups.size() < most) {
      Box box = largest(ran, open);
      BitSet covered = covered(box, open);
      groups.add(new FailureGroup(Description.of(ran, box.trimmed(covered)), ran.results(covered)));
      open.andNot(covered);
    }
    return new FailureGroups(groups, ran.results(open));
  }

  private Box largest(Ran ran, BitSet open) {
    int[] cells = open.stream().toArray();
    int seeds = Math.min(SEEDS, cells.length);
    List<Box> boxes =
        IntStream.range(0, seeds)
            .mapToObj(i -> cells[(int) ((long) i * cells.length / seeds)])
            .flatMap(seed -> from(ran, seed))
            .toList();
    Box largest = boxes.get(0);
    int most = 0;
    for (Box box : boxes) {
      int size = covered(box, open).cardinality();
      if (size > most) {
        largest = box;
        most = size;
      }
    }
    return largest;
  }

  private Stream<Box> from(Ran ran, int seed) {
    List<Axis> axes = branches ? ran.axes() : without(ran.axes(), ran.axes(Role.BRANCH));
    List<Axis> sizes = ran.axes(Role.SIZE);
    List<Axis> contending = ran.axes(Role.MODE, Role.VARIANT, Role.CHOICE, Role.SIZE);
    Box ofAnySize = Box.around(ran, seed, without(axes, sizes));
    return Stream.concat(
        boxes(ran, Box.around(ran, seed, axes), contending),
        // Sizes that run in pairs, such as N and K, do not grow one after the other.
        ofAnySize.holdsPasses() ? Stream.of() : boxes(ran, ofAnySize, without(contending, sizes)));
  }

  private Stream<Box> boxes(Ran ran, Box box, List<Axis> contending) {
    // Failures rarely depend on these, which grow first.
    List<Axis> free = ran.axes(Role.TYPE, Role.EXTENT, Role.PATTERN);
    List<Axis> last = new ArrayList<>(free);
    if (branches) {
      last.addAll(ran.axes(Role.BRANCH));
    }
    return orders(contending)
        .map(order -> grown(grown(box, free), order))
        // Once more, since a value that adds nothing may add something when other axes have grown.
        .map(grown -> grown(grown, last));
  }

  /**
   * Every order of a few axes. Of many, each comes first and last once, so that the work stays in
   * proportion to their number.
   */
  private static Stream<List<Axis>> orders(List<Axis> axes) {
    if (axes.size() <= MOST_IN_EVERY_ORDER) {
      return permutations(axes);
    }
    List<Axis> back = new ArrayList<>(axes);
    Collections.reverse(back);
    return Stream.concat(rotations(axes), rotations(back));
  }

  private static Stream<List<Axis>> rotations(List<Axis> axes) {
    return IntStream.range(0, axes.size())
        .mapToObj(
            by -> {
              List<Axis> rotated = new ArrayList<>(axes);
              Collections.rotate(rotated, by);
              return rotated;
            });
  }

  private static Stream<List<Axis>> permutations(List<Axis> axes) {
    if (axes.isEmpty()) {
      return Stream.of(List.of());
    }
    return axes.stream()
        .flatMap(
            first ->
                permutations(without(axes, List.of(first)))
                    .map(
                        rest -> {
                          List<Axis> order = new ArrayList<>(List.of(first));
                          order.addAll(rest);
                          return order;
                        }));
  }

  private static List<Axis> without(List<Axis> axes, List<Axis> some) {
    return axes.stream().filter(axis -> !some.contains(axis)).toList();
  }

  private Box grown(Box box, List<Axis> axes) {
    for (Axis axis : axes) {
      box = box.grown(axis, mostRuns);
    }
    return box;
  }

  private static BitSet covered(Box box, BitSet open) {
    BitSet covered = box.cells();
    covered.and(open);
    return covered;
  }
}
