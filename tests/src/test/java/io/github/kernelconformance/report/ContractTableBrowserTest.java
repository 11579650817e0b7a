package io.github.kernelconformance.report;

import static io.github.kernelconformance.verdict.SyntheticMatrix.CELLS;
import static io.github.kernelconformance.verdict.SyntheticMatrix.pass;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kernelconformance.verdict.BlindKernel;
import io.github.kernelconformance.verdict.BlindKernel.Kind;
import io.github.kernelconformance.verdict.Blindness;
import io.github.kernelconformance.verdict.CellResult;
import io.github.kernelconformance.verdict.Measured;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.WebElement;

/** What the page shows of contracts; skipped where there is no browser. */
class ContractTableBrowserTest {

  private static final Blindness ZEROS =
      new Blindness(List.of(BlindKernel.of(Kind.ZEROS)), Optional.empty());

  private static Browser browser;

  @TempDir private Path directory;

  @BeforeAll
  static void open() {
    browser = Browser.open();
    browser.size(1440, 1000);
  }

  @AfterAll
  static void close() {
    if (browser != null) {
      browser.close();
    }
  }

  @AfterEach
  void nothingIsComplainedOf() {
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void aRowTellsHowTightAContractIsAndWhatItCannotTell() throws IOException {
    Report bare =
        ToyReports.ofAll(
            List.of(
                compared(0, ZEROS),
                compared(1, Blindness.NONE),
                compared(2, new Blindness(List.of(), Optional.of("<b>of one</b>")))));
    load(
        new ReportDraft(bare)
            .exclusions(Map.of("fp_qmv", List.of("huge: codes have no such")))
            .report());

    assertThat(texts(".contracts thead th"))
        .containsExactly(
            "Contract",
            "Cells",
            "Most of a bound used",
            "Vacuous",
            "Cells that a wrong kernel passes",
            "What the contract says");
    assertThat(texts(".contracts tbody th")).containsExactly("comb", "loom", "fp_qmv");
    assertThat(texts(".contracts tbody tr:last-child td"))
        .containsExactly(
            "3",
            "float32 25 %",
            "0",
            "zeros: 1 cell",
            "1 cell silent: <b>of one</b>\nleft out, huge: codes have no such");
    assertThat(texts(".contracts tbody tr:first-child td")).contains("12, 11 compared", "–");

    browser.find(".contracts tbody tr:last-child td:nth-child(5) a").click();
    assertThat(browser.find("#details h2").getText()).isEqualTo(CELLS.get(0).id());
    assertThat(browser.find("#details").getText()).contains("a wrong kernel: zeros");
  }

  @Test
  void aContractThatCannotTellIsTheHeadline() throws IOException {
    List<CellResult> results = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      results.add(compared(i, ZEROS));
    }
    load(Reports.of(results));

    assertThat(browser.find("h1").getText())
        .isEqualTo("The contract fp_qmv cannot tell a wrong kernel from a right one");
    assertThat(browser.find("h1").getAttribute("class")).isEqualTo("bad");
    assertThat(browser.find(".groups").getText())
        .startsWith(
            "Contracts that cannot tell a wrong kernel\nfp_qmv: a kernel that returns zeros");
  }

  @Test
  void rightContractsAreNoHeadline() throws IOException {
    load(Reports.of(List.of(compared(0, ZEROS), compared(1, Blindness.NONE))));

    assertThat(browser.find("h1").getAttribute("class")).isEqualTo("good");
    assertThat(browser.find("#summary").getText())
        .doesNotContain("Contracts that cannot tell a wrong kernel");
  }

  private static CellResult compared(int i, Blindness blindness) {
    return CellResult.of(
            CELLS.get(i),
            pass(CELLS.get(i)).status(),
            new Measured(0, 1e-8, 0.25, 1, 1, 4e-8, 6e-8, 5, 0),
            "")
        .with(blindness);
  }

  private void load(Report report) throws IOException {
    new HtmlReport().write(report, directory);
    browser.load(directory.resolve(HtmlReport.FILE));
  }

  private static List<String> texts(String selector) {
    return browser.all(selector).stream().map(WebElement::getText).toList();
  }
}
