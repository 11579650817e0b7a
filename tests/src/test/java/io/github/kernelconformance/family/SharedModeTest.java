package io.github.kernelconformance.family;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kernelconformance.bundled.FpQmv;
import io.github.kernelconformance.bundled.QmvCell;
import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.matrix.CellFilter;
import io.github.kernelconformance.report.HtmlReport;
import io.github.kernelconformance.report.JsonReport;
import io.github.kernelconformance.report.JunitReport;
import io.github.kernelconformance.report.Report;
import io.github.kernelconformance.testing.Axes;
import io.github.kernelconformance.verdict.Acceptance;
import io.github.kernelconformance.verdict.Baseline;
import io.github.kernelconformance.verdict.CellResult;
import io.github.kernelconformance.verdict.Expectations;
import io.github.kernelconformance.verdict.FailureGroups;
import io.github.kernelconformance.verdict.Measured;
import io.github.kernelconformance.verdict.Status;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two families that have kernels for one mode, in everything that knows cells by their ids. */
class SharedModeTest {

  private static final LocalDate TODAY = LocalDate.of(2026, 11, 26);
  private static final List<Cell> CELLS =
      ConformanceMatrix.of(
              Axes.builder()
                  .families("fp_qmv,other_qmv")
                  .modes("mxfp4,nvfp4")
                  .n("5")
                  .k("32,512")
                  .build(),
              new Families(List.of(new OtherQmv())))
          .cells();

  @Test
  void idsAreDistinctAndThoseOfTheModesOwnFamilyAreAsTheyWere() {
    assertThat(CELLS).extracting(Cell::id).doesNotHaveDuplicates();
    assertThat(ids("fp_qmv")).contains("mxfp4/float32/qmv/N=5/K=512/normal");
    assertThat(ids("other_qmv"))
        .isEqualTo(ids("fp_qmv").stream().map(id -> "other_qmv/" + id).toList());
  }

  @Test
  void familiesAreNotInterleaved() {
    assertThat(CELLS.stream().map(Cell::contract).toList()).isSorted();
  }

  @Test
  void globsTellThemApart() {
    assertThat(CellFilter.parse("mxfp4/**").select(CELLS))
        .extracting(Cell::contract)
        .containsOnly("fp_qmv");
    assertThat(CellFilter.parse("fp_qmv/mxfp4/**").select(CELLS))
        .isEqualTo(CellFilter.parse("mxfp4/**").select(CELLS));
    assertThat(CellFilter.parse("other_qmv/mxfp4/**").select(CELLS))
        .hasSameSizeAs(CellFilter.parse("mxfp4/**").select(CELLS))
        .extracting(Cell::contract)
        .containsOnly("other_qmv");
    assertThat(CellFilter.parse("**").select(CELLS)).isEqualTo(CELLS);
  }

  @Test
  void anExpectationOfOneSaysNothingOfTheOther() {
    List<CellResult> all = CELLS.stream().map(SharedModeTest::wrong).toList();
    for (String glob : List.of("mxfp4/**", "fp_qmv/mxfp4/**", "other_qmv/mxfp4/**")) {
      String family = glob.startsWith("other") ? "other_qmv" : "fp_qmv";
      Expectations expectations = Expectations.parse("file", glob + " mismatch known\n");

      assertThat(expectations.judge(all, TODAY).results())
          .allMatch(
              it ->
                  it.failedAsExpected()
                      == (it.cell().contract().equals(family)
                          && QmvCell.of(it.cell()).mode().id().equals("mxfp4")));
    }
  }

  @Test
  void whatIsAcceptedIsOfItsFamilyAlone() {
    List<CellResult> results =
        CELLS.stream().map(it -> isOther(it) ? wrong(it) : right(it, 1e-7)).toList();
    Acceptance acceptance =
        Acceptance.of(Expectations.parse("file", ""), results, TODAY, Optional.empty());
    String text = acceptance.text("known");

    assertThat(text.lines().filter(it -> !it.startsWith("#") && !it.isBlank()))
        .isNotEmpty()
        .allMatch(it -> it.startsWith("other_qmv/"));
    assertThat(Expectations.parse("file", text).judge(results, TODAY).results())
        .noneMatch(CellResult::failed);
    assertThat(FailureGroups.of(results).groups().get(0).description())
        .startsWith("every cell of other_qmv that ran");
  }

  @Test
  void theBaselineKeepsBothErrors() {
    List<CellResult> before =
        CELLS.stream().map(it -> right(it, isOther(it) ? 1e-3 : 1e-6)).toList();
    Baseline baseline = Baseline.parse("file", Baseline.parse("file", "").updated(before));

    assertThat(baseline.losses(before, 2)).isEmpty();
    assertThat(baseline.losses(CELLS.stream().map(it -> right(it, 1e-3)).toList(), 2))
        .isNotEmpty()
        .noneMatch(it -> isOther(it.result().cell()));
  }

  @Test
  void reportsHaveBoth(@TempDir Path directory) throws Exception {
    List<CellResult> results = CELLS.stream().map(SharedModeTest::wrong).toList();
    Report report = new Report("host", "a CPU", Map.of(), results, "target", "mvn verify");
    new JsonReport().write(report, directory);
    new JunitReport().write(report, directory);
    new HtmlReport().write(report, directory);

    String json = Files.readString(directory.resolve(JsonReport.FILE));
    String page = Files.readString(directory.resolve(HtmlReport.FILE));
    for (Cell cell : CELLS) {
      assertThat(json).containsOnlyOnce("\"id\":\"" + cell.id() + "\"");
      assertThat(page).contains("\"" + cell.id() + "\"");
    }
    assertThat(directory.resolve("TEST-fp_qmv.mxfp4.xml")).content().doesNotContain("other_qmv");
    assertThat(directory.resolve("TEST-other_qmv.mxfp4.xml"))
        .content()
        .contains("name=\"other_qmv/mxfp4/float32/qmv/N=5/K=512/normal\"");
  }

  private static boolean isOther(Cell cell) {
    return cell.contract().equals("other_qmv");
  }

  private static List<String> ids(String family) {
    return CELLS.stream().filter(it -> it.contract().equals(family)).map(Cell::id).toList();
  }

  private static CellResult wrong(Cell cell) {
    return CellResult.of(cell, Status.MISMATCH, new Measured(1, 0.5, 1e3, 1, 1), "y[0] is wrong");
  }

  private static CellResult right(Cell cell, double relErr) {
    return CellResult.of(cell, Status.PASS, new Measured(0, relErr, 0.01, 1, 1), "");
  }

  /** What {@code fp_qmv} is, by another name, which is that of the class. */
  private static final class OtherQmv extends FpQmv {

    @Override
    public String hostName(QmvCell cell) {
      return "other_" + super.hostName(cell);
    }
  }
}
