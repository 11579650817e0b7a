package io.github.kernelconformance.coverage;

import java.util.List;

/**
 * A function of the user, or one instantiation of a template.
 *
 * @param symbol its name for the linker
 * @param lines all places with code, several of a line
 */
public record CountedFunction(
    String symbol, List<CountedLine> lines, List<CountedBranch> branches, List<CountedLoop> loops) {

  public CountedFunction {
    lines = List.copyOf(lines);
    branches = List.copyOf(branches);
    loops = List.copyOf(loops);
  }

  /** The same of counters that lie further on. */
  CountedFunction shifted(int by) {
    return new CountedFunction(
        symbol,
        lines.stream()
            .map(it -> new CountedLine(it.file(), it.line(), it.count().shifted(by)))
            .toList(),
        branches.stream()
            .map(
                it ->
                    new CountedBranch(
                        it.file(),
                        it.line(),
                        it.column(),
                        it.text(),
                        it.label(),
                        it.taken().shifted(by),
                        it.other().shifted(by)))
            .toList(),
        loops.stream().map(it -> it.shifted(by)).toList());
  }
}
