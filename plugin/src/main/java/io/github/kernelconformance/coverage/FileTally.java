package io.github.kernelconformance.coverage;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Adds up what kernels ran of a file. */
final class FileTally {

  /** A place of the text; a template or a header that is included twice has it several times. */
  private record Place(int line, int column, String text) {}

  private static final Comparator<Place> ORDER =
      Comparator.comparingInt(Place::line)
          .thenComparingInt(Place::column)
          .thenComparing(Place::text);

  /** What is known of a line. */
  static final class Line {
    long count;
    int cells;
    final Set<String> without = new TreeSet<>();
  }

  private final Map<Integer, Line> lines = new TreeMap<>();
  private final Map<Place, BranchCoverage> branches = new TreeMap<>(ORDER);
  private final Map<Place, LoopCoverage> loops = new TreeMap<>(ORDER);

  Line line(int number) {
    return lines.computeIfAbsent(number, key -> new Line());
  }

  void branch(CountedBranch at, long taken, long other) {
    branches.merge(
        new Place(at.line(), at.column(), at.text()),
        new BranchCoverage(at.line(), at.column(), at.text(), at.label(), taken, other),
        (one, two) ->
            new BranchCoverage(
                one.line(),
                one.column(),
                one.text(),
                one.label(),
                one.taken() + two.taken(),
                one.other() + two.other()));
  }

  void loop(CountedLoop at, long none, long one, long many) {
    loops.merge(
        new Place(at.line(), at.column(), at.keyword()),
        new LoopCoverage(at.line(), at.column(), at.keyword(), at.possible(), none, one, many),
        LoopCoverage::plus);
  }

  FileCoverage of(String path) {
    return new FileCoverage(
        path,
        lines.entrySet().stream()
            .map(
                it ->
                    new LineCoverage(
                        it.getKey(),
                        it.getValue().count,
                        it.getValue().cells,
                        List.copyOf(it.getValue().without)))
            .toList(),
        List.copyOf(branches.values()),
        List.copyOf(loops.values()));
  }
}
