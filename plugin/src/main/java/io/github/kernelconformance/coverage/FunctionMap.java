package io.github.kernelconformance.coverage;

import io.github.kernelconformance.coverage.CountedText.Place;
import io.github.kernelconformance.coverage.Region.Kind;
import io.github.kernelconformance.msl.PlainText;
import io.github.kernelconformance.msl.SourceLocation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What clang's counters of a function say of its lines and branches. */
final class FunctionMap {

  private static final int LONGEST = 60;

  private final PlainText text;
  private final List<Region> regions;
  private final Collection<Place> points;
  private final Set<Integer> incremented;

  /**
   * @param points all places that have code
   * @param incremented the counters that have code
   */
  FunctionMap(
      PlainText text, List<Region> regions, Collection<Place> points, Set<Integer> incremented) {
    this.text = text;
    this.regions = regions;
    this.points = points;
    this.incremented = incremented;
  }

  List<CountedLine> lines() {
    Set<CountedLine> lines = new LinkedHashSet<>();
    for (Place point : points) {
      SourceLocation at = text.origin(point.line());
      innermost(point)
          .ifPresent(it -> lines.add(new CountedLine(at.file(), at.line(), it.count())));
    }
    return List.copyOf(lines);
  }

  private Optional<Region> innermost(Place point) {
    Region innermost = null;
    for (Region it : regions) {
      if (it.kind() == Kind.CODE
          && it.has(point.line(), point.column())
          && (innermost == null || it.within(innermost))) {
        innermost = it;
      }
    }
    return Optional.ofNullable(innermost);
  }

  /** Conditions whose value the compiler knows have one side only, and are none. */
  List<CountedBranch> branches() {
    List<CountedBranch> branches = new ArrayList<>();
    for (Region it : regions) {
      if (it.kind() == Kind.BRANCH) {
        String rest = text.rest(it.line(), it.column());
        boolean label = rest.matches("(?:case|default)\\b.*");
        boolean counts =
            label
                ? it.count().isCounter() && incremented.contains(it.count().terms().get(0))
                : !it.count().isZero() && !it.other().isZero() && hasCode(it);
        if (counts) {
          SourceLocation at = text.origin(it.line());
          branches.add(
              new CountedBranch(
                  at.file(),
                  at.line(),
                  it.column(),
                  words(it),
                  label,
                  it.count(),
                  label ? Sum.ZERO : it.other()));
        }
      }
    }
    return branches;
  }

  private boolean hasCode(Region region) {
    return points.stream().anyMatch(it -> region.has(it.line(), it.column()));
  }

  private String words(Region region) {
    StringBuilder words = new StringBuilder();
    for (int line = region.line(); line <= region.endLine(); line++) {
      String rest = text.rest(line, line == region.line() ? region.column() : 1);
      int past = line == region.line() ? region.column() - 1 : 0;
      words
          .append(words.isEmpty() ? "" : " ")
          .append(
              line == region.endLine()
                  ? rest.substring(0, Math.min(rest.length(), region.endColumn() - 1 - past))
                  : rest);
    }
    String all = words.toString().strip().replaceAll("\\s+", " ");
    if (all.equals(":")) {
      return "another element"; // of a range
    }
    return all.length() <= LONGEST ? all : all.substring(0, LONGEST - 1) + "…";
  }
}
