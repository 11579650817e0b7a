package io.github.kernelconformance.report;

import static io.github.kernelconformance.verdict.SyntheticMatrix.SEED_DEFECT;
import static io.github.kernelconformance.verdict.SyntheticMatrix.cell;
import static io.github.kernelconformance.verdict.SyntheticMatrix.pass;
import static io.github.kernelconformance.verdict.SyntheticMatrix.results;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.verdict.CellResult;
import io.github.kernelconformance.verdict.SyntheticMatrix;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the page holds; {@link HtmlReportBrowserTest} tells what becomes of it in a browser. */
class HtmlReportTest {

  private static final Cell CELL = cell("mxfp4/float32/qmv/N=5/K=512/normal");
  private static final Cell OTHER = cell("mxfp4/float32/qmv/N=12/K=512/normal");

  @TempDir private Path directory;

  @Test
  void itHoldsReportJson() throws IOException {
    Report report = Reports.of(results(SEED_DEFECT));
    new JsonReport().write(report, directory);

    assertThat(data(html(report), "report-data"))
        .isEqualTo(new ObjectMapper().readTree(directory.resolve(JsonReport.FILE).toFile()));
  }

  @Test
  void theEvidenceIsThatOfReportJson() throws IOException {
    for (Report report : List.of(Reports.ofFailures(), Reports.ofManyFailures(1500))) {
      new JsonReport().write(report, directory);
      ObjectNode evidence = new ObjectMapper().createObjectNode();
      for (JsonNode cell :
          new ObjectMapper().readTree(directory.resolve(JsonReport.FILE).toFile()).get("cells")) {
        if (cell.has("evidence")) {
          evidence.set(cell.get("id").asText(), cell.get("evidence"));
        }
      }
      assertThat(data(html(report), "evidence-data")).isNotEmpty().isEqualTo(evidence);
    }
  }

  /** Five hundred are expected, and come after the thousand that are not. */
  @Test
  void whereManyCellsFailTheFirstHaveEvidenceThatNobodyExpected() throws IOException {
    JsonNode evidence = data(html(Reports.ofManyFailures(1500)), "evidence-data");
    assertThat(evidence).hasSize(1000);
    assertThat(evidence.has(SyntheticMatrix.CELLS.get(1498).id())).isTrue();
    assertThat(evidence.has(SyntheticMatrix.CELLS.get(0).id())).isFalse();

    JsonNode less = data(html(Reports.ofManyFailures(1200)), "evidence-data");
    assertThat(less).hasSize(1000);
    assertThat(less.has(SyntheticMatrix.CELLS.get(0).id())).isTrue();
    assertThat(less.has(SyntheticMatrix.CELLS.get(1197).id())).isFalse();
  }

  @Test
  void failuresAreGroupedAsOnTheConsole() throws IOException {
    JsonNode context = data(html(Reports.of(results(SEED_DEFECT))), "context-data");

    assertThat(context.get("rerun").asText())
        .isEqualTo("mvn kernel-conformance:verify -pl kernels");
    assertThat(context.at("/groups/0/description").asText())
        .isEqualTo("mxfp4, mxfp8, nvfp4 × qmv × N 1..7 × K > 256");
    assertThat(context.at("/groups/0/cells").asInt()).isEqualTo(672);
    assertThat(context.at("/causes")).isEmpty();
  }

  @Test
  void aFindingIsTold() throws IOException {
    JsonNode context = data(html(Reports.of(List.of(FailedCells.race(CELL)))), "context-data");

    assertThat(context.at("/causes/0").asText())
        .startsWith("race: read of 4 bytes at tile[1]")
        .endsWith("1 cell, first " + CELL.id());
  }

  @Test
  void aFailedCellHasItsOutputsBesideTheReference() throws IOException {
    JsonNode evidence = evidence(FailedCells.mismatch(CELL));

    assertThat(evidence.get("outputs")).hasSize(1);
    JsonNode y = evidence.at("/outputs/0");
    assertThat(y.get("name").asText()).isEqualTo("y");
    assertThat(y.get("type").asText()).isEqualTo("float32");
    assertThat(y.get("shape").toString()).isEqualTo("[1,5]");
    assertThat(y.get("indices").toString()).isEqualTo("[\"m\",\"n\"]");
    assertThat(y.get("rounded").asBoolean()).isFalse();
    assertThat(y.get("elements")).hasSize(5);
    JsonNode first = y.at("/elements/0");
    assertThat(first.get("at").toString()).isEqualTo("[0,0]");
    assertThat(first.get("wrong").asBoolean()).isTrue();
    double reference = first.get("reference").asDouble();
    assertThat(first.get("got").asDouble()).isEqualTo((double) (float) (100 * reference));
    assertThat(first.get("error").asDouble())
        .isEqualTo(Math.abs(first.get("got").asDouble() - reference));
    assertThat(first.get("ratio").asDouble()).isGreaterThan(1);
    assertThat(y.at("/elements/1/wrong").asBoolean()).isFalse();
    assertThat(y.at("/elements/4/at/1").asInt()).isEqualTo(4);
  }

  @Test
  void aFailedCellHasTheHeadOfItsInputs() throws IOException {
    JsonNode inputs = evidence(FailedCells.mismatch(CELL)).get("inputs");

    assertThat(inputs)
        .extracting(it -> it.get("name").asText())
        .containsExactly("w", "scales", "x");
    assertThat(inputs.at("/0/type").asText()).isEqualTo("uint32");
    assertThat(inputs.at("/0/shape").toString()).isEqualTo("[5,64]");
    assertThat(inputs.at("/0/head")).hasSize(8);
    assertThat(inputs.at("/0/head/0").asText()).matches("0x[0-9a-f]{8}");
    assertThat(inputs.at("/1/head/0").asText()).matches("0x[0-9a-f]{2}");
    // The first two draws of MLX's mx.random.normal with key 0.
    assertThat(inputs.at("/2/head/0").asText()).isEqualTo("-2.05456495");
    assertThat(inputs.at("/2/head/1").asText()).isEqualTo("0.339817673");
  }

  @Test
  void aCrashHasInputsAndNoOutput() throws IOException {
    JsonNode evidence = evidence(FailedCells.crash(CELL));

    assertThat(evidence.get("inputs")).hasSize(3);
    assertThat(evidence.has("outputs")).isFalse();
  }

  @Test
  void aPassHasNoEvidence() throws IOException {
    assertThat(data(html(Reports.of(List.of(pass(CELL)))), "evidence-data")).isEmpty();
  }

  @Test
  void aMessageCannotEndItsScript() throws IOException {
    String html = html(Reports.of(List.of(FailedCells.crash(CELL), pass(OTHER))));

    assertThat(count(html, "(?i)<script\\b")).isEqualTo(4);
    assertThat(count(html, "(?i)</script")).isEqualTo(4);
    assertThat(html).doesNotContain("<!--");
    assertThat(data(html, "report-data").at("/cells/0/message").asText())
        .contains("</script><script>");
  }

  @Test
  void thePolicyAllowsTheStyleAndTheScriptAndNothingElse() throws Exception {
    String html = html(Reports.of(List.of(pass(CELL))));

    assertThat(first(html, "Content-Security-Policy\" content=\"([^\"]*)\""))
        .isEqualTo(
            "default-src 'none'; style-src '%s'; script-src '%s'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'"
                .formatted(
                    digest(first(html, "<style>(.*?)</style>")),
                    digest(first(html, "<script>(.*?)</script>"))));
    assertThat(html).doesNotContain("http://", "https://", "{{");
  }

  @Test
  void equalReportsAreEqualBytesWithPlainLineEnds() throws IOException {
    Report report = Reports.of(List.of(FailedCells.mismatch(CELL), FailedCells.race(OTHER)));
    String first = html(report);

    assertThat(html(report)).isEqualTo(first).doesNotContain("\r").endsWith("</html>\n");
  }

  private JsonNode evidence(CellResult result) throws IOException {
    return data(html(Reports.of(List.of(result))), "evidence-data").get(result.cell().id());
  }

  private String html(Report report) throws IOException {
    new HtmlReport().write(report, directory);
    return Files.readString(directory.resolve("report.html"));
  }

  private static JsonNode data(String html, String id) throws IOException {
    return new ObjectMapper().readTree(first(html, "id=\"" + id + "\">(.*?)</script>"));
  }

  private static String first(String text, String regex) {
    Matcher matcher = Pattern.compile(regex, Pattern.DOTALL).matcher(text);
    assertThat(matcher.find()).as(regex).isTrue();
    return matcher.group(1);
  }

  private static long count(String text, String regex) {
    return Pattern.compile(regex).matcher(text).results().count();
  }

  private static String digest(String text) throws Exception {
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    return "sha256-" + Base64.getEncoder().encodeToString(digest);
  }
}
