package io.github.kernelconformance.verdict;

import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.matrix.CellGlob;
import io.github.kernelconformance.matrix.Shape;
import io.github.kernelconformance.verdict.Runs.Run;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
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

  /** The axes of an id, those first that have values of their own for each value of others. */
  private static final List<Axis> TRIMMED =
      List.of(
          Axis.K, Axis.N, Axis.M, Axis.BATCH, Axis.VARIANT, Axis.MODE, Axis.DTYPE, Axis.PATTERN);

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
    Map<Cell, CellResult> open = new LinkedHashMap<>();
    results.stream().filter(wanted).forEach(it -> open.put(it.cell(), it));
    List<Group> groups = new ArrayList<>();
    while (open.size() > 1 && groups.size() < MOST_SETS) {
      List<CellResult> box =
          COVER
              .groups(new Ran(results, it -> open.containsKey(it.cell())), 1)
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
    return groups.stream().sorted(Comparator.comparingInt(it -> position(it, results))).toList();
  }

  /** The place of a group's first cell. */
  static int position(Group group, List<CellResult> results) {
    Cell first = group.cells().get(0).cell();
    return IntStream.range(0, results.size())
        .filter(i -> results.get(i).cell().equals(first))
        .findFirst()
        .orElseThrow();
  }

  /**
   * Those whose ids have the segments that the first has: B and M are left out where they are 1,
   * and the family if it is the mode's own.
   */
  private static List<CellResult> likeTheFirst(List<CellResult> cells) {
    int segments = segments(cells.get(0));
    boolean batch = cells.get(0).cell().shape().batch() > 1;
    String family = cells.get(0).cell().family();
    boolean named = isNamed(cells.get(0).cell());
    return cells.stream()
        .filter(it -> segments(it) == segments && it.cell().shape().batch() > 1 == batch)
        .filter(it -> isNamed(it.cell()) == named)
        .filter(it -> !named || it.cell().family().equals(family))
        .toList();
  }

  /** Whether the id begins with the family. */
  private static boolean isNamed(Cell cell) {
    return !cell.family().equals(cell.mode().family());
  }

  private static int segments(CellResult result) {
    return result.cell().id().split("/").length;
  }

  /**
   * Without the values that only some of the others came with: modes have inner sizes of their own,
   * and a glob is to match no combination that nobody has seen.
   */
  private static List<CellResult> everyCombination(List<CellResult> cells) {
    List<CellResult> kept = cells;
    for (Axis axis : TRIMMED) {
      Map<Object, List<CellResult>> byValue =
          kept.stream()
              .collect(
                  Collectors.groupingBy(
                      it -> axis.value(it.cell()), LinkedHashMap::new, Collectors.toList()));
      int most = byValue.values().stream().mapToInt(List::size).max().orElseThrow();
      kept = kept.stream().filter(it -> byValue.get(axis.value(it.cell())).size() == most).toList();
    }
    return combinations(kept) == kept.size() ? kept : kept.subList(0, 1);
  }

  private static long combinations(List<CellResult> cells) {
    return TRIMMED.stream()
        .mapToLong(axis -> cells.stream().map(it -> axis.value(it.cell())).distinct().count())
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
    Shape shape = cells.get(0).cell().shape();
    List<String> segments = new ArrayList<>();
    if (isNamed(cells.get(0).cell())) {
      segments.add(cells.get(0).cell().family());
    }
    segments.add(names(cells, cell -> cell.mode().id()));
    segments.add(names(cells, cell -> cell.dtype().id()));
    segments.add(names(cells, Cell::variant));
    if (shape.batch() > 1) {
      segments.add("B=" + names(cells, cell -> cell.batch().id()));
    }
    if (shape.m() > 1) {
      segments.add("M=" + sizes(cells, cell -> cell.shape().m()));
    }
    segments.add("N=" + sizes(cells, cell -> cell.shape().n()));
    segments.add("K=" + sizes(cells, cell -> cell.shape().k()));
    segments.add(names(cells, cell -> cell.pattern().id()));
    return String.join("/", segments);
  }

  private static String names(List<CellResult> cells, Function<Cell, String> name) {
    return choice(cells.stream().map(it -> name.apply(it.cell())).distinct().toList());
  }

  private static String sizes(List<CellResult> cells, Function<Cell, Integer> size) {
    BitSet sizes = new BitSet();
    cells.forEach(it -> sizes.set(size.apply(it.cell())));
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
