package io.github.kernelconformance.verdict;

import io.github.kernelconformance.device.Block;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Ranks source lines by how well it tells failing runs from passing ones that they run: Ochiai's
 * coefficient {@code failed / sqrt(allFailed * (failed + passed))}, where {@code failed} and {@code
 * passed} count the runs in which something ran (Abreu, Zoeteweij and van Gemund, On the Accuracy
 * of Spectrum-based Fault Localization, 2007).
 *
 * <p>A line has the score of its most suspect block, since one instantiation of a template may be
 * wrong where others are right. Of lines with equal scores the one comes first that has the higher
 * coefficient with all its blocks taken together.
 */
public final class Localization {

  private Localization() {}

  /**
   * One run of a kernel.
   *
   * @param failed whether its numbers were wrong
   * @param blocks what ran; blocks of one kernel are equal where they are the same
   */
  public record Run(boolean failed, List<Block> blocks) {}

  private record Line(String file, int number) {}

  /** Not even those lines that all runs take are left out, but those that no failing run takes. */
  private static final Comparator<LineSpectrum> MOST_SUSPECT_FIRST =
      Comparator.comparingDouble(LineSpectrum::score)
          .thenComparingDouble(LineSpectrum::whole)
          .reversed()
          .thenComparing(LineSpectrum::file)
          .thenComparingInt(LineSpectrum::line);

  /**
   * All lines that failing runs of a kernel take, the most suspect first.
   *
   * @param runs of one kernel
   */
  public static List<LineSpectrum> spectra(List<Run> runs) {
    return spectra(runs, block -> block);
  }

  /** The same beside passing runs of other kernels. */
  public static List<LineSpectrum> spectraAmongKernels(List<Run> runs) {
    return spectra(runs, Localization::line);
  }

  private static <T> List<LineSpectrum> spectra(List<Run> runs, Function<Block, T> thing) {
    int failed = (int) runs.stream().filter(Run::failed).count();
    int passed = runs.size() - failed;
    Map<T, int[]> counts = counts(runs, thing);
    Map<Line, int[]> whole = counts(runs, Localization::line);
    Map<Line, int[]> best = new LinkedHashMap<>();
    Map<Line, Integer> last = new HashMap<>();
    for (Run run : runs) {
      for (Block block : run.blocks()) {
        if (run.failed() && block.line() > 0) {
          best.merge(
              line(block),
              counts.get(thing.apply(block)),
              (a, b) -> ochiai(a, failed) >= ochiai(b, failed) ? a : b);
          last.merge(line(block), block.lastLine(), Math::max);
        }
      }
    }
    return best.entrySet().stream()
        .map(
            it ->
                new LineSpectrum(
                    it.getKey().file(),
                    it.getKey().number(),
                    last.get(it.getKey()),
                    it.getValue()[0],
                    failed,
                    it.getValue()[1],
                    passed,
                    ochiai(whole.get(it.getKey()), failed)))
        .sorted(MOST_SUSPECT_FIRST)
        .toList();
  }

  private static Line line(Block block) {
    return new Line(block.file(), block.line());
  }

  /** In how many failing and passing runs each thing ran. */
  private static <T> Map<T, int[]> counts(List<Run> runs, Function<Block, T> thing) {
    Map<T, int[]> counts = new HashMap<>();
    for (Run run : runs) {
      run.blocks().stream()
          .filter(block -> block.line() > 0)
          .map(thing)
          .distinct()
          .forEach(it -> counts.computeIfAbsent(it, key -> new int[2])[run.failed() ? 0 : 1]++);
    }
    return counts;
  }

  private static double ochiai(int[] counts, int allFailed) {
    return LineSpectrum.ochiai(counts[0], counts[1], allFailed);
  }

  /**
   * One ranking for several kernels. Kernels of one variant share code, and each variant may have a
   * fault of its own: a line's score is the highest of its means over the kernels of a variant. Of
   * lines with equal scores the one comes first that comes first in the first kernel that has it.
   */
  public static List<Suspect> merge(List<KernelSuspects> kernels) {
    Map<List<String>, Long> sizes =
        kernels.stream()
            .collect(Collectors.groupingBy(Localization::variant, Collectors.counting()));
    Map<Line, List<Suspect>> all = new LinkedHashMap<>();
    Map<Line, Map<List<String>, Double>> means = new HashMap<>();
    for (KernelSuspects kernel : kernels) {
      List<String> variant = variant(kernel);
      Set<Line> seen = new HashSet<>(); // a line and a range may begin alike; the first is higher
      for (Suspect it : kernel.lines()) {
        Line line = new Line(it.file(), it.line());
        all.computeIfAbsent(line, key -> new ArrayList<>()).add(it);
        if (seen.add(line)) {
          means
              .computeIfAbsent(line, key -> new HashMap<>())
              .merge(variant, it.score() / sizes.get(variant), Double::sum);
        }
      }
    }
    return all.entrySet().stream()
        .map(
            line -> {
              double score = Collections.max(means.get(line.getKey()).values());
              int last = line.getValue().stream().mapToInt(Suspect::lastLine).max().orElseThrow();
              Suspect it = line.getValue().get(0);
              return new Suspect(it.file(), it.line(), last, score, it.text(), it.basis());
            })
        .sorted(Comparator.comparingDouble(Suspect::score).reversed())
        .toList();
  }

  private static List<String> variant(KernelSuspects kernel) {
    return List.of(kernel.cell().contract(), kernel.cell().variant());
  }
}
