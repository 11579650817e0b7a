package io.github.kernelconformance.verdict;

import io.github.kernelconformance.matrix.Axis;
import io.github.kernelconformance.matrix.Axis.Role;
import io.github.kernelconformance.verdict.Runs.Run;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A box in words, for example {@code mxfp4, mxfp8 × qmv × N 1..7 × K > 256}. What it says is true
 * of the cells that ran: each one that has all the named values is in the box. An axis is named if
 * the box has not all of its values, by those values or, where they are many, by the few others, as
 * in {@code all but huge}; modes are always named. Variants, batches and rows of x do not all run
 * with each other, so these are named only if that leaves out a cell.
 */
final class Description {

  /** As many modes are listed even if they are all there are. */
  private static final int LISTED_MODES = 4;

  private static final int FEW_VARIANTS = 3;

  /** From so many names on, those that are left out are shorter, if they are few. */
  private static final int MANY_NAMES = 4;

  private static final int MOST_LEFT_OUT = 2;

  private final Ran ran;
  private final Box box;

  private Description(Ran ran, Box box) {
    this.ran = ran;
    Box filled = box;
    for (Axis axis : ran.axes()) {
      if (namedByOthers(axis, box)) {
        filled = filled.filled(axis);
      }
    }
    this.box = filled;
  }

  /** Whether the values that are left out may stand for those that the box has. */
  private static boolean namedByOthers(Axis axis, Box box) {
    return !axis.isSize()
        && axis.role() != Role.BRANCH
        && box.values(axis).cardinality() >= MANY_NAMES;
  }

  static String of(Ran ran, Box box) {
    if (box.cells().cardinality() == ran.size()) {
      return ran.contract()
          .map("every cell of %s that ran"::formatted)
          .orElse("every cell that ran");
    }
    Description description = new Description(ran, box);
    List<Axis> unsaid = description.unsaid();
    StringJoiner words = new StringJoiner(" × ");
    ran.contract().ifPresent(words::add);
    for (Axis axis : ran.axes()) {
      String constraint = axis.isSize() ? description.sizes(axis) : description.names(axis);
      if (!constraint.isEmpty() && !unsaid.contains(axis)) {
        words.add(constraint);
      }
    }
    return words.toString();
  }

  /** Axes whose values follow from the others. */
  private List<Axis> unsaid() {
    BitSet inside = box.cells();
    List<Axis> unsaid = new ArrayList<>();
    List<Axis> uneven = new ArrayList<>(ran.axes(Role.EXTENT));
    Collections.reverse(uneven);
    uneven.addAll(ran.axes(Role.VARIANT));
    for (Axis axis : uneven) {
      if (axis.role() == Role.VARIANT && box.values(axis).cardinality() <= FEW_VARIANTS) {
        continue; // names of kernels help even if sizes imply them
      }
      unsaid.add(axis);
      if (!box.cellsWithout(unsaid).equals(inside)) {
        unsaid.remove(axis);
      }
    }
    return unsaid;
  }

  private String names(Axis axis) {
    BitSet named = box.values(axis);
    int all = ran.values(axis).size();
    int leftOut = all - named.cardinality();
    if (leftOut > 0 && leftOut <= MOST_LEFT_OUT && namedByOthers(axis, box)) {
      named.flip(0, all);
      return "all but " + list(axis, named);
    }
    if (leftOut > 0 || axis.role() == Role.MODE && all <= LISTED_MODES) {
      return list(axis, named);
    }
    return axis.role() == Role.MODE ? "all " + all + " modes" : "";
  }

  private String list(Axis axis, BitSet values) {
    String form = axis.role() == Role.BRANCH ? "branch '%s'" : "%s";
    return values.stream()
        .mapToObj(value -> form.formatted(word(axis, ran.values(axis).get(value))))
        .collect(Collectors.joining(", "));
  }

  /** Of extents, a bare value says nothing. */
  private static Object word(Axis axis, Object value) {
    return axis.role() == Role.EXTENT || axis.role() == Role.CHOICE ? axis.segment(value) : value;
  }

  /**
   * Sizes are seen against those that ran with the box's names, whatever the other sizes: each mode
   * and variant has its own, and {@code K > 256} is to mean no more than what ran.
   */
  private String sizes(Axis axis) {
    BitSet named = box.cellsWithout(ran.axes(Role.SIZE));
    List<Object> sizes =
        IntStream.range(0, ran.values(axis).size())
            .filter(value -> ran.cells(axis, value).intersects(named))
            .mapToObj(ran.values(axis)::get)
            .toList();
    BitSet inside = new BitSet();
    for (int i = 0; i < sizes.size(); i++) {
      inside.set(i, box.values(axis).get(ran.values(axis).indexOf(sizes.get(i))));
    }
    if (inside.cardinality() == sizes.size()) {
      return "";
    }
    List<Run> runs = Runs.of(inside);
    List<Axis> all = ran.axes(Role.SIZE);
    return axis.equals(all.get(all.size() - 1)) && runs.size() == 1
        ? bounds(axis.word(), runs.get(0), sizes)
        : axis.word()
            + " "
            + runs.stream().map(run -> range(run, sizes)).collect(Collectors.joining(", "));
  }

  private static String range(Run run, List<Object> sizes) {
    Object first = sizes.get(run.first());
    return switch (run.last() - run.first()) {
      case 0 -> first.toString();
      case 1 -> first + ", " + sizes.get(run.last());
      default -> first + ".." + sizes.get(run.last());
    };
  }

  /**
   * The last size, along which kernels loop, against the neighbours that do not fail: the threshold
   * is what leads to the loop.
   */
  private static String bounds(String word, Run run, List<Object> sizes) {
    Object last = sizes.get(run.last());
    if (run.first() == run.last()) {
      return word + " " + last;
    }
    if (run.first() == 0) {
      return word + " <= " + last;
    }
    Object below = sizes.get(run.first() - 1);
    return run.last() == sizes.size() - 1
        ? word + " > " + below
        : below + " < " + word + " <= " + last;
  }
}
