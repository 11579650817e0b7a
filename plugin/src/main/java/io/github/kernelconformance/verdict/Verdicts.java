package io.github.kernelconformance.verdict;

import io.github.kernelconformance.family.ArrayType;
import io.github.kernelconformance.family.AuthorException;
import io.github.kernelconformance.family.Hypothesis;
import io.github.kernelconformance.family.Problem;
import io.github.kernelconformance.matrix.Axis;
import io.github.kernelconformance.matrix.Cell;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Decides which of the hypotheses that fit is named, if any. */
final class Verdicts {

  /** So many passing cells are asked, for each of a few failing ones. */
  static final int PASSING = 6;

  /** So many where several hypotheses fit alike. */
  private static final int PASSING_OF_SEVERAL = 24;

  private static final int ASKED = 4;

  /** About so many nanoseconds; what passes decides little beside what fails. */
  private static final long MOST_SPENT = 400_000_000;

  /** Fewer bits are chance, beside those that choosing one of many hypotheses takes. */
  private static final double LEAST_BITS = 16;

  /** Of the cells that were tried; the others may be special, as NaN and infinity are. */
  private static final double LEAST_SHARE = 0.75;

  /** Fits whose cells have as many bits more are not equal. */
  private static final double BETTER_BITS = 3;

  private final Survey survey;
  private final PassingCells passing;
  private long spent;

  /** Asks passing cells about a hypothesis. */
  interface PassingCells {
    /**
     * What they say.
     *
     * @param failing cells that the hypothesis explains
     * @param most so many cells are asked for each of these
     */
    Passing of(Hypothesis hypothesis, List<Cell> failing, int most);
  }

  Verdicts(Survey survey, PassingCells passing) {
    this.survey = survey;
    this.passing = passing;
  }

  /** A passing cell, on which hypotheses are tried. */
  record Right(Problem problem, Map<String, ArrayType> types) {}

  /** What passing cells say of a hypothesis. */
  static final class Passing {
    private final Set<Cell> seen = new HashSet<>();
    private int onPath;
    private int elsewhere;
    private long spent;

    /** Asks a passing cell of the kernel of a failing one. */
    void see(
        Hypothesis hypothesis, Cell failing, Cell cell, Function<Cell, Optional<Right>> maker) {
      if (spent > MOST_SPENT || !seen.add(cell)) {
        return;
      }
      Optional<Right> right = maker.apply(cell);
      if (right.isPresent() && wouldFail(hypothesis, cell, right.get())) {
        boolean path = samePath(failing, cell);
        onPath += path ? 1 : 0;
        elsewhere += path ? 0 : 1;
      }
    }

    private boolean wouldFail(Hypothesis hypothesis, Cell cell, Right right) {
      if (GeneralFaults.has(hypothesis)) {
        return GeneralFaults.wouldShow(cell, right, hypothesis);
      }
      try {
        spent += right.problem.supposingCost(cell);
        return right
            .problem
            .supposing(cell, hypothesis)
            .map(it -> Distance.apart(right.problem.expected(cell), it, right.types))
            .orElse(false);
      } catch (AuthorException e) {
        return false;
      }
    }

    /** A contract that tells branches knows the paths; otherwise sizes may decide. */
    private static boolean samePath(Cell one, Cell other) {
      if (!one.branch().isEmpty()) {
        return one.branch().equals(other.branch());
      }
      return one.at().axes().stream()
          .filter(Axis::isSize)
          .allMatch(it -> one.at().value(it).equals(other.at().value(it)));
    }
  }

  long spent() {
    return spent;
  }

  Diagnosis diagnosis(List<Candidate> candidates) {
    List<Candidate> fitting = new ArrayList<>();
    Map<Candidate, Integer> doubts = new HashMap<>();
    for (Candidate candidate : candidates) {
      if (fits(candidate)) {
        Passing said = passing.of(candidate.hypothesis(), some(candidate), PASSING);
        spent += said.spent;
        if (said.onPath == 0) {
          fitting.add(candidate);
          doubts.put(candidate, said.elsewhere);
        }
      }
    }
    List<Candidate> best = best(fitting, doubts);
    if (best.size() > 1) {
      best = best(best.stream().filter(this::standsMore).toList(), doubts);
    }
    Set<Cell> tried = new HashSet<>();
    candidates.forEach(it -> tried.addAll(it.fits().keySet()));
    List<Cell> explained = new ArrayList<>();
    List<Cell> others = new ArrayList<>();
    List<Cell> untried = new ArrayList<>();
    for (Cell cell : survey.cells()) {
      boolean looked =
          best.isEmpty() ? !survey.isCut() && survey.hypotheses() > 0 : tried.contains(cell);
      boolean all = !best.isEmpty() && best.stream().allMatch(it -> it.explains(cell));
      (all ? explained : looked ? others : untried).add(cell);
    }
    return new Diagnosis(named(best), explained, others, untried);
  }

  /** Whether more of the passing cells do not refute it either. */
  private boolean standsMore(Candidate candidate) {
    Passing said = passing.of(candidate.hypothesis(), some(candidate), PASSING_OF_SEVERAL);
    spent += said.spent;
    return said.onPath == 0;
  }

  private static List<Cell> some(Candidate candidate) {
    List<Cell> explained = candidate.fits().keySet().stream().filter(candidate::explains).toList();
    List<Cell> some = new ArrayList<>();
    int count = Math.min(ASKED, explained.size());
    for (int i = 0; i < count; i++) {
      some.add(explained.get(i * explained.size() / count));
    }
    return some;
  }

  private boolean fits(Candidate candidate) {
    int tried = candidate.fits().size();
    long explained = candidate.explained();
    if (tried == 0 || explained < tried * LEAST_SHARE) {
      return false;
    }
    double needed = LEAST_BITS + Math.log(1 + survey.hypotheses()) / Math.log(2);
    return candidate.bits() >= needed && everywhere(candidate);
  }

  /** Whether it explains something at each point; what fails at a size is no special case. */
  private static boolean everywhere(Candidate candidate) {
    Map<String, Boolean> points = new HashMap<>();
    candidate
        .fits()
        .forEach(
            (cell, fit) -> points.merge(Survey.point(cell), fit.isPresent(), (a, b) -> a || b));
    return points.values().stream().allMatch(it -> it);
  }

  /** Those that nothing tells apart. */
  private static List<Candidate> best(List<Candidate> fitting, Map<Candidate, Integer> doubts) {
    long most = fitting.stream().mapToLong(Candidate::explained).max().orElse(0);
    List<Candidate> left = fitting.stream().filter(it -> it.explained() == most).toList();
    boolean whole = left.stream().anyMatch(Candidate::whole);
    left = left.stream().filter(it -> it.whole() || !whole).toList();
    int origin = left.stream().mapToInt(it -> it.hypothesis().origin().ordinal()).min().orElse(0);
    left = left.stream().filter(it -> it.hypothesis().origin().ordinal() == origin).toList();
    double bits = left.stream().mapToDouble(it -> it.bits() / most).max().orElse(0);
    left = left.stream().filter(it -> it.bits() / most > bits - BETTER_BITS).toList();
    int least = left.stream().mapToInt(doubts::get).min().orElse(0);
    return left.stream().filter(it -> doubts.get(it) == least).toList();
  }

  private static List<Hypothesis> named(List<Candidate> best) {
    List<Hypothesis> named = new ArrayList<>();
    for (Candidate candidate : best) {
      Hypothesis of = candidate.hypothesis();
      String words = of.words() + (candidate.whole() ? "" : ", in a part of the output");
      Hypothesis told = new Hypothesis(of.id(), words, of.place(), of.origin());
      if (named.stream().noneMatch(it -> it.sentence().equals(told.sentence()))) {
        named.add(told);
      }
    }
    return named;
  }
}
