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
  void aLineThatOnlyWrongCellsRunIsSuspectWithoutAnyChange() {
    LineSpectrum own = new LineSpectrum("a.h", 20, 21, 4, 4, 0, 4, 1);
    Suspicion suspicion = new Suspicion(List.of(), List.of(), Set.of());

    assertThat(suspicion.rank(List.of(HERE, own)))
        .extracting(Suspect::place, Suspect::score)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("a.h:20-21", 1.0));
  }

  @Test
  void aFileOfARightProgramIsLessSuspect() {
    LineSpectrum shared = new LineSpectrum("b.h", 1, 1, 4, 4, 0, 4, 1);
    LineSpectrum own = new LineSpectrum("c.h", 1, 1, 4, 4, 0, 4, 1);
    Suspicion suspicion = new Suspicion(List.of(), List.of(), Set.of("b.h"));

    assertThat(suspicion.rank(List.of(shared, own)))
        .extracting(Suspect::file)
        .containsExactly("c.h", "b.h");
  }

  private static List<Suspect> rank(List<MutantEffect> effects) {
    return new Suspicion(List.of(), effects, Set.of()).rank(List.of(HERE, THERE));
  }

  private static MutantEffect effect(
      int line, int repaired, int noticed, int broken, int disturbed) {
    return new MutantEffect(
        "a.h", line, "changing + to -", 4, repaired, noticed, 4, broken, disturbed);
  }
}
