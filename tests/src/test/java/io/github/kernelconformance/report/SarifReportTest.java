package io.github.kernelconformance.report;

import static io.github.kernelconformance.report.Reports.execution;
import static io.github.kernelconformance.report.Reports.memory;
import static io.github.kernelconformance.verdict.SyntheticMatrix.CELLS;
import static io.github.kernelconformance.verdict.SyntheticMatrix.SEED_DEFECT;
import static io.github.kernelconformance.verdict.SyntheticMatrix.cell;
import static io.github.kernelconformance.verdict.SyntheticMatrix.crash;
import static io.github.kernelconformance.verdict.SyntheticMatrix.mismatch;
import static io.github.kernelconformance.verdict.SyntheticMatrix.pass;
import static io.github.kernelconformance.verdict.SyntheticMatrix.results;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kernelconformance.bundled.QmvCell;
import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.msl.SourceLocation;
import io.github.kernelconformance.testing.Schemas;
import io.github.kernelconformance.verdict.CellResult;
import io.github.kernelconformance.verdict.KernelSuspects;
import io.github.kernelconformance.verdict.Suspect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SarifReportTest {

  private static final String KERNEL = "mxfp4_qmv_float_gs_32_b_4_batch_0";

  /** Cells that run it. */
  private static final List<Cell> WRONG =
      Stream.of("5", "6", "7").map(n -> cell("mxfp4/float32/qmv/N=" + n + "/K=512/exact")).toList();

  private static final String PLACE = "/locations/0/physicalLocation";

  private static final ObjectMapper MAPPER = new ObjectMapper();

  @TempDir private Path directory;

  @Test
  void everyKindOfReportIsValid() throws IOException {
    for (Report report :
        List.of(
            Reports.of(results(SEED_DEFECT)),
            Reports.ofEverything(),
            Reports.shard(2, 5, 10),
            Reports.of(results(cell -> false)))) {
      assertThat(Schemas.sarifProblems(log(report))).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/version                         | \"2.0.0\"",
        "/runs/0/tool                     | {}",
        "/runs/0/results/0/level          | \"fatal\"",
        "/runs/0/results/0/message        | \"wrong\"",
        "/runs/0/results/0/verdict        | \"race\"",
        "/runs/0/results/1/locations/0/physicalLocation/region/startLine | 0"
      })
  void aDamagedLogIsInvalid(String pointer, String value) throws IOException {
    ObjectNode log = log(Reports.ofEverything());

    assertThat(Schemas.sarifProblems(Schemas.damaged(log, pointer, value))).isNotEmpty();
  }

  @Test
  void aCauseIsAResultAtItsLineInTheRepository() throws IOException {
    List<CellResult> results =
        CELLS.stream().limit(9).map(cell -> pass(cell).with(execution(memory(2048)))).toList();

    JsonNode result = log(in("gpu/my kernels", results)).at("/runs/0/results/0");

    assertThat(result.at("/ruleId").asText()).isEqualTo("memory-error");
    assertThat(result.at("/message/text").asText())
        .startsWith("memory-error: read of 4 bytes at x[512]")
        .endsWith("; 9 cells, first " + CELLS.get(0).id());
    assertThat(result.at("/occurrenceCount").asInt()).isEqualTo(9);
    assertThat(result.at("/locations/0/physicalLocation").toString())
        .isEqualTo(
            "{\"artifactLocation\":{\"uri\":\"gpu/my%20kernels/src/main/metal/qmv.h\","
                + "\"uriBaseId\":\"%SRCROOT%\"},\"region\":{\"startLine\":41,\"startColumn\":12}}");
    assertThat(result.at("/properties/device").asText()).isEqualTo("host");
  }

  @Test
  void mismatchesOfABranchAreAResultAtTheKernel() throws IOException {
    JsonNode run = log(in("", results(SEED_DEFECT))).at("/runs/0");

    assertThat(run.get("results")).hasSize(1);
    JsonNode result = run.at("/results/0");
    assertThat(result.at("/ruleId").asText()).isEqualTo("mismatch");
    assertThat(run.at("/tool/driver/rules").get(result.get("ruleIndex").asInt()).at("/id").asText())
        .isEqualTo("mismatch");
    assertThat(result.at("/message/text").asText())
        .isEqualTo(
            "mismatch: mxfp4, mxfp8, nvfp4 × qmv × N 1..7 × K > 256;"
                + " mxfp8 × qmv × N 1..7 × 128 < K <= 256;"
                + " branch 'out_vec_size < 8, full block'; 798 cells,"
                + " first mxfp4/float32/qmv/N=1/K=288/exact: y[m=0, n=0] is wrong");
    assertThat(result.at("/locations/0/physicalLocation/artifactLocation/uri").asText())
        .isEqualTo("src/main/metal/fp_qmv.metal");
    assertThat(result.at("/locations/0/physicalLocation/region/startLine").asInt()).isEqualTo(120);
  }

  @Test
  void theMostSuspectLineIsWhereAReviewerLooks() throws IOException {
    JsonNode results = log(Reports.ofEverything()).at("/runs/0/results");
    JsonNode mismatch =
        StreamSupport.stream(results.spliterator(), false)
            .filter(result -> result.get("ruleId").asText().equals("mismatch"))
            .findFirst()
            .orElseThrow();

    assertThat(mismatch.at("/locations/0/physicalLocation").toString())
        .contains("\"uri\":\"kernels/src/main/metal/qmv.h\"")
        .contains("\"region\":{\"startLine\":77}");
  }

  @Test
  void aSuspectBlockIsARegionOfSeveralLines() throws IOException {
    JsonNode results =
        log(suspected(WRONG.stream().map(it -> mismatch(it)).toList())).at("/runs/0/results");

    assertThat(results.at("/0" + PLACE + "/region").toString())
        .isEqualTo("{\"startLine\":77,\"endLine\":79}");
  }

  @Test
  void aCrashIsAtItsLineWhereThatIsKnown() throws IOException {
    Optional<SourceLocation> line = Optional.of(new SourceLocation("src/main/metal/qmv.h", 9));
    Optional<SourceLocation> other = Optional.of(new SourceLocation("src/main/metal/qmv.h", 30));
    JsonNode results =
        log(suspected(
                List.of(
                    CellResult.crash(WRONG.get(0), "SIGSEGV", line),
                    CellResult.crash(WRONG.get(1), "SIGSEGV", line),
                    CellResult.crash(WRONG.get(2), "SIGFPE", other))))
            .at("/runs/0/results");

    assertThat(results).hasSize(2);
    assertThat(results.at("/0/occurrenceCount").asInt()).isEqualTo(2);
    assertThat(results.at("/0" + PLACE).toString())
        .isEqualTo(
            "{\"artifactLocation\":{\"uri\":\"gpu/src/main/metal/qmv.h\","
                + "\"uriBaseId\":\"%SRCROOT%\"},\"region\":{\"startLine\":9}}");
    assertThat(results.at("/1" + PLACE + "/region/startLine").asInt()).isEqualTo(30);
  }

  /** What runs in wrong cells more than in right ones need not be where one crashes. */
  @Test
  void aCrashOrATimeoutIsAtItsKernelWhereNoLineIsKnown() throws IOException {
    JsonNode results =
        log(suspected(
                List.of(
                    crash(WRONG.get(0), "the device gave up"),
                    CellResult.timeout(WRONG.get(1), "it did not end in 60 s"),
                    mismatch(WRONG.get(2)))))
            .at("/runs/0/results");

    assertThat(results)
        .extracting(it -> it.get("ruleId").asText())
        .containsExactly("crash", "timeout", "mismatch");
    assertThat(results)
        .extracting(it -> it.at(PLACE + "/artifactLocation/uri").asText())
        .containsExactly(
            "gpu/src/main/metal/fp_qmv.metal",
            "gpu/src/main/metal/fp_qmv.metal",
            "gpu/src/main/metal/qmv.h");
    assertThat(results)
        .extracting(it -> it.at(PLACE + "/region/startLine").asInt())
        .containsExactly(120, 120, 77);
  }

  /** Cells of the kernel whose place is known, one line of which is suspected of wrong numbers. */
  private static Report suspected(List<CellResult> results) {
    Suspect line = new Suspect("src/main/metal/qmv.h", 77, 79, 0.75, "y = x;");
    return new ReportDraft(in("gpu", results))
        .suspects(List.of(new KernelSuspects(KERNEL, WRONG.get(0), List.of(line))))
        .report();
  }

  @Test
  void whatWasExpectedIsSuppressed() throws IOException {
    JsonNode results =
        log(Reports.of(List.of(Reports.expected(CELLS.get(0)), Reports.expected(CELLS.get(1)))))
            .at("/runs/0/results");

    assertThat(results).hasSize(1);
    assertThat(results.at("/0/message/text").asText())
        .isEqualTo(
            "mismatch, as expected; 2 cells, first "
                + CELLS.get(0).id()
                + ": y[m=0, n=0] is wrong");
    assertThat(results.at("/0/suppressions").toString())
        .isEqualTo(
            "[{\"kind\":\"external\",\"status\":\"accepted\","
                + "\"justification\":\"known since May\"}]");
    assertThat(log(Reports.of(results(SEED_DEFECT))).at("/runs/0/results/0/suppressions"))
        .isEmpty();
  }

  @Test
  void fingerprintsStayWhereLinesAndCellsDoNot() throws IOException {
    Report before = in("", results(SEED_DEFECT));
    Report after =
        new ReportDraft(before)
            .kernels(Map.of(KERNEL, new SourceLocation("src/main/metal/fp_qmv.metal", 7)))
            .results(results(SEED_DEFECT.and(cell -> QmvCell.of(cell).shape().n() > 2)))
            .report();

    assertThat(fingerprints(after)).isEqualTo(fingerprints(before));
  }

  @Test
  void fingerprintsOfAReportAreDistinct() throws IOException {
    Report report =
        Reports.of(
            List.of(
                pass(CELLS.get(0)).with(execution(memory(1))),
                pass(CELLS.get(1)).with(execution(memory(1), Reports.race())),
                crash(CELLS.get(2), "SIGSEGV"),
                crash(CELLS.get(2000), "SIGSEGV")));

    assertThat(fingerprints(report)).doesNotHaveDuplicates().hasSize(4);
  }

  @Test
  void aFileOutsideOfTheRepositoryHasNoPlaceInAReview() throws IOException {
    Report report =
        new ReportDraft(Reports.of(results(SEED_DEFECT)))
            .kernels(Map.of(KERNEL, new SourceLocation("/opt/mlx/fp_quantized.metal", 9)))
            .report();

    assertThat(log(report).at("/runs/0/results/0/locations")).isEmpty();
  }

  @Test
  void modulesAndShardsAreToldApart() throws IOException {
    assertThat(category(in("kernels/right", List.of())))
        .isEqualTo("kernel-conformance/host/kernels/right/");
    assertThat(category(Reports.shard(2, 5, 10)))
        .isEqualTo("kernel-conformance/host/shard-2-of-5/");
    assertThat(category(Reports.on("metal", List.of()))).isEqualTo("kernel-conformance/metal/");
  }

  @Test
  void equalReportsAreEqualBytesWithPlainLineEnds() throws IOException {
    log(Reports.ofEverything());
    String first = Files.readString(directory.resolve(SarifReport.FILE));
    log(Reports.ofEverything());

    assertThat(Files.readString(directory.resolve(SarifReport.FILE)))
        .isEqualTo(first)
        .doesNotContain("\r")
        .endsWith("}\n");
  }

  private static Report in(String module, List<CellResult> results) {
    return new ReportDraft(Reports.of(results))
        .kernels(Map.of(KERNEL, new SourceLocation("src/main/metal/fp_qmv.metal", 120)))
        .module(module)
        .report();
  }

  private String category(Report report) throws IOException {
    return log(report).at("/runs/0/automationDetails/id").asText();
  }

  private List<String> fingerprints(Report report) throws IOException {
    return StreamSupport.stream(log(report).at("/runs/0/results").spliterator(), false)
        .map(result -> result.at("/partialFingerprints/primaryLocationLineHash").asText())
        .toList();
  }

  private ObjectNode log(Report report) throws IOException {
    new SarifReport().write(report, directory);
    return (ObjectNode) MAPPER.readTree(directory.resolve(SarifReport.FILE).toFile());
  }
}
