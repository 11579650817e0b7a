package io.github.kernelconformance.verdict;

import io.github.kernelconformance.matrix.Axis;
import io.github.kernelconformance.matrix.Axis.Role;
import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.matrix.CellGlob;
import io.github.kernelconformance.verdict.Runs.Run;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Few globs that match some cells of a matrix and no others. They list values and have no
 * asterisks, and every combination of their values is one of the cells, so that they match no more
 * when the matrix grows.
 */
final class ExactGlobs {

  /** Beyond as many globs that match several cells, each cell gets its own. */
  private static final int MOST_SETS = 32;

  /** From as many neighbours on a range is shorter than a list. */
  private static final int LEAST_RANGE = 3;

  private static final List<Role> TRIMMED =
      List.of(
          Role.SIZE, Role.EXTENT, Role.VARIANT, Role.CHOICE, Role.MODE, Role.TYPE, Role.PATTERN);

  /** Ids do not name branches; lists of sizes may have gaps. */
  private static final Cover COVER = new Cover(Integer.MAX_VALUE, false);

  /**
   * A glob with what it matches.
   *
   * @param cells in matrix order
   */
  record Group(CellGlob glob, List<CellResult> cells) {}

  private ExactGlobs() {}

  /**
   * Globs that together match the wanted cells, each of them once, and nothing else.
   *
   * @param results every cell of the matrix, in matrix order
   * @return in the order of their first cells
   */
  static List<Group> of(List<CellResult> results, Predicate<CellResult> wanted) {
    return Ran.kinds(results).stream()
        .flatMap(kind -> ofKind(kind, results, wanted).stream())
        .sorted(Comparator.comparingInt(it -> position(it, results)))
        .toList();
  }

  private static List<Group> ofKind(
      List<CellResult> kind, List<CellResult> results, Predicate<CellResult> wanted) {
    Map<Cell, CellResult> open = new LinkedHashMap<>();
    kind.stream().filter(wanted).forEach(it -> open.put(it.cell(), it));
    List<Group> groups = new ArrayList<>();
    while (open.size() > 1 && groups.size() < MOST_SETS) {
      List<CellResult> box =
          COVER
              .groups(new Ran(kind, it -> open.containsKey(it.cell())), 1)
              .groups()
              .get(0)
              .failures();
      Group group = group(everyCombination(likeTheFirst(box)));
      if (!matchesNoOther(group, results)) {
        break;
      }
      groups.add(group);
      group.cells().forEach(it -> open.remove(it.cell()));
    }
    open.values().forEach(it -> groups.add(new Group(CellGlob.parse(it.cell().id()), List.of(it))));
    return groups;
  }

  /** The place of a group's first cell. */
  static int position(Group group, List<CellResult> results) {
    Cell first = group.cells().get(0).cell();
    return IntStream.range(0, results.size())
        .filter(i -> results.get(i).cell().equals(first))
        .findFirst()
        .orElseThrow();
  }

  /** Those whose ids name the axes that the first one's names. */
  private static List<CellResult> likeTheFirst(List<CellResult> cells) {
    Cell first = cells.get(0).cell();
    return cells.stream()
        .filter(it -> it.cell().contract().equals(first.contract()) || !first.qualified())
        .filter(it -> named(it.cell()).equals(named(first)))
        .toList();
  }

  /** The axes that an id names. */
  private static List<Axis> named(Cell cell) {
    List<Axis> axes = cell.at().axes();
    return axes.stream().filter(axis -> axis.names(value(axis, cell))).toList();
  }

  /**
   * The axes of an id, those first that have values of their own for each value of others: sizes
   * from the last on, extents, variants, choices, modes, types and patterns.
   */
  private static List<Axis> trimmed(Cell cell) {
    List<Axis> axes = new ArrayList<>(cell.at().axes());
    Collections.reverse(axes);
    return TRIMMED.stream()
        .flatMap(role -> axes.stream().filter(axis -> axis.role() == role))
        .toList();
  }

  private static Object value(Axis axis, Cell cell) {
    return cell.at().values().get(cell.at().axes().indexOf(axis));
  }

  /**
   * Without the values that only some of the others came with: modes have inner sizes of their own,
   * and a glob is to match no combination that nobody has seen.
   */
  private static List<CellResult> everyCombination(List<CellResult> cells) {
    List<CellResult> kept = cells;
    List<Axis> trimmed = trimmed(cells.get(0).cell());
    for (Axis axis : trimmed) {
      Map<Object, List<CellResult>> byValue =
          kept.stream()
              .collect(
                  Collectors.groupingBy(
                      it -> value(axis, it.cell()), LinkedHashMap::new, Collectors.toList()));
      int most = byValue.values().stream().mapToInt(List::size).max().orElseThrow();
      kept =
          kept.stream().filter(it -> byValue.get(value(axis, it.cell())).size() == most).toList();
    }
    return combinations(kept) == kept.size() ? kept : kept.subList(0, 1);
  }

  private static long combinations(List<CellResult> cells) {
    return trimmed(cells.get(0).cell()).stream()
        .mapToLong(axis -> cells.stream().map(it -> value(axis, it.cell())).distinct().count())
        .reduce(1, (a, b) -> a * b);
  }

  private static Group group(List<CellResult> cells) {
    return new Group(CellGlob.parse(glob(cells)), cells);
  }

  /** True by the way it was made; but it is this that everything rests on. */
  private static boolean matchesNoOther(Group group, List<CellResult> results) {
    return results.stream()
        .filter(it -> group.glob().matches(it.cell()))
        .toList()
        .equals(group.cells());
  }

  private static String glob(List<CellResult> cells) {
    Cell first = cells.get(0).cell();
    List<String> segments = new ArrayList<>();
    if (first.qualified()) {
      segments.add(first.contract());
    }
    for (Axis axis : named(first)) {
      List<Object> values = cells.stream().map(it -> value(axis, it.cell())).distinct().toList();
      segments.add(
          axis.segment(
              values.stream().allMatch(Integer.class::isInstance)
                  ? sizes(values)
                  : choice(values.stream().map(Object::toString).toList())));
    }
    return String.join("/", segments);
  }

  private static String sizes(List<Object> values) {
    BitSet sizes = new BitSet();
    values.forEach(it -> sizes.set((Integer) it));
    return choice(Runs.of(sizes).stream().flatMap(run -> entries(run).stream()).toList());
  }

  private static List<String> entries(Run run) {
    if (run.last() - run.first() + 1 >= LEAST_RANGE) {
      return List.of(run.first() + ".." + run.last());
    }
    return run.first() == run.last()
        ? List.of(String.valueOf(run.first()))
        : List.of(String.valueOf(run.first()), String.valueOf(run.last()));
  }

  private static String choice(List<String> values) {
    return values.size() == 1 && !values.get(0).contains("..")
        ? values.get(0)
        : "{" + String.join(",", values) + "}";
  }
}
