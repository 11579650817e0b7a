package io.github.kernelconformance.report;

import static io.github.kernelconformance.verdict.SyntheticMatrix.CELLS;
import static io.github.kernelconformance.verdict.SyntheticMatrix.cell;
import static io.github.kernelconformance.verdict.SyntheticMatrix.pass;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kernelconformance.matrix.Axis;
import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.matrix.Coordinates;
import io.github.kernelconformance.verdict.SyntheticMatrix;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The page of contracts that it has never heard of; skipped where there is no browser. */
class ToyReportBrowserTest {

  private static final String SEED = "mxfp4/float32/qmv/N=5/K=512/normal";

  private static Browser browser;

  @TempDir private Path directory;

  @BeforeAll
  static void open() {
    browser = Browser.open();
  }

  @AfterAll
  static void close() {
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void size() {
    browser.size(1440, 1000);
  }

  @AfterEach
  void nothingIsComplainedOf() {
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void aSizeIsAcrossAndAChoiceDown() throws IOException {
    load(ToyReports.ofCombs());

    assertThat(texts("#map h2")).containsExactly("comb\n1 of 12 cells failed");
    assertThat(texts("[aria-label='comb'] thead th"))
        .containsExactly("fold\\teeth", "1", "7", "32", "4096");
    assertThat(texts("[aria-label='comb'] tbody th")).containsExactly("left", "right", "both");
    assertThat(browser.all("#map caption")).isEmpty();
    assertThat(browser.find(at("fold left", 7)).getAttribute("aria-label"))
        .isEqualTo("teeth 7, fold left: mismatch, ∞ times the tolerance");
  }

  @Test
  void aVacuousCellLooksLikeNoPass() throws IOException {
    load(ToyReports.ofCombs());
    WebElement vacuous = browser.find(at("fold right", 32));

    assertThat(vacuous.getText()).isEqualTo("V");
    assertThat(vacuous.getAttribute("aria-label")).startsWith("teeth 32, fold right: vacuous");
    for (String scale : List.of("verdict", "ratio", "error")) {
      browser.find("input[value=" + scale + "]").click();
      assertThat(vacuous.getAttribute("class")).as(scale).isEqualTo("verdict vacuous");
      assertThat(browser.find(".legend").getText())
          .as(scale)
          .contains("vacuous: zeros would pass too");
    }
    assertThat(texts(".totals li"))
        .containsExactly("9 passed", "1 failed", "1 vacuous", "1 skipped");
    assertThat(browser.find("#shown").getText()).isEqualTo("12 of 12 cells shown, 1 failed");
    browser.find("input[name=Verdict][value=vacuous]").click();
    assertThat(browser.find("#shown").getText()).isEqualTo("1 of 12 cells shown, 0 failed");

    vacuous.click();
    assertThat(browser.find("#details").getText())
        .contains("the bounds are as large as the reference")
        .contains("64 of 64 elements: zeros would be within the bounds")
        .doesNotContain("kernelConformance.bundle");
  }

  @Test
  void aReportWithVacuousCellsDoesNotSayThatAllConform() throws IOException {
    load(
        Reports.of(
            ToyReports.ofCombs().results().stream()
                .filter(result -> !result.status().failed())
                .toList()));

    assertThat(browser.find("h1").getText()).isEqualTo("9 of 10 cells conform; 1 is vacuous");
    assertThat(browser.find("h1").getAttribute("class")).isEmpty();
  }

  @Test
  void everyOutputIsShownWithItsTypeAndIndices() throws IOException {
    load(ToyReports.ofCombs());
    browser.find(at("fold left", 7)).click();

    assertThat(browser.find("#details h2").getText()).isEqualTo(ToyReports.WRONG_CODES);
    assertThat(texts("#details dt"))
        .containsExactly(
            "Kernel",
            "Error / tolerance",
            "Relative error",
            "max |output|",
            "max |reference|",
            "Fold",
            "Teeth",
            "Contract");
    assertThat(browser.find("#details").getText())
        .contains("1 of 21 elements wrong")
        .contains("codes\nint32 [7]\nwhere each tooth goes")
        .contains("heights\nfloat16 [1, 2, 7]\nhow high each tooth is")
        .contains("The reference is not yet rounded to the type of heights.")
        .doesNotContain("the type of codes")
        .contains("int8 [7]")
        .doesNotContain("Pattern");
    assertThat(texts("[aria-label='codes and its reference'] thead th"))
        .startsWith("codes[tooth]", "codes", "reference", "|codes − ref|");
    assertThat(texts("[aria-label='codes and its reference'] tr.wrong > *"))
        .containsExactly("2 wrong", "−5", "16777217", "16777222", "∞");
    assertThat(browser.all("[aria-label='codes and its reference'] tr.right")).hasSize(6);
    assertThat(texts("[aria-label='heights and its reference'] thead th"))
        .startsWith("heights[comb, side, tooth]", "heights", "reference", "|heights − ref|");
    assertThat(texts("[aria-label='heights and its reference'] tr:nth-child(9) > *"))
        .startsWith("0, 1, 1", "2", "2", "0");
  }

  @Test
  void filtersAreTheAxesOfAllContracts() throws IOException {
    load(ToyReports.ofAll(List.of(pass(cell(SEED)))));

    assertThat(texts("#form legend"))
        .containsExactly("Verdict", "Contract", "Weave", "Yarn", "Fold", "Edge", "Pieces", "Bolts");
    assertThat(browser.find("#text").getAttribute("placeholder"))
        .isEqualTo("comb/**/teeth={1,7}/**");
    browser.find("input[name=Fold][value=left]").click();
    assertThat(browser.find("#shown").getText()).startsWith("4 of 141 cells shown");
    browser.find("input[name=Contract][value=loom]").click();
    assertThat(browser.find("#shown").getText()).startsWith("0 of 141 cells shown");
    browser.find("button[type=reset]").click();
    browser.find("input[name=Edge][value=raw]").click();
    browser.find("input[name=Pieces][value='3']").click();
    assertThat(browser.find("#shown").getText()).startsWith("32 of 141 cells shown");
    browser.find("button[type=reset]").click();
    browser.find("#text").sendKeys("loom/*/silk/**/weft=40/*");
    assertThat(browser.find("#shown").getText()).isEqualTo("32 of 141 cells shown, 16 failed");
  }

  @Test
  void contractsFollowEachOtherInOneMap() throws IOException {
    load(ToyReports.ofAll(List.of(pass(cell(SEED)))));

    assertThat(texts("#map h2"))
        .extracting(text -> text.lines().limit(2).toList())
        .containsExactly(
            List.of("comb", "1 of 12 cells failed"),
            List.of("hand · even · Pieces, Bolts", "loom"),
            List.of("qmv · normal", "fp_qmv"));
    assertThat(texts("#map section:nth-of-type(2) caption"))
        .containsExactly(
            "plain wool",
            "plain silk",
            "plain · bound wool",
            "plain · bound silk",
            "twill wool",
            "twill silk",
            "twill · bound wool",
            "twill · bound silk");
    String table = "[aria-label='twill · bound silk hand · even · Pieces, Bolts'] ";
    assertThat(texts(table + "thead th"))
        .containsExactly(
            "warp×weft", "bolts=1", "bolts=2", "pieces=3 · bolts=1", "pieces=3 · bolts=2");
    assertThat(texts(table + "tbody th")).containsExactly("5×40", "5×2", "31×40", "31×2");
    WebElement td = browser.find(table + "tr:nth-child(3) td:nth-child(5)");
    assertThat(td.getAttribute("aria-label"))
        .isEqualTo("warp 31, weft 40, pieces=3 · bolts=2: mismatch, 40 times the tolerance");
    td.click();
    assertThat(browser.find("#details").getText())
        .contains("Gear\nwide (32 of 64 cells in it failed)")
        .contains("Machine\nhand; a host would choose another")
        .contains("Edge\nbound")
        .contains("Weft\n40");
  }

  @Test
  void arrowsGoFromContractToContract() throws IOException {
    load(ToyReports.ofAll(List.of(pass(cell(SEED)))));
    browser.find(at("fold both", 4096)).click();
    browser.press(Keys.ESCAPE);
    browser.press(Keys.PAGE_DOWN);
    assertThat(browser.focused().getAttribute("aria-label")).startsWith("warp 5, weft 40, ");
    browser.pressControl(Keys.END);
    assertThat(browser.focused().getAttribute("aria-label")).startsWith("N 5, K 512: pass");
  }

  /** Whatever axes are called, the map and the filters are the same. */
  @Test
  void namesOfAxesAreData() throws IOException {
    String map = "document.getElementById('map').outerHTML";
    String form = "document.getElementById('form').outerHTML";
    load(Reports.of(CELLS.stream().map(SyntheticMatrix::pass).toList()));
    Object expectedMap = browser.evaluate(map);
    Object expectedForm = browser.evaluate(form);

    load(
        Reports.of(
            CELLS.stream().map(ToyReportBrowserTest::renamed).map(SyntheticMatrix::pass).toList()));
    assertThat(browser.evaluate(map)).isEqualTo(expectedMap);
    assertThat(browser.evaluate(form)).isEqualTo(expectedForm);
  }

  private static Cell renamed(Cell cell) {
    List<Axis> axes =
        cell.at().axes().stream()
            .map(
                it ->
                    new Axis(
                        it.name() + "_of_old", it.title(), it.label(), it.omitted(), it.role()))
            .toList();
    return new Cell(
        cell.contract(),
        cell.qualified(),
        new Coordinates(axes, cell.at().values()),
        cell.kernel(),
        cell.routed());
  }

  private void load(Report report) throws IOException {
    new HtmlReport().write(report, directory);
    browser.load(directory.resolve(HtmlReport.FILE));
  }

  private static String at(String row, int column) {
    return "td[aria-label^='teeth %d, %s:']".formatted(column, row);
  }

  private static List<String> texts(String selector) {
    return browser.all(selector).stream().map(WebElement::getText).toList();
  }
}
