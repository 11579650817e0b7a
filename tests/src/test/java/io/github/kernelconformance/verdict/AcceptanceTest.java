package io.github.kernelconformance.verdict;

import static io.github.kernelconformance.verdict.SyntheticMatrix.CELLS;
import static io.github.kernelconformance.verdict.SyntheticMatrix.SEED_DEFECT;
import static io.github.kernelconformance.verdict.SyntheticMatrix.cell;
import static io.github.kernelconformance.verdict.SyntheticMatrix.crash;
import static io.github.kernelconformance.verdict.SyntheticMatrix.mismatch;
import static io.github.kernelconformance.verdict.SyntheticMatrix.pass;
import static io.github.kernelconformance.verdict.SyntheticMatrix.results;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kernelconformance.bundled.QmvCell;
import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.report.GateReport;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class AcceptanceTest {

  private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
  private static final Cell CELL = cell("mxfp4/float32/qmv/N=5/K=512/normal");
  private static final Cell OTHER = cell("mxfp4/float32/qmv/N=7/K=512/normal");

  /** A defect in few lines, which name the cells that fail and cannot match one more. */
  @Test
  void theSeedsDefect() {
    Acceptance acceptance = accept("", results(SEED_DEFECT));

    assertThat(acceptance.text("https://example.org/issues/7"))
        .isEqualTo(
            """
            # Known failures, which do not fail the build. If several lines match a cell, the last one decides.
            # <cell glob> <verdict> [relErr<=<bound>] <reason or URL> [expires=YYYY-MM-DD]
            {mxfp4,mxfp8,nvfp4}/{float32,float16,bfloat16}/qmv/N={1..7}/K={288,512,544,1024,4096}/exact  mismatch  relErr<=2.1e+03  https://example.org/issues/7
            {mxfp4,mxfp8,nvfp4}/{float32,float16,bfloat16}/qmv/N={1..7}/K={288,512,544,1024,4096}/normal  mismatch  relErr<=2.1e+03  https://example.org/issues/7
            mxfp8/{float32,float16,bfloat16}/qmv/N={1..7}/K={160,224,256}/exact  mismatch  relErr<=1.3e+02  https://example.org/issues/7
            mxfp8/{float32,float16,bfloat16}/qmv/N={1..7}/K={160,224,256}/normal  mismatch  relErr<=1.3e+02  https://example.org/issues/7
            nvfp4/{float32,float16,bfloat16}/qmv/N={1..7}/K=272/exact  mismatch  relErr<=1.4e+02  https://example.org/issues/7
            nvfp4/{float32,float16,bfloat16}/qmv/N={1..7}/K=272/normal  mismatch  relErr<=1.4e+02  https://example.org/issues/7
            """);
    assertThat(acceptance.cells()).isEqualTo(798);
    assertThat(acceptance.added()).isEqualTo(6);
    assertThat(acceptance.changed()).isZero();
  }

  @Test
  void afterwardsEveryFailureIsExpectedAndAcceptingAgainChangesNothing() {
    for (int seed = 0; seed < 3; seed++) {
      Random random = new Random(seed);
      List<CellResult> results =
          results(SEED_DEFECT.or(cell -> random.nextInt(80) == 0)).stream()
              .map(it -> random.nextInt(200) == 0 ? crash(it.cell(), "SIGSEGV") : it)
              .toList();
      String text = accept("", results).text("known");

      Expectations expectations = Expectations.parse("f", text);
      expectations.requireCells(CELLS);
      Judgement judgement = expectations.judge(results, TODAY);
      assertThat(judgement.results()).noneMatch(CellResult::failed);
      assertThat(judgement.stale()).as("no line matches a cell that passes").isEmpty();
      Acceptance again = accept(text, judgement.results());
      assertThat(again.text("another")).isEqualTo(text);
      assertThat(again.needsReason()).isFalse();
      assertThat(accept("", results).text("known")).as("equal bytes").isEqualTo(text);
    }
  }

  /** A cell that did not run may fail one day; nobody has seen that. */
  @Test
  void aCellThatWasSkippedIsNotExpectedToFail() {
    List<CellResult> results =
        results(SEED_DEFECT).stream()
            .map(
                it ->
                    QmvCell.of(it.cell()).shape().n() == 3
                        ? CellResult.skipped(it.cell(), "no")
                        : it)
            .toList();

    assertThat(accept("", results).lines("known"))
        .anyMatch(line -> line.contains("/N={1,2,4..7}/"));
  }

  @Test
  void commentsOrderAndWhiteSpaceStay() {
    String text = "# Ours.\n\n   " + OTHER.id() + "   mismatch\trelErr<=400   why   # not\n#end";

    assertThat(accept(text, with(it -> mismatch(it.cell()), CELL, OTHER)).text("new"))
        .isEqualTo(text + "\n" + CELL.id() + "  mismatch  relErr<=2.6e+02  new\n");
  }

  @Test
  void aCellThatGotWorseRaisesTheBoundOfItsLineAndNothingElse() {
    String text = "# Ours.\n" + CELL.id() + "    mismatch relErr<=10    why  expires=2027-01-31\n";
    Acceptance acceptance = accept(text, with(it -> mismatch(it.cell()), CELL));

    assertThat(acceptance.text("")).isEqualTo(text.replace("<=10 ", "<=2.6e+02 "));
    assertThat(acceptance.needsReason()).isFalse();
    assertThat(acceptance.cells()).isEqualTo(1);
    assertThat(acceptance.changed()).isEqualTo(1);
  }

  @Test
  void aCellThatGotBetterKeepsItsBound() {
    String text = CELL.id() + " mismatch relErr<=900 why\n";

    assertThat(accept(text, with(it -> mismatch(it.cell()), CELL)).text("")).isEqualTo(text);
  }

  @Test
  void aLineWhoseCellsAllFailInAnotherWaySaysThatInstead() {
    String text = CELL.id() + " mismatch relErr<=900 why expires=2027-01-31\n";
    Acceptance acceptance = accept(text, with(it -> crash(it.cell(), "SIGSEGV"), CELL));

    assertThat(acceptance.needsReason()).isTrue();
    assertThat(acceptance.text("new")).isEqualTo(CELL.id() + "  crash  new  expires=2027-01-31\n");
  }

  @Test
  void aCellThatLeavesTheOthersOfItsLineGetsALineBelow() {
    String text = "mxfp4/float32/qmv/N={5,7}/K=512/normal mismatch why\n";
    List<CellResult> results =
        with(it -> it.cell() == CELL ? crash(CELL, "SIGSEGV") : mismatch(it.cell()), CELL, OTHER);

    assertThat(accept(text, results).text("new")).isEqualTo(text + CELL.id() + "  crash  new\n");
  }

  @Test
  void aFlakyLineKeepsWhatItHas() {
    String text = CELL.id() + "  flaky:mismatch  why\n";

    assertThat(accept(text, with(it -> crash(it.cell(), "SIGSEGV"), CELL)).text(""))
        .isEqualTo(CELL.id() + "  flaky:crash,mismatch  why\n");
  }

  @Test
  void linesThatPassStay() {
    String text = CELL.id() + " mismatch why\n";

    assertThat(accept(text, results(cell -> false)).text("new")).isEqualTo(text);
  }

  @Test
  void aLineThatHasExpiredIsRenewedOnlyIfADayIsGiven() {
    String text = CELL.id() + "  mismatch  relErr<=900  why  expires=2026-11-21\n";
    List<CellResult> results = with(it -> mismatch(it.cell()), CELL);

    Acceptance left = accept(text, results);
    assertThat(left.text("new")).isEqualTo(text);
    assertThat(left.expired()).hasSize(1);
    Acceptance renewed =
        Acceptance.of(
            Expectations.parse("f", text), results, TODAY, Optional.of(TODAY.plusMonths(1)));
    assertThat(renewed.text("")).isEqualTo(text.replace("2026-11-21", "2026-12-22"));
    assertThat(renewed.expired()).isEmpty();
    assertThat(renewed.cells()).isEqualTo(1);
  }

  @Test
  void newLinesHaveTheLastDay() {
    Acceptance acceptance =
        Acceptance.of(
            Expectations.parse("f", "# Empty.\n"),
            with(it -> mismatch(it.cell()), CELL),
            TODAY,
            Optional.of(TODAY.plusDays(9)));

    assertThat(acceptance.text("new"))
        .isEqualTo(
            "# Empty.\n" + CELL.id() + "  mismatch  relErr<=2.6e+02  new  expires=2026-12-01\n");
  }

  /** Nothing is known of the kernel where its contract failed, so no line is written or widened. */
  @Test
  void aContractThatFailedIsNotAccepted() {
    List<CellResult> results =
        with(it -> CellResult.contractError(it.cell(), "Softmax.java:20: no"), CELL, OTHER);
    String text = "**  flaky:mismatch  why\n";

    assertThat(accept("", results).text("new")).isEmpty();
    assertThat(accept("", results).needsReason()).isFalse();
    assertThat(accept("", results).unacceptable())
        .extracting(CellResult::cell)
        .containsExactly(CELL, OTHER);
    Acceptance flaky = accept(text, results);
    assertThat(flaky.text("new")).isEqualTo(text);
    assertThat(flaky.unacceptable()).hasSize(2);
    assertThat(accept("", results(SEED_DEFECT)).unacceptable()).isEmpty();
    assertThat(
            new GateReport(Expectations.parse("f", ""), judge(results))
                .remedy(accept("", results), "mvn accept", false))
        .containsExactly(
            "2 cells cannot be accepted, because their contract failed: first "
                + CELL.id()
                + ": Softmax.java:20: no");
  }

  private static Judgement judge(List<CellResult> results) {
    return Expectations.parse("f", "").judge(results, TODAY);
  }

  /** Another machine's rounding may move the error by a tolerance. */
  @Test
  void aBoundHasRoomForTheToleranceAndIsRoundedUp() {
    assertThat(bound(2.5e-7, 1.25)).isEqualTo("relErr<=4.5e-07");
    assertThat(bound(218.04, 3e7)).isEqualTo("relErr<=2.2e+02");
    assertThat(bound(220.0, Double.POSITIVE_INFINITY)).isEqualTo("relErr<=2.2e+02");
    assertThat(bound(220.1, Double.POSITIVE_INFINITY)).isEqualTo("relErr<=2.3e+02");
    assertThat(bound(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY)).isEqualTo("known");
  }

  private static String bound(double relErr, double boundRatio) {
    CellResult result = mismatch(CELL, new Measured(1, relErr, boundRatio, 1, 1));
    return accept("", List.of(result)).lines("known").get(0).split("  ")[2];
  }

  private static Acceptance accept(String text, List<CellResult> results) {
    return Acceptance.of(Expectations.parse("f", text), results, TODAY, Optional.empty());
  }

  /** The matrix with some cells that do otherwise than pass. */
  private static List<CellResult> with(UnaryOperator<CellResult> change, Cell... cells) {
    return CELLS.stream()
        .map(cell -> List.of(cells).contains(cell) ? change.apply(pass(cell)) : pass(cell))
        .toList();
  }
}
