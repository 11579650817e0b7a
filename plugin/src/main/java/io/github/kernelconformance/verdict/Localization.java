package io.github.kernelconformance.verdict;

import io.github.kernelconformance.device.Block;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

  private record Ranked(Line line, double score, double whole) {}

  private static final Comparator<Ranked> MOST_SUSPECT_FIRST =
      Comparator.comparingDouble(Ranked::score)
          .thenComparingDouble(Ranked::whole)
          .reversed()
          .thenComparing(it -> it.line().file())
          .thenComparingInt(it -> it.line().number());

  /**
   * The lines of a kernel that failing runs prefer, the most suspect first. A line that every run
   * takes tells nothing and is left out; where there are no runs of both kinds, so is every line.
   *
   * @param runs of one kernel
   */
  public static List<Suspect> rank(List<Run> runs) {
    return rank(runs, block -> block);
  }

  /**
   * The same for a kernel whose runs all fail, beside passing runs of other kernels. Blocks of two
   * kernels are never the same, so lines alone are compared.
   *
   * @param runs the kernel's, and passing ones of others
   */
  public static List<Suspect> rankAmongKernels(List<Run> runs) {
    return rank(runs, Localization::line);
  }

  private static <T> List<Suspect> rank(List<Run> runs, Function<Block, T> thing) {
    long failed = runs.stream().filter(Run::failed).count();
    if (failed == 0 || failed == runs.size()) {
      return List.of();
    }
    Map<T, Double> scores = coefficients(runs, failed, thing);
    Map<Line, Double> whole = coefficients(runs, failed, Localization::line);
    Map<Line, Double> best = new HashMap<>();
    Map<Line, Integer> last = new HashMap<>();
    for (Run run : runs) {
      for (Block block : run.blocks()) {
        if (block.line() > 0) {
          best.merge(line(block), scores.get(thing.apply(block)), Math::max);
          if (run.failed()) {
            last.merge(line(block), block.lastLine(), Math::max);
          }
        }
      }
    }
    double everyRun = ochiai(failed, runs.size() - failed, failed);
    return best.entrySet().stream()
        .filter(it -> it.getValue() > everyRun)
        .map(it -> new Ranked(it.getKey(), it.getValue(), whole.get(it.getKey())))
        .sorted(MOST_SUSPECT_FIRST)
        .map(
            it ->
                new Suspect(
                    it.line().file(), it.line().number(), last.get(it.line()), it.score(), ""))
        .toList();
  }

  private static Line line(Block block) {
    return new Line(block.file(), block.line());
  }

  /** The coefficient of each thing that a run may or may not run. */
  private static <T> Map<T, Double> coefficients(
      List<Run> runs, long allFailed, Function<Block, T> thing) {
    Map<T, long[]> counts = new HashMap<>();
    for (Run run : runs) {
      run.blocks().stream()
          .filter(block -> block.line() > 0)
          .map(thing)
          .distinct()
          .forEach(it -> counts.computeIfAbsent(it, key -> new long[2])[run.failed() ? 0 : 1]++);
    }
    return counts.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey, it -> ochiai(it.getValue()[0], it.getValue()[1], allFailed)));
  }

  private static double ochiai(long failed, long passed, long allFailed) {
    return failed / Math.sqrt((double) allFailed * (failed + passed));
  }

  /**
   * One ranking for several kernels. A line's score is its mean over them; of lines with equal
   * scores the one comes first that comes first in the first kernel that has it.
   */
  public static List<Suspect> merge(List<KernelSuspects> kernels) {
    Map<Line, List<Suspect>> all = new LinkedHashMap<>();
    for (KernelSuspects kernel : kernels) {
      for (Suspect it : kernel.lines()) {
        all.computeIfAbsent(new Line(it.file(), it.line()), line -> new ArrayList<>()).add(it);
      }
    }
    return all.values().stream()
        .map(
            of -> {
              double sum = of.stream().mapToDouble(Suspect::score).sum();
              int last = of.stream().mapToInt(Suspect::lastLine).max().orElseThrow();
              Suspect it = of.get(0);
              return new Suspect(it.file(), it.line(), last, sum / kernels.size(), it.text());
            })
        .sorted(Comparator.comparingDouble(Suspect::score).reversed())
        .toList();
  }
}
