package io.github.kernelconformance.verdict;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Suspect lines of variants that fail for one reason, as far as their lines tell: the first of each
 * are among the first of another. What is suspect in one group says nothing of the next.
 *
 * @param variants those of its kernels, in the order of the kernels
 * @param lines the most suspect first
 */
public record SuspectGroup(List<Variant> variants, List<Suspect> lines) {

  /** A variant of a contract. */
  public record Variant(String contract, String name) {

    static Variant of(KernelSuspects kernel) {
      return new Variant(kernel.cell().contract(), kernel.cell().variant());
    }

    static Variant of(CellResult result) {
      return new Variant(result.cell().contract(), result.cell().variant());
    }
  }

  /** Of a variant's lines so many are its first, */
  private static final int FIRST = 3;

  /** if their scores are no less than that of the first times this. */
  private static final double CLOSE = 0.95;

  /**
   * The groups. Those with wrong numbers come first, for where a check saw something the finding
   * names its line; then those with the most failing cells.
   *
   * @param results of which the kernels are some
   */
  public static List<SuspectGroup> of(List<KernelSuspects> kernels, List<CellResult> results) {
    Map<Variant, List<KernelSuspects>> variants = new LinkedHashMap<>();
    for (KernelSuspects it : kernels) {
      variants.computeIfAbsent(Variant.of(it), key -> new ArrayList<>()).add(it);
    }
    List<List<KernelSuspects>> groups = new ArrayList<>();
    for (List<KernelSuspects> variant : variants.values()) {
      groups.stream()
          .filter(group -> alike(Localization.merge(group), Localization.merge(variant)))
          .findFirst()
          .ifPresentOrElse(
              group -> group.addAll(variant), () -> groups.add(new ArrayList<>(variant)));
    }
    return groups.stream()
        .map(SuspectGroup::of)
        .sorted(
            Comparator.comparing((SuspectGroup it) -> it.failures(results, true) == 0)
                .thenComparing(it -> -it.failures(results, false)))
        .toList();
  }

  private static SuspectGroup of(List<KernelSuspects> kernels) {
    Set<Variant> variants = new LinkedHashSet<>();
    kernels.forEach(it -> variants.add(Variant.of(it)));
    return new SuspectGroup(List.copyOf(variants), Localization.merge(kernels));
  }

  private long failures(List<CellResult> results, boolean numbers) {
    return results.stream()
        .filter(CellResult::failed)
        .filter(it -> !numbers || it.status() == Status.MISMATCH)
        .filter(it -> variants.contains(Variant.of(it)))
        .count();
  }

  private static boolean alike(List<Suspect> one, List<Suspect> other) {
    return first(one).anyMatch(mine -> first(other).anyMatch(its -> overlap(mine, its)));
  }

  private static Stream<Suspect> first(List<Suspect> lines) {
    return lines.stream().limit(FIRST).filter(it -> it.score() >= CLOSE * lines.get(0).score());
  }

  private static boolean overlap(Suspect one, Suspect other) {
    return one.file().equals(other.file())
        && one.line() <= other.lastLine()
        && other.line() <= one.lastLine();
  }

  /**
   * The first lines of each group: so many in all, each group at least one as far as they go, and
   * the first groups what is left.
   */
  public static List<SuspectGroup> first(List<SuspectGroup> groups, int most) {
    int[] shares = new int[groups.size()];
    int left = most;
    boolean more = true;
    while (left > 0 && more) {
      more = false;
      for (int i = 0; i < shares.length && left > 0; i++) {
        if (shares[i] < groups.get(i).lines().size()) {
          shares[i]++;
          left--;
          more = true;
        }
      }
    }
    List<SuspectGroup> first = new ArrayList<>();
    for (int i = 0; i < shares.length; i++) {
      if (shares[i] > 0) {
        SuspectGroup it = groups.get(i);
        first.add(new SuspectGroup(it.variants(), it.lines().subList(0, shares[i])));
      }
    }
    return first;
  }
}
