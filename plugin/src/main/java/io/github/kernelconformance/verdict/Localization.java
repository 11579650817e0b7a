package io.github.kernelconformance.verdict;

import static java.util.stream.Collectors.averagingDouble;

import io.github.kernelconformance.device.Block;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Ranks source lines by how well it tells failing runs from passing ones that they run: Ochiai's
 * coefficient {@code failed / sqrt(allFailed * (failed + passed))}, where {@code failed} and {@code
 * passed} count the runs in which a block ran (Abreu, Zoeteweij and van Gemund, On the Accuracy of
 * Spectrum-based Fault Localization, 2007). A line has the score of its most suspect block.
 */
public final class Localization {

  private static final Comparator<Suspect> MOST_SUSPECT_FIRST =
      Comparator.comparingDouble(Suspect::score)
          .reversed()
          .thenComparing(Suspect::file)
          .thenComparingInt(Suspect::line);

  private Localization() {}

  /**
   * One run of a kernel.
   *
   * @param failed whether its numbers were wrong
   * @param blocks what ran; no two of a kernel's blocks have the same offset
   */
  public record Run(boolean failed, List<Block> blocks) {}

  private record Line(String file, int number) {}

  /** In how many runs a block ran. */
  private static final class Count {
    private int failed;
    private int passed;
  }

  /**
   * The lines of a kernel that failing runs prefer, the most suspect first. A line that every run
   * takes tells nothing and is left out; where there are no runs of both kinds, so is every line.
   */
  public static List<Suspect> rank(List<Run> runs) {
    long failed = runs.stream().filter(Run::failed).count();
    if (failed == 0 || failed == runs.size()) {
      return List.of();
    }
    Map<Line, Double> scores = new HashMap<>();
    counts(runs)
        .forEach(
            (block, count) -> {
              double score =
                  count.failed / Math.sqrt((double) failed * (count.failed + count.passed));
              scores.merge(new Line(block.file(), block.line()), score, Math::max);
            });
    double everyRun = Math.sqrt((double) failed / runs.size());
    return scores.entrySet().stream()
        .filter(it -> it.getValue() > everyRun)
        .map(it -> new Suspect(it.getKey().file(), it.getKey().number(), it.getValue(), ""))
        .sorted(MOST_SUSPECT_FIRST)
        .toList();
  }

  private static Map<Block, Count> counts(List<Run> runs) {
    Map<Block, Count> counts = new HashMap<>();
    for (Run run : runs) {
      for (Block block : run.blocks()) {
        if (block.line() > 0) {
          Count count = counts.computeIfAbsent(block, it -> new Count());
          if (run.failed()) {
            count.failed++;
          } else {
            count.passed++;
          }
        }
      }
    }
    return counts;
  }

  /** One ranking for several kernels: a line's score is its mean over them. */
  public static List<Suspect> merge(List<KernelSuspects> kernels) {
    return kernels.stream()
        .flatMap(kernel -> kernel.lines().stream())
        .collect(
            Collectors.groupingBy(
                line -> new Suspect(line.file(), line.line(), 0, line.text()),
                averagingDouble(Suspect::score)))
        .entrySet()
        .stream()
        .map(
            it ->
                new Suspect(
                    it.getKey().file(), it.getKey().line(), it.getValue(), it.getKey().text()))
        .sorted(MOST_SUSPECT_FIRST)
        .toList();
  }
}
