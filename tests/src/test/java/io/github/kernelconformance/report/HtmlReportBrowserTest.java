package io.github.kernelconformance.report;

import static io.github.kernelconformance.verdict.SyntheticMatrix.CELLS;
import static io.github.kernelconformance.verdict.SyntheticMatrix.SEED_DEFECT;
import static io.github.kernelconformance.verdict.SyntheticMatrix.cell;
import static io.github.kernelconformance.verdict.SyntheticMatrix.mismatch;
import static io.github.kernelconformance.verdict.SyntheticMatrix.pass;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import io.github.kernelconformance.bundled.Layout;
import io.github.kernelconformance.bundled.QmvCell;
import io.github.kernelconformance.bundled.Shape;
import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.testing.Cells;
import io.github.kernelconformance.verdict.CellResult;
import io.github.kernelconformance.verdict.KernelSuspects;
import io.github.kernelconformance.verdict.Suspect;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The page in a browser that has no network; skipped where there is no browser. */
class HtmlReportBrowserTest {

  private static final String MISMATCH = "mxfp4/float32/qmv/N=5/K=512/normal";
  private static final String RACE = "mxfp4/float32/qmv/N=12/K=512/normal";
  private static final String CRASH = "mxfp4/float16/qmv/N=3/K=512/exact";
  private static final String SKIPPED = "mxfp4/float32/qmv_quad/N=1/K=64/exact";
  private static final String PASS = "mxfp4/float32/qmv/N=9/K=512/normal";

  private static final List<KernelSuspects> SUSPECTS =
      List.of(
          new KernelSuspects(
              "mxfp4_qmv_float_gs_32_b_4_batch_0",
              cell(MISMATCH),
              List.of(
                  new Suspect("src/main/metal/qmv.h", 41, 43, 1, "sums += <raw> * scale;"),
                  new Suspect("src/main/metal/qmv.h", 40, 0.5, "for (;;) {"))));

  private static Browser browser;

  @TempDir private static Path directory;

  @BeforeAll
  static void open() throws IOException {
    browser = Browser.open();
    new HtmlReport().write(Reports.of(showcase(), SUSPECTS), directory);
  }

  @AfterAll
  static void close() {
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void load() {
    browser.size(1440, 1000);
    browser.media("prefers-color-scheme", "light");
    browser.load(directory.resolve(HtmlReport.FILE));
  }

  @AfterEach
  void nothingIsComplainedOf() {
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void itOpensOfflineAndTellsTheOutcome() {
    assertThat(browser.find("h1").getText()).isEqualTo("799 of 4,235 cells do not conform");
    assertThat(browser.evaluate("document.title"))
        .isEqualTo("799 of 4,235 cells do not conform · host · Kernel conformance");
    assertThat(browser.find("#summary").getText())
        .contains("A pass on host is not a pass on a GPU.")
        .contains("x86-64 CPU, clang 20.1.7")
        .contains("3,436 passed")
        .contains("1 skipped")
        .contains("seed\n0")
        .contains("src/main/metal/qmv.h:41-43")
        .contains("Findings")
        .contains("race: read of 4 bytes at tile[1]");
    assertThat(browser.evaluate("performance.getEntriesByType('resource').length")).isEqualTo(0L);
  }

  @Test
  void everyCellHasAPlaceWithWordsForItsVerdict() {
    assertThat(browser.evaluate("document.querySelectorAll('td[role=gridcell]').length"))
        .isEqualTo((long) CELLS.size());
    WebElement td = browser.find(at("mxfp4 float32 qmv · normal", 5, 512));
    assertThat(td.getText()).isEqualTo("×");
    assertThat(td.getAttribute("aria-label")).startsWith("N 5, K 512: mismatch, ");
    assertThat(browser.find(at("mxfp4 float32 qmv · normal", 9, 512)).getAttribute("aria-label"))
        .startsWith("N 9, K 512: pass, ");
    assertThat(
            browser.evaluate(
                "document.querySelectorAll('[role=gridcell]:not([aria-label])').length"))
        .isEqualTo(0L);
    assertThat(
            browser.evaluate(
                "[...document.querySelectorAll('.legend li')].map((it) => it.innerText)"))
        .asInstanceOf(LIST)
        .extracting(it -> ((String) it).lines().reduce((a, b) -> b).orElse(""))
        .containsExactly("crash", "race", "mismatch", "skipped", "pass");
  }

  @Test
  void aClickShowsTheDetailsOfACell() {
    browser.find(at("mxfp4 float32 qmv · normal", 5, 512)).click();

    assertThat(browser.find("#details h2").getText()).isEqualTo(MISMATCH);
    assertThat(browser.find("#details").getText())
        .contains("100 times as large")
        .contains("out_vec_size < 8, full block (798 of 798 cells in it failed)")
        .contains("1 of 5 elements wrong")
        .contains("qmv, which a host would choose")
        .contains("uint32 [5, 64]")
        .contains("-2.05456495")
        .contains("Seed 0.")
        .contains(
            "mvn kernel-conformance:verify -pl kernels -DkernelConformance.cells='"
                + MISMATCH
                + "'");
    assertThat(browser.all("#details tr.wrong")).hasSize(1);
    assertThat(browser.all("#details tr.right")).hasSize(4);
    assertThat(browser.find("#details tr.wrong").getText()).startsWith("0, 0 wrong");
    assertThat(browser.evaluate("location.hash")).isEqualTo("#" + MISMATCH);

    browser.find("#details .close").click();
    assertThat(browser.find("#details").isDisplayed()).isFalse();
    assertThat(browser.focused().getAttribute("aria-label")).startsWith("N 5, K 512:");
  }

  @Test
  void bothSidesOfARaceAreShown() {
    browser.find(at("mxfp4 float32 qmv · normal", 12, 512)).click();

    assertThat(browser.find("#details h2").getText()).isEqualTo(RACE);
    assertThat(browser.all("#details .side"))
        .extracting(WebElement::getText)
        .satisfiesExactly(
            side ->
                assertThat(side)
                    .contains("src/main/metal/qmv.h:70:9")
                    .contains("threadgroup (3, 0, 0), SIMD group 0, lane 2"),
            side -> assertThat(side).contains("src/main/metal/qmv.h:66:5").contains("lane 1"));
    assertThat(browser.all("#details .lines code"))
        .extracting(WebElement::getText)
        .containsExactly("src/main/metal/qmv.h:70:9", "src/main/metal/qmv.h:66:5");
    assertThat(browser.find("#details").getText()).contains("0 of 12 elements wrong");
  }

  @Test
  void linesRankedForWrongNumbersAreShownWithTheirText() {
    browser.find(at("mxfp4 float32 qmv · normal", 5, 512)).click();

    assertThat(browser.all("#details .lines li"))
        .extracting(WebElement::getText)
        .satisfiesExactly(
            first ->
                assertThat(first)
                    .contains("src/main/metal/qmv.h:41-43")
                    .contains("suspect 1.00")
                    .contains("sums += <raw> * scale;"),
            second -> assertThat(second).contains("qmv.h:40").contains("suspect 0.50"));
  }

  @Test
  void aMessageIsTextAndNeverMarkup() {
    browser.find(at("mxfp4 float16 qmv · exact", 3, 512)).click();

    assertThat(browser.find("#details h2").getText()).isEqualTo(CRASH);
    assertThat(browser.find("#details .message").getText())
        .isEqualTo("SIGSEGV </script><script>document.title='taken'</script><!--");
    assertThat(browser.evaluate("document.title")).isNotEqualTo("taken");
    assertThat(browser.find("#details").getText()).doesNotContain("Outputs and reference");
  }

  @Test
  void aFailureWithoutEvidenceTellsWhereItsArraysAre() {
    browser.find(at("mxfp4 float32 qmv · normal", 6, 512)).click();

    assertThat(browser.find("#details").getText())
        .contains("This report holds the arrays of 3 failing cells, but not of this one")
        .contains("kernelConformance.bundle")
        .doesNotContain("Outputs and reference");
  }

  @Test
  void passedAndSkippedCellsHaveDetailsToo() {
    browser.find(at("mxfp4 float32 qmv · normal", 9, 512)).click();
    assertThat(browser.find("#details h2").getText()).isEqualTo(PASS);
    assertThat(browser.find("#details").getText())
        .contains("Run it again")
        .doesNotContain("kernelConformance.bundle");

    browser.find(at("mxfp4 float32 qmv_quad · exact", 1, 64)).click();
    assertThat(browser.find("#details h2").getText()).isEqualTo(SKIPPED);
    assertThat(browser.find("#details").getText())
        .contains("there is no kernel")
        .contains("not measured");
  }

  @Test
  void aLinkOpensItsCell() {
    browser.evaluate("(location.hash = '#" + RACE + "')");

    assertThat(browser.find("#details h2").getText()).isEqualTo(RACE);
  }

  @Test
  void theMapIsOneStopOfTheTabKeyAndArrowsMoveInIt() {
    assertThat(browser.evaluate("document.querySelectorAll('td[tabindex=\"0\"]').length"))
        .isEqualTo(1L);
    browser.evaluate("document.querySelector('td[tabindex=\"0\"]').focus()");
    assertThat(focus()).startsWith("N 1, K 32:");

    browser.press(Keys.ARROW_RIGHT);
    browser.press(Keys.ARROW_DOWN);
    assertThat(focus()).startsWith("N 2, K 64:");
    browser.press(Keys.ARROW_LEFT);
    browser.press(Keys.ARROW_UP);
    assertThat(focus()).startsWith("N 1, K 32:");
    browser.press(Keys.END);
    assertThat(focus()).startsWith("N 16, K 32:");
    browser.press(Keys.ARROW_RIGHT);
    assertThat(table()).isEqualTo("mxfp4 float16 qmv · exact");
    assertThat(focus()).startsWith("N 1, K 32:");
    browser.press(Keys.ARROW_LEFT);
    assertThat(table()).isEqualTo("mxfp4 float32 qmv · exact");
    browser.press(Keys.PAGE_DOWN);
    assertThat(table()).isEqualTo("mxfp8 float32 qmv · exact");
    browser.pressControl(Keys.END);
    assertThat(table()).isEqualTo("nvfp4 bfloat16 qmv_fast · normal");
    browser.pressControl(Keys.HOME);
    assertThat(focus()).startsWith("N 1, K 32:");

    browser.press("n");
    assertThat(focus()).startsWith("N 1, K 288: mismatch");
    browser.press(Keys.ENTER);
    assertThat(browser.find("#details h2").getText())
        .isEqualTo("mxfp4/float32/qmv/N=1/K=288/exact");
    browser.press(Keys.ESCAPE);
    assertThat(browser.find("#details").isDisplayed()).isFalse();
    assertThat(focus()).startsWith("N 1, K 288: mismatch");
    assertThat(browser.evaluate("document.querySelectorAll('td[tabindex=\"0\"]').length"))
        .isEqualTo(1L);
  }

  @Test
  void theFirstTabGoesToTheLinkThatSkipsToTheMap() {
    browser.press(Keys.TAB);
    assertThat(browser.focused().getText()).isEqualTo("Skip to the heat map");
    browser.press(Keys.ENTER);
    assertThat(browser.evaluate("document.activeElement.id")).isEqualTo("map");
    browser.press(Keys.TAB);
    assertThat(focus()).startsWith("N 1, K 32:");
  }

  @Test
  void filtersNarrowTheMap() {
    assertThat(shown()).isEqualTo("4,236 of 4,236 cells shown, 799 failed");

    browser.find("input[name=Mode][value=mxfp4]").click();
    browser.find("input[name=Pattern][value=normal]").click();
    assertThat(shown()).startsWith("642 of 4,236 cells");
    assertThat(browser.all("[aria-label='mxfp8 float32 qmv · normal']"))
        .noneMatch(WebElement::isDisplayed);
    browser.find("input[name=Verdict][value=mismatch]").click();
    assertThat(browser.find(at("mxfp4 float32 qmv · normal", 5, 512)).isDisplayed()).isTrue();
    assertThat(browser.find(at("mxfp4 float32 qmv · normal", 9, 512)).isDisplayed()).isFalse();

    browser.find("button[type=reset]").click();
    assertThat(shown()).isEqualTo("4,236 of 4,236 cells shown, 799 failed");
  }

  @Test
  void aTextFiltersIdsByPartsOrAsAGlob() {
    Map<String, String> shown =
        Map.of(
            "N=5/K=512/normal", "9 of 4,236 cells shown, 9 failed",
            "mxfp4/**/N=5/K=512/*", "6 of 4,236 cells shown, 6 failed",
            "mxfp4/*/N=5/**", "0 of 4,236 cells shown, 0 failed",
            "**/qmv_fast/**", "108 of 4,236 cells shown, 0 failed",
            "**", "4,236 of 4,236 cells shown, 799 failed");
    shown.forEach(
        (text, expected) -> {
          browser.find("#text").clear();
          browser.find("#text").sendKeys(text);
          assertThat(shown()).as(text).isEqualTo(expected);
        });
    browser.find("#text").clear();
    browser.find("#text").sendKeys("nothing like it");
    assertThat(browser.find(".empty").isDisplayed()).isTrue();
  }

  @Test
  void theMapCanBeColouredByError() {
    String cell = at("mxfp4 float32 qmv · normal", 5, 512);
    browser.find("input[value=ratio]").click();
    assertThat(browser.find(cell).getAttribute("class")).startsWith("ratio step");
    assertThat(browser.find(cell).getText()).isEqualTo("×");
    assertThat(browser.find(".legend").getText()).contains("≤ 1").contains("not measured");
    browser.find("input[value=error]").click();
    assertThat(browser.find(cell).getAttribute("class")).startsWith("error step");
    assertThat(browser.find(at("mxfp4 float16 qmv · exact", 3, 512)).getAttribute("class"))
        .isEqualTo("unmeasured");
  }

  @Test
  void darkModeIsTheReaders() {
    String background = "getComputedStyle(document.body).backgroundColor";
    Object light = browser.evaluate(background);
    browser.media("prefers-color-scheme", "dark");

    assertThat(light).isEqualTo("rgb(251, 251, 250)");
    assertThat(browser.evaluate(background)).isEqualTo("rgb(18, 21, 24)");
  }

  @Test
  void aNarrowWindowScrollsOnlyTables() {
    browser.size(400, 800);
    browser.find(at("mxfp4 float32 qmv · normal", 5, 512)).click();

    assertThat(browser.find("#details").isDisplayed()).isTrue();
    assertThat(browser.evaluate("document.documentElement.scrollWidth <= innerWidth"))
        .isEqualTo(true);
  }

  @Test
  void batchesAndRowsHaveTablesOfTheirOwn(@TempDir Path elsewhere) throws IOException {
    List<CellResult> results = new ArrayList<>(List.of(pass(cell(PASS))));
    for (int m = 1; m <= 2; m++) {
      results.add(mismatch(with(cell(MISMATCH), new Shape(3, m, 5, 512, Layout.PADDED))));
    }
    new HtmlReport().write(Reports.of(results), elsewhere);
    browser.load(elsewhere.resolve(HtmlReport.FILE));

    WebElement td =
        browser.find("[aria-label='mxfp4 float32 qmv · normal · Batch, Rows of x'] td + td");
    assertThat(td.getAttribute("aria-label")).startsWith("N 5, K 512, B=3-padded · M=2: mismatch");
    browser.find("input[name='Rows of x'][value='2']").click();
    assertThat(shown()).startsWith("1 of 3 cells shown");
  }

  @Test
  void theSmallestFailingCaseIsToldWithItsCommand(@TempDir Path elsewhere) throws IOException {
    Report report = Reports.of(List.of(mismatch(cell(MISMATCH)), pass(cell(PASS))));
    new HtmlReport()
        .write(
            new ReportDraft(report).smallest(List.of(SmallestCases.ofAProduct())).report(),
            elsewhere);
    browser.load(elsewhere.resolve(HtmlReport.FILE));

    assertThat(browser.find("#summary").getText())
        .contains("y[m=0, n=0] is 127 instead of 1, 127 times as large; 2 of 585 elements")
        .contains("-DkernelConformance.cells='" + MISMATCH + "'");
  }

  @Test
  void aFailureThatWasExpectedIsToldAsThat(@TempDir Path elsewhere) throws IOException {
    CellResult known =
        Reports.expected(
            mismatch(cell(MISMATCH)), "**  mismatch  https://example.org/issues/7 <soon>");
    new HtmlReport().write(Reports.of(List.of(known, pass(cell(PASS)))), elsewhere);
    browser.load(elsewhere.resolve(HtmlReport.FILE));

    assertThat(browser.find("h1").getText())
        .isEqualTo("1 of 2 cells fail as expected; no other cell fails");
    assertThat(shown()).isEqualTo("2 of 2 cells shown, 0 failed");
    assertThat(browser.find("td[aria-label^='N 5,']").getAttribute("aria-label"))
        .startsWith("N 5, K 512: mismatch as expected, ");
    browser.find("td[aria-label^='N 5,']").click();
    assertThat(browser.find("#details").getText())
        .contains("Expected: https://example.org/issues/7 <soon>");
  }

  @Test
  void tenThousandCellsAreTablesThatAreLaidOutWhenSeen(@TempDir Path elsewhere) throws IOException {
    new HtmlReport().write(Reports.of(tenThousand()), elsewhere);
    browser.load(elsewhere.resolve(HtmlReport.FILE));

    assertThat(shown()).startsWith("10,000 of 10,000 cells shown");
    assertThat(browser.evaluate("document.querySelectorAll('[role=gridcell]').length"))
        .isEqualTo(10_000L);
    assertThat(
            browser.evaluate(
                "[...document.querySelectorAll('.panel')]"
                    + ".every((it) => getComputedStyle(it).contentVisibility === 'auto')"))
        .isEqualTo(true);
    assertThat(browser.evaluate("document.getElementById('details').childElementCount"))
        .isEqualTo(0L);
  }

  private static List<CellResult> showcase() {
    Map<String, CellResult> special =
        Map.of(
            MISMATCH, FailedCells.mismatch(cell(MISMATCH)),
            RACE, FailedCells.race(cell(RACE)),
            CRASH, FailedCells.crash(cell(CRASH)),
            SKIPPED, CellResult.skipped(cell(SKIPPED), "there is no kernel of that name"));
    return CELLS.stream()
        .map(it -> special.getOrDefault(it.id(), SEED_DEFECT.test(it) ? mismatch(it) : pass(it)))
        .toList();
  }

  static List<CellResult> tenThousand() {
    List<CellResult> results = new ArrayList<>();
    for (int n = 1; results.size() < 10_000; n += 16) {
      for (Cell it : CELLS) {
        Shape shape =
            new Shape(1, 1, QmvCell.of(it).shape().n() + n - 1, QmvCell.of(it).shape().k());
        results.add(
            QmvCell.of(it).shape().n() == 5 ? mismatch(with(it, shape)) : pass(with(it, shape)));
      }
    }
    return results.subList(0, 10_000);
  }

  private static Cell with(Cell cell, Shape shape) {
    return Cells.cell(
        cell.contract(),
        QmvCell.of(cell).mode(),
        QmvCell.of(cell).dtype(),
        cell.variant(),
        cell.branch(),
        cell.routed(),
        shape,
        QmvCell.of(cell).pattern());
  }

  private static String at(String table, int n, int k) {
    return "[aria-label='%s'] td[aria-label^='N %d, K %d:']".formatted(table, n, k);
  }

  private static String shown() {
    return browser.find("#shown").getText();
  }

  private static String focus() {
    return browser.focused().getAttribute("aria-label");
  }

  /** The name of the table that has the focus. */
  private static Object table() {
    return browser.evaluate("document.activeElement.closest('table').getAttribute('aria-label')");
  }
}
