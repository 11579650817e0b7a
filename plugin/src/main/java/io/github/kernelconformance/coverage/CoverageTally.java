package io.github.kernelconformance.coverage;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Adds up what the cells of a contract ran. Any number of threads may use it at once. */
public final class CoverageTally {

  /** A line of the user's. */
  private record At(String file, int line) {}

  /** What a kernel's code is, and what became of it. */
  private static final class KernelTally {
    private final List<CountedFunction> functions;
    private final Map<At, Integer> cells = new HashMap<>();
    private long[] counts = {};

    private KernelTally(List<CountedFunction> functions) {
      this.functions = functions;
    }

    private long value(Sum sum) {
      return counts.length == 0 ? 0 : sum.value(counts);
    }
  }

  private final String contract;
  private final Map<String, KernelTally> kernels = new TreeMap<>();
  private int cells;

  /** Of a contract, by name. */
  public CoverageTally(String contract) {
    this.contract = contract;
  }

  /**
   * Adds a kernel, whether or not a cell will run it.
   *
   * @param functions that it can reach
   */
  public synchronized void kernel(String name, List<CountedFunction> functions) {
    kernels.putIfAbsent(name, new KernelTally(functions));
  }

  /**
   * Adds what a cell ran.
   *
   * @param kernel one that was added
   * @param counts of its library after the run
   */
  public void cell(String kernel, long[] counts) {
    KernelTally tally;
    synchronized (this) {
      tally = kernels.get(kernel);
    }
    Set<At> ran = new HashSet<>();
    for (CountedFunction function : tally.functions) {
      for (CountedLine line : function.lines()) {
        if (line.count().value(counts) > 0) {
          ran.add(new At(line.file(), line.line()));
        }
      }
    }
    synchronized (this) {
      cells++;
      ran.forEach(it -> tally.cells.merge(it, 1, Integer::sum));
      if (tally.counts.length == 0) {
        tally.counts = new long[counts.length];
      }
      for (int i = 0; i < counts.length; i++) {
        tally.counts[i] += counts[i];
      }
    }
  }

  /** All of it so far. */
  public synchronized ContractCoverage result() {
    Map<String, FileTally> files = new TreeMap<>();
    kernels.forEach((name, tally) -> add(name, tally, files));
    return new ContractCoverage(
        contract,
        List.copyOf(kernels.keySet()),
        cells,
        files.entrySet().stream().map(it -> it.getValue().of(it.getKey())).toList());
  }

  private static void add(String kernel, KernelTally tally, Map<String, FileTally> files) {
    for (CountedFunction function : tally.functions) {
      Map<At, Long> lines = new HashMap<>();
      for (CountedLine it : function.lines()) {
        lines.merge(new At(it.file(), it.line()), tally.value(it.count()), Math::max);
      }
      lines.forEach(
          (at, count) ->
              files.computeIfAbsent(at.file(), key -> new FileTally()).line(at.line()).count +=
                  count);
      for (CountedBranch it : function.branches()) {
        files
            .computeIfAbsent(it.file(), key -> new FileTally())
            .branch(it, tally.value(it.taken()), tally.value(it.other()));
      }
      for (CountedLoop it : function.loops()) {
        long once = tally.value(it.once());
        long again = tally.value(it.again());
        files
            .computeIfAbsent(it.file(), key -> new FileTally())
            .loop(it, Math.max(0, tally.value(it.runs()) - once), once - again, again);
      }
    }
    Set<At> all = new HashSet<>();
    tally.functions.forEach(it -> it.lines().forEach(at -> all.add(new At(at.file(), at.line()))));
    for (At at : all) {
      FileTally.Line line = files.get(at.file()).line(at.line());
      int cells = tally.cells.getOrDefault(at, 0);
      line.cells += cells;
      if (cells == 0) {
        line.without.add(kernel);
      }
    }
  }
}
