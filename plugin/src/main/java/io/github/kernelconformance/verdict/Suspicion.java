package io.github.kernelconformance.verdict;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Ranks lines by all that is known of them: which cells run them, what changes of them do, and what
 * checks saw there.
 *
 * <ul>
 *   <li>A change that makes wrong cells right points at its line; the more so, the more cells, and
 *       the less, the more right cells become wrong (Moon et al., "Ask the Mutants: Mutating Faulty
 *       Programs for Fault Localization", 2014).
 *   <li>So do changes that wrong cells notice and right ones do not (Papadakis and Le Traon,
 *       "Metallaxis-FL: mutation-based fault localization", 2015). They rank lines that the same
 *       cells run.
 *   <li>A file that a right program has too is less suspect.
 * </ul>
 */
public final class Suspicion {

  /** What a line has whose changes no wrong cell notices, where all cells run it. */
  private static final double UNNOTICED = 0.5;

  /** The same, where its runs tell failing cells from passing ones: that weighs more. */
  private static final double UNNOTICED_BUT_TELLING = 0.9;

  /** What a line has of which it is not known what changes of it do, between the two. */
  private static final double UNKNOWN = 0.2;

  /** Of what changes of a line do, the most telling counts so much, and all of them the rest. */
  private static final double MOST = 0.8;

  /** What a change that repairs few cells makes of a line. */
  private static final double FEW_REPAIRED = 0.6;

  /** What a line has where a check saw something. */
  private static final double FOUND = 0.97;

  /** Right programs have the file too. */
  private static final double SHARED = 0.9;

  private final List<FindingCause> findings;
  private final Map<Place, List<MutantEffect>> effects = new LinkedHashMap<>();
  private final Set<String> shared;

  private record Place(String file, int line) {}

  /**
   * Takes what is known of all kernels.
   *
   * @param findings what checks saw in cells that fail
   * @param effects what changes of one of the kernels did
   * @param shared the files of programs whose kernels are right
   */
  public Suspicion(List<FindingCause> findings, List<MutantEffect> effects, Set<String> shared) {
    this.findings = findings;
    this.shared = shared;
    for (MutantEffect it : effects) {
      this.effects
          .computeIfAbsent(new Place(it.file(), it.line()), key -> new ArrayList<>())
          .add(it);
    }
  }

  /**
   * The suspect lines of a kernel, the most suspect first. Lines of which nothing tells failing
   * cells from passing ones are left out.
   *
   * @param lines those that failing cells of the kernel run
   * @param like whether the kernel that was changed is of the same variant, so that what repairs it
   *     is a suspect here too
   */
  public List<Suspect> rank(List<LineSpectrum> lines, boolean like) {
    Map<String, Suspect> suspects = new LinkedHashMap<>();
    Set<Place> first = new HashSet<>();
    lines.forEach(it -> first.add(new Place(it.file(), it.line())));
    // Of equal ones that comes first which says more.
    byRepair(lines, like).forEach(it -> put(suspects, it));
    for (LineSpectrum it : lines) {
      byRuns(it, effects(it, first)).ifPresent(suspect -> put(suspects, suspect));
    }
    Set<String> files = new HashSet<>(lines.stream().map(LineSpectrum::file).toList());
    for (FindingCause it : findings) {
      Suspect found = found(it);
      if (found.line() > 0 && files.contains(found.file())) {
        put(suspects, found);
      }
    }
    return suspects.values().stream()
        .sorted(
            Comparator.comparingDouble(Suspect::score)
                .reversed()
                .thenComparingInt(this::fromFinding))
        .toList();
  }

  /** How many lines it is from the nearest line where a check saw something. */
  private int fromFinding(Suspect suspect) {
    return findings.stream()
        .map(it -> it.finding().site())
        .filter(it -> it.file().equals(suspect.file()))
        .mapToInt(it -> distance(suspect, it.line()))
        .min()
        .orElse(Integer.MAX_VALUE);
  }

  private static int distance(Suspect suspect, int line) {
    return Math.max(0, Math.max(suspect.line() - line, line - suspect.lastLine()));
  }

  /** Of two that are the same lines, the more suspect; a repair comes before and says more. */
  private static void put(Map<String, Suspect> suspects, Suspect suspect) {
    suspects.merge(suspect.place(), suspect, (a, b) -> a.score() >= b.score() ? a : b);
  }

  private static Suspect found(FindingCause cause) {
    String what = Findings.status(cause.finding().kind()).id();
    return new Suspect(
        cause.finding().site().file(),
        cause.finding().site().line(),
        cause.finding().site().line(),
        FOUND,
        "",
        "a check saw a %s here in %s".formatted(what, Figures.count(cause.cells(), "cell")));
  }

  /**
   * What cells that run the lines say of them.
   *
   * @param of what changes of the lines did
   */
  private Optional<Suspect> byRuns(LineSpectrum it, List<MutantEffect> of) {
    Optional<MutantEffect> most =
        of.stream().max(Comparator.comparingDouble(MutantEffect::noticedByWrong));
    boolean distinct = most.filter(MutantEffect::tells).isPresent();
    if (!it.tells() && !distinct) {
      return Optional.empty();
    }
    double noticed = most.map(MutantEffect::noticedByWrong).orElse(0.0);
    double mean = of.stream().mapToDouble(MutantEffect::noticedByWrong).average().orElse(0);
    double weight = MOST * noticed + (1 - MOST) * mean;
    boolean compared = of.stream().anyMatch(effect -> effect.right() > 0);
    double least = it.tells() ? UNNOTICED_BUT_TELLING : UNNOTICED;
    double share = least + (1 - least) * (compared ? weight : UNKNOWN);
    double score = it.score() * (effects.isEmpty() ? 1 : share) * sharing(it.file());
    String basis = distinct ? it.basis() + "; " + most.get().noticedBasis() : it.basis();
    return Optional.of(new Suspect(it.file(), it.line(), it.lastLine(), score, "", basis));
  }

  private double sharing(String file) {
    return shared.contains(file) ? SHARED : 1;
  }

  /** What changes did to lines, those left out that are lines of their own too. */
  private List<MutantEffect> effects(LineSpectrum it, Set<Place> first) {
    List<MutantEffect> of = new ArrayList<>();
    for (int line = it.line(); line <= it.lastLine(); line++) {
      Place place = new Place(it.file(), line);
      if (line == it.line() || !first.contains(place)) {
        of.addAll(effects.getOrDefault(place, List.of()));
      }
    }
    return of;
  }

  /**
   * What the best changes of lines say of what they are to blame for.
   *
   * @param lines those that failing cells of the kernel run
   * @param all whether other lines count too
   */
  private List<Suspect> byRepair(List<LineSpectrum> lines, boolean all) {
    Map<MutantEffect.Lines, MutantEffect> best = new LinkedHashMap<>();
    effects.forEach(
        (at, changes) -> {
          if (all || lines.stream().anyMatch(it -> contains(it, at))) {
            changes.stream()
                .filter(it -> it.repairs() > 0)
                .forEach(it -> it.blamed().forEach(of -> best.merge(of, it, Suspicion::better)));
          }
        });
    return best.entrySet().stream()
        .sorted(Comparator.comparing(it -> !it.getValue().less()))
        .map(it -> repaired(it.getKey(), it.getValue()))
        .toList();
  }

  private static boolean contains(LineSpectrum lines, Place at) {
    return lines.file().equals(at.file())
        && lines.line() <= at.line()
        && at.line() <= lines.lastLine();
  }

  /** What repairs more; of two that repair alike, what leaves something out. */
  private static MutantEffect better(MutantEffect one, MutantEffect other) {
    int more = Double.compare(one.repairs(), other.repairs());
    return more > 0 || more == 0 && (one.less() || !other.less()) ? one : other;
  }

  private Suspect repaired(MutantEffect.Lines place, MutantEffect by) {
    double score = FEW_REPAIRED + (1 - FEW_REPAIRED) * by.repairs();
    return new Suspect(
        place.file(),
        place.first(),
        place.last(),
        score * (by.repairs() < 1 ? sharing(place.file()) : 1),
        "",
        by.repairBasis());
  }
}
