package io.github.kernelconformance.verdict;

import static io.github.kernelconformance.verdict.SyntheticMatrix.CELLS;
import static io.github.kernelconformance.verdict.SyntheticMatrix.cell;
import static io.github.kernelconformance.verdict.SyntheticMatrix.crash;
import static io.github.kernelconformance.verdict.SyntheticMatrix.mismatch;
import static io.github.kernelconformance.verdict.SyntheticMatrix.pass;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.matrix.ConfigurationException;
import io.github.kernelconformance.verdict.Judgement.Stale;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpectationsTest {

  private static final String FILE = "src/conformance/host.expectations";
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

  private static final Cell CELL = cell("mxfp4/float32/qmv/N=5/K=512/normal");
  private static final Cell OTHER = cell("mxfp4/float32/qmv/N=7/K=512/normal");

  @Test
  void aFailureThatIsAllowedIsExpectedWithItsReasonAndKeepsItsStatus() {
    Judgement judgement =
        judge(CELL.id() + " mismatch relErr<=256 see  issue #7", mismatch(CELL), mismatch(OTHER));

    assertThat(judgement.results().get(0).expected())
        .contains(new Allowance("see issue #7", false));
    assertThat(judgement.results().get(0).status()).isEqualTo(Status.MISMATCH);
    assertThat(judgement.results().get(0).failed()).isFalse();
    assertThat(judgement.results().get(1).failed()).isTrue();
    assertThat(Summary.of(judgement.results())).isEqualTo(new Summary(2, 0, 1, 0, 1, 0));
    assertThat(judgement.deviations()).isEmpty();
    assertThat(judgement.stale()).isEmpty();
    assertThat(judgement.expired()).isEmpty();
  }

  @Test
  void marksOfAnEarlierJudgementDoNotCount() {
    List<CellResult> marked = judge("** mismatch known", mismatch(CELL)).results();

    assertThat(Expectations.parse(FILE, "").judge(marked, TODAY).results())
        .containsExactly(mismatch(CELL));
  }

  @Test
  void aCellThatGetsWorseFails() {
    Judgement judgement = judge(CELL.id() + " mismatch relErr<=255.9 known", mismatch(CELL));

    assertThat(judgement.results().get(0).failed()).isTrue();
    assertThat(judgement.deviations())
        .singleElement()
        .satisfies(it -> assertThat(it.how()).isEqualTo("relErr 2.560e+02 is above relErr<=255.9"));
  }

  @Test
  void aCellThatFailsInAnotherWayFails() {
    Judgement judgement = judge(CELL.id() + " mismatch,race known", crash(CELL, "SIGSEGV"));

    assertThat(judgement.results().get(0).failed()).isTrue();
    assertThat(judgement.deviations())
        .singleElement()
        .satisfies(it -> assertThat(it.how()).isEqualTo("crash, not race,mismatch"));
  }

  @Test
  void whereNoErrorWasMeasuredNoBoundHolds() {
    assertThat(judge("** crash,mismatch relErr<=1 known", crash(CELL, "SIGSEGV")).results())
        .noneMatch(CellResult::failed);
  }

  @Test
  void anInfiniteErrorNeedsAnInfiniteBound() {
    double infinity = Double.POSITIVE_INFINITY;
    CellResult result = mismatch(CELL, new Measured(1, infinity, infinity, infinity, 2));

    assertThat(judge("** mismatch relErr<=1e300 known", result).deviations()).hasSize(1);
    assertThat(judge("** mismatch relErr<=Infinity known", result).deviations()).isEmpty();
    assertThat(judge("** mismatch known", result).deviations()).isEmpty();
  }

  @Test
  void aCellThatPassesMakesItsLineStale() {
    Judgement all = judge("mxfp4/** mismatch known", pass(CELL), pass(OTHER));
    Judgement one = judge("# a\n\n  mxfp4/** mismatch known", pass(CELL), mismatch(OTHER));

    assertThat(all.stale()).extracting(Stale::passed, Stale::ran).containsExactly(tuple(2, 2));
    assertThat(one.stale()).extracting(Stale::passed, Stale::ran).containsExactly(tuple(1, 2));
    assertThat(one.stale().get(0).expectation().line()).isEqualTo(3);
    assertThat(Summary.of(one.results())).isEqualTo(new Summary(2, 1, 0, 0, 1, 0));
  }

  @Test
  void aCellThatDidNotRunTellsNothing() {
    Judgement judgement =
        judge("** mismatch known expires=2020-01-01", CellResult.skipped(CELL, "no kernel"));

    assertThat(judgement.stale()).isEmpty();
    assertThat(judgement.expired()).isEmpty();
    assertThat(judgement.results()).containsExactly(CellResult.skipped(CELL, "no kernel"));
  }

  @Test
  void aFlakyCellMayPassOrFailInTheRecordedWay() {
    String line = "** flaky:mismatch relErr<=256 order of atomics";
    Judgement judgement = judge(line, pass(CELL), mismatch(OTHER));

    assertThat(judgement.stale()).isEmpty();
    assertThat(judgement.deviations()).isEmpty();
    assertThat(judgement.flaky()).extracting(CellResult::cell).containsExactly(CELL, OTHER);
    assertThat(Summary.of(judgement.results())).isEqualTo(new Summary(2, 1, 0, 0, 1, 0));
    assertThat(judge(line, crash(CELL, "SIGSEGV")).deviations())
        .singleElement()
        .satisfies(it -> assertThat(it.how()).isEqualTo("crash, not flaky:mismatch"));
  }

  @Test
  void anExpectationHoldsThroughItsLastDay() {
    Expectations expectations =
        Expectations.parse(FILE, CELL.id() + " mismatch known expires=2026-11-22");
    List<CellResult> results = List.of(mismatch(CELL), mismatch(OTHER));

    Judgement lastDay = expectations.judge(results, TODAY);
    assertThat(lastDay.expired()).isEmpty();
    assertThat(Summary.of(lastDay.results()).expected()).isEqualTo(1);
    Judgement dayAfter = expectations.judge(results, TODAY.plusDays(1));
    assertThat(dayAfter.expired()).hasSize(1);
    assertThat(Summary.of(dayAfter.results()).failed()).isEqualTo(2);
    assertThat(dayAfter.deviations()).as("it fails as it did").isEmpty();
  }

  @Test
  void ofSeveralLinesTheLastDecides() {
    String general = "mxfp4/** crash general";
    String special = CELL.id() + " mismatch special";

    assertThat(judge(general + "\n" + special, mismatch(CELL)).results().get(0).expected())
        .contains(new Allowance("special", false));
    assertThat(judge(special + "\n" + general, mismatch(CELL)).deviations()).hasSize(1);
  }

  @Test
  void everyLineHasToDecideAboutACell() {
    assertThatCode(() -> Expectations.parse(FILE, "").requireCells(CELLS))
        .doesNotThrowAnyException();
    assertThatCode(() -> parse("mxfp4/** race a\n" + CELL.id() + " mismatch b").requireCells(CELLS))
        .doesNotThrowAnyException();
    assertThatThrownBy(
            () -> parse("\nmxfp4/float23/qmv/N=5/K=512/normal race a").requireCells(CELLS))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith(
            FILE
                + ":2: 'mxfp4/float23/qmv/N=5/K=512/normal' matches none of the 4,236 cells of the"
                + " matrix. Allowed: globs over cell ids; ")
        .hasMessageContaining("Did you mean 'mxfp4/float32/qmv/N=5/K=512/normal'");
    assertThatThrownBy(() -> parse(CELL.id() + " race a\nmxfp4/** race b").requireCells(CELLS))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            FILE
                + ":1: later lines decide every cell that '"
                + CELL.id()
                + "' matches. Allowed: lines that decide a cell; remove this one.");
    assertThatThrownBy(() -> parse("a race a\n# c\n** race b\nc race c").requireCells(CELLS))
        .hasMessageContaining("of the matrix (1 line more decide no cell, the next is line 4)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "**                               | there is no verdict | <cell glob> <verdict> |",
        "** mismatch                      | there is no reason | <cell glob> <verdict> |",
        "** mismatch relErr<=1            | there is no reason | <cell glob> <verdict> |",
        "** mismatch expires=2027-01-31   | there is no reason | <cell glob> <verdict> |",
        "** mismach known | unknown verdict 'mismach' | crash, timeout, | mismatch",
        "** flaky:Race known | unknown verdict 'Race' | crash, timeout, | race",
        "** flaky known | unknown verdict 'flaky' | and put flaky: first |",
        "** pass known | unknown verdict 'pass' | crash, timeout,  |",
        "** skipped known | unknown verdict 'skipped' | crash, timeout,  |",
        "** mismatch,,race known | unknown verdict '' | crash, timeout,  |",
        "** mismatch relErr<=big known | 'relErr<=big' is not a bound | for example"
            + " relErr<=2.2e+02 |",
        "** mismatch relErr<=-1 known | 'relErr<=-1' is not a bound | at least 0 |",
        "** mismatch relErr<=NaN known | 'relErr<=NaN' is not a bound | at least 0 |",
        "** mismatch,contract-error known | a contract-error cannot be expected: nothing is known"
            + " of the kernel then | crash, timeout |",
        "** mismatch relErr<2 known | 'relErr<2' is not a bound | relErr<= and a number |",
        "** mismatch relErr <= 2 known | 'relErr' is not a bound | without a space |",
        "** mismatch known relErr<=2 | 'relErr<=2' is in the wrong place | <cell glob> |",
        "** mismatch expires=2027-01-31 known | 'expires=2027-01-31' is in the wrong"
            + " place | <cell |",
        "** mismatch known expires=2027-02-30 | 'expires=2027-02-30' is not a last day"
            + " | YYYY-MM-DD |",
        "** mismatch known expires=31.1.2027 | 'expires=31.1.2027' is not a last day |"
            + " YYYY-MM-DD |",
        "** mismatch known expires:2027-01-31 | 'expires:2027-01-31' is not a last day"
            + " | YYYY |",
        "**/{a race known | '**/{a' has braces that do not match or are nested | {a,b} |",
      })
  void whatIsNoExpectationIsToldWithItsPlace(
      String line, String problem, String allowed, String suggestion) {
    assertThatThrownBy(() -> parse("# A comment.\n\n" + line))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith(FILE + ":3: " + problem + ". Allowed: ")
        .hasMessageContaining(allowed)
        .satisfies(
            it ->
                assertThat(((ConfigurationException) it).suggestions())
                    .isEqualTo(Optional.ofNullable(suggestion).stream().toList()));
  }

  private static Expectations parse(String text) {
    return Expectations.parse(FILE, text);
  }

  private static Judgement judge(String text, CellResult... results) {
    return parse(text).judge(List.of(results), TODAY);
  }
}
