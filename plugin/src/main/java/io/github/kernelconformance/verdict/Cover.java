package io.github.kernelconformance.verdict;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Covers the failing cells with boxes that hold no passing cell. Boxes grow from some of the cells,
 * axis by axis in every order, and the one that covers the most is taken: greedy set cover
 * (Chvátal, "A greedy heuristic for the set-covering problem", Math. Oper. Res. 4(3), 1979).
 *
 * @param mostRuns of neighbouring values of N or of K in one box
 * @param branches whether boxes may be limited to branches
 */
record Cover(int mostRuns, boolean branches) {

  /** Failing cells that boxes grow from for one group, spread evenly over what is left. */
  private static final int SEEDS = 8;

  private static final List<Axis> ALL = List.of(Axis.values());

  private static final List<Axis> ALL_BUT_BRANCH = without(ALL, List.of(Axis.BRANCH));

  private static final List<Axis> SIZES = List.of(Axis.N, Axis.K);

  /** The axes that failures rarely depend on; these grow first. */
  private static final List<Axis> FREE = List.of(Axis.DTYPE, Axis.BATCH, Axis.M, Axis.PATTERN);

  private static final List<Axis> FREE_AND_BRANCH =
      List.of(Axis.DTYPE, Axis.BATCH, Axis.M, Axis.PATTERN, Axis.BRANCH);

  /** The axes that failures depend on; these grow in every order. */
  private static final List<Axis> CONTENDING = List.of(Axis.MODE, Axis.VARIANT, Axis.N, Axis.K);

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
    List<Axis> axes = branches ? ALL : ALL_BUT_BRANCH;
    Box ofAnySize = Box.around(ran, seed, without(axes, SIZES));
    return Stream.concat(
        boxes(Box.around(ran, seed, axes), CONTENDING),
        // Sizes that run in pairs of N and K do not grow one after the other.
        ofAnySize.holdsPasses() ? Stream.of() : boxes(ofAnySize, without(CONTENDING, SIZES)));
  }

  private Stream<Box> boxes(Box box, List<Axis> contending) {
    return inEveryOrder(grown(box, FREE), contending)
        // Once more, since a value that adds nothing may add something when other axes have grown.
        .map(grown -> grown(grown, branches ? FREE_AND_BRANCH : FREE));
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

  private Stream<Box> inEveryOrder(Box box, List<Axis> axes) {
    if (axes.isEmpty()) {
      return Stream.of(box);
    }
    return axes.stream()
        .flatMap(first -> inEveryOrder(box.grown(first, mostRuns), without(axes, List.of(first))));
  }

  private static BitSet covered(Box box, BitSet open) {
    BitSet covered = box.cells();
    covered.and(open);
    return covered;
  }
}
