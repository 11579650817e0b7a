package io.github.kernelconformance.coverage;

import java.util.ArrayList;
import java.util.List;

/**
 * The code of a file that some kernels can reach.
 *
 * @param path as the user wrote it
 * @param lines those with code, in order
 * @param branches in the order of the text
 * @param loops in the order of the text
 */
public record FileCoverage(
    String path,
    List<LineCoverage> lines,
    List<BranchCoverage> branches,
    List<LoopCoverage> loops) {

  public FileCoverage {
    lines = List.copyOf(lines);
    branches = List.copyOf(branches);
    loops = List.copyOf(loops);
  }

  /** How much of it ran. */
  public CoverageFigures figures() {
    return new CoverageFigures(
        lines.size(),
        (int) lines.stream().filter(LineCoverage::ran).count(),
        branches.stream().mapToInt(BranchCoverage::sides).sum(),
        branches.stream().mapToInt(BranchCoverage::sidesTaken).sum(),
        loops.stream().mapToInt(it -> it.possible().size()).sum(),
        loops.stream().mapToInt(it -> it.possible().size() - it.missing().size()).sum());
  }

  /** The lines that no cell ran, as ranges of lines with code: {@code 12}, {@code 40-44}. */
  public List<String> missed() {
    List<String> ranges = new ArrayList<>();
    int first = -1;
    int last = -1;
    for (LineCoverage it : lines) {
      if (!it.ran()) {
        first = first < 0 ? it.line() : first;
        last = it.line();
      } else if (first >= 0) {
        ranges.add(range(first, last));
        first = -1;
      }
    }
    if (first >= 0) {
      ranges.add(range(first, last));
    }
    return ranges;
  }

  private static String range(int first, int last) {
    return first == last ? String.valueOf(first) : first + "-" + last;
  }
}
