package io.github.kernelconformance.verdict;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * The failing cells of a matrix in a few true words.
 *
 * @param groups the largest first, at most {@value #MOST_GROUPS}
 * @param others failing cells that are in none of the groups, in matrix order
 */
public record FailureGroups(List<FailureGroup> groups, List<CellResult> others) {

  /** As many groups fit on a screen beside the rest of a report. */
  public static final int MOST_GROUPS = 8;

  /** So many lines are read with ease; only for fewer does a reader get less plain ones. */
  private static final int FEW_GROUPS = 4;

  /** From plain to less plain: intervals of sizes, then sets of sizes, then branches by name. */
  private static final List<Cover> COVERS =
      List.of(new Cover(1, false), new Cover(8, false), new Cover(1, true), new Cover(8, true));

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
    if (results.stream().noneMatch(CellResult::failed)) {
      return new FailureGroups(List.of(), List.of());
    }
    List<CellResult> ran = results.stream().filter(result -> result.status().ran()).toList();
    List<FailureGroup> all =
        Ran.kinds(ran).stream()
            .filter(kind -> kind.stream().anyMatch(CellResult::failed))
            .flatMap(kind -> ofKind(new Ran(kind, CellResult::failed)).groups.stream())
            .sorted(Comparator.comparingInt(group -> -group.failures().size()))
            .toList();
    List<FailureGroup> shown = all.subList(0, Math.min(MOST_GROUPS, all.size()));
    // The same objects: to compare what they hold would read all their evidence.
    Set<CellResult> told = Collections.newSetFromMap(new IdentityHashMap<>());
    shown.forEach(it -> told.addAll(it.failures()));
    return new FailureGroups(
        shown, ran.stream().filter(it -> it.failed() && !told.contains(it)).toList());
  }

  private static FailureGroups ofKind(Ran ran) {
    List<FailureGroups> tried = new ArrayList<>();
    for (Cover cover : COVERS) {
      FailureGroups found = cover.groups(ran, MOST_GROUPS);
      if (found.others.isEmpty() && found.groups.size() <= FEW_GROUPS) {
        return found;
      }
      tried.add(found);
    }
    return tried.stream()
        .min(
            Comparator.<FailureGroups>comparingInt(found -> found.others.size())
                .thenComparingInt(found -> found.groups.size()))
        .orElseThrow();
  }
}
