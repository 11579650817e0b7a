package io.github.kernelconformance.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What makes lines suspect, one thing at a time and together. */
class SuspicionTest {

  /** Two lines that all cells run. */
  private static final LineSpectrum HERE = new LineSpectrum("a.h", 5, 5, 4, 4, 4, 4, 0.7);

  private static final LineSpectrum THERE = new LineSpectrum("a.h", 7, 9, 4, 4, 4, 4, 0.7);

  @Test
  void linesThatAllCellsRunAreNotSuspect() {
    assertThat(rank(List.of())).isEmpty();
  }

  @Test
  void aLineWhoseChangeMakesWrongCellsRightIsOnTop() {
    List<Suspect> ranked = rank(List.of(effect(8, 4, 4, 0, 0)));

    assertThat(ranked.get(0).place()).isEqualTo("a.h:8");
    assertThat(ranked.get(0).score()).isEqualTo(1);
    assertThat(ranked.get(0).basis())
        .isEqualTo("changing + to - here makes 4 of 4 wrong cells right");
  }

  @Test
  void aChangeThatBreaksRightCellsTellsLess() {
    List<Suspect> ranked = rank(List.of(effect(5, 4, 4, 2, 2), effect(8, 4, 4, 0, 0)));

    assertThat(ranked).extracting(Suspect::line).startsWith(8, 5);
    assertThat(ranked.get(1).basis()).endsWith("wrong cells right and 2 of 4 right ones wrong");
    assertThat(rank(List.of(effect(5, 4, 4, 4, 4)))).isEmpty();
  }

  @Test
  void aChangeThatOnlyWrongCellsNoticePointsAtItsLines() {
    List<Suspect> ranked = rank(List.of(effect(5, 0, 4, 4, 4), effect(8, 0, 4, 0, 0)));

    assertThat(ranked).extracting(Suspect::place).containsExactly("a.h:7-9");
    assertThat(ranked.get(0).basis())
        .isEqualTo(
            "run by 4 of 4 wrong cells and 4 of 4 right ones; changing + to - here is noticed by"
                + " 4 of 4 wrong cells and 0 of 4 right ones");
  }

  @Test
  void theWholeStatementIsToBlameAndAllThatChangesWithIt() {
    List<MutantEffect.Lines> blamed =
        List.of(new MutantEffect.Lines("a.h", 7, 9), new MutantEffect.Lines("b.h", 2, 2));
    MutantEffect effect =
        new MutantEffect("a.h", 8, blamed, "changing + to -", false, 4, 4, 4, 4, 0, 0);

    assertThat(rank(List.of(effect)))
        .extracting(Suspect::place)
        .containsExactly("a.h:7-9", "b.h:2");
  }

  /** A factor too many is likelier than another constant that is off by as much. */
  @Test
  void ofRepairsThatAreEqualOneThatLeavesSomethingOutComesFirst() {
    MutantEffect dropped =
        new MutantEffect(
            "a.h",
            8,
            List.of(new MutantEffect.Lines("a.h", 8, 8)),
            "changing 2 * a to a",
            true,
            4,
            4,
            4,
            4,
            0,
            0);

    assertThat(rank(List.of(effect(5, 4, 4, 0, 0), dropped)))
        .extracting(Suspect::line)
        .startsWith(8, 5);
  }

  /** A kernel of another variant may not run the line, and then it is not its own. */
  @Test
  void whatRepairsAKernelIsSuspectInOthersOfItsVariant() {
    Suspicion suspicion = new Suspicion(List.of(), List.of(effect(50, 4, 4, 0, 0)), Set.of());

    assertThat(suspicion.rank(List.of(HERE), true)).extracting(Suspect::line).containsExactly(50);
    assertThat(suspicion.rank(List.of(HERE), false)).isEmpty();
  }

  @Test
  void aLineThatOnlyWrongCellsRunIsSuspectWithoutAnyChange() {
    LineSpectrum own = new LineSpectrum("a.h", 20, 21, 4, 4, 0, 4, 1);
    Suspicion suspicion = new Suspicion(List.of(), List.of(), Set.of());

    assertThat(suspicion.rank(List.of(HERE, own), false))
        .extracting(Suspect::place, Suspect::score)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("a.h:20-21", 1.0));
  }

  @Test
  void aFileOfARightProgramIsLessSuspect() {
    LineSpectrum shared = new LineSpectrum("b.h", 1, 1, 4, 4, 0, 4, 1);
    LineSpectrum own = new LineSpectrum("c.h", 1, 1, 4, 4, 0, 4, 1);
    Suspicion suspicion = new Suspicion(List.of(), List.of(), Set.of("b.h"));

    assertThat(suspicion.rank(List.of(shared, own), false))
        .extracting(Suspect::file)
        .containsExactly("c.h", "b.h");
  }

  private static List<Suspect> rank(List<MutantEffect> effects) {
    return new Suspicion(List.of(), effects, Set.of()).rank(List.of(HERE, THERE), false);
  }

  private static MutantEffect effect(
      int line, int repaired, int noticed, int broken, int disturbed) {
    return new MutantEffect(
        "a.h",
        line,
        List.of(new MutantEffect.Lines("a.h", line, line)),
        "changing + to -",
        false,
        4,
        repaired,
        noticed,
        4,
        broken,
        disturbed);
  }
}
