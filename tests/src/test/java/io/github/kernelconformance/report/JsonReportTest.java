package io.github.kernelconformance.report;

import static io.github.kernelconformance.verdict.SyntheticMatrix.SEED_DEFECT;
import static io.github.kernelconformance.verdict.SyntheticMatrix.cell;
import static io.github.kernelconformance.verdict.SyntheticMatrix.mismatch;
import static io.github.kernelconformance.verdict.SyntheticMatrix.pass;
import static io.github.kernelconformance.verdict.SyntheticMatrix.results;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.verdict.CellResult;
import io.github.kernelconformance.verdict.Measured;
import io.github.kernelconformance.verdict.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonReportTest {

  private static final Cell CELL = cell("mxfp4/float32/qmv/N=5/K=512/normal");

  @TempDir private Path directory;

  @Test
  void theHeadSaysWhatRanWhere() throws IOException {
    JsonNode json = json(results(SEED_DEFECT));

    assertThat(json.get("device").asText()).isEqualTo("host");
    assertThat(json.get("description").asText()).isEqualTo("x86-64 CPU, clang 20.1.7");
    assertThat(json.get("settings").toString()).isEqualTo("{\"seed\":\"0\",\"version\":\"0.1.0\"}");
    assertThat(json.get("summary").toString())
        .isEqualTo(
            "{\"cells\":4236,\"passed\":3438,\"failed\":798,\"skipped\":0,\"expected\":0,\"vacuous\":0}");
    assertThat(json.get("cells")).hasSize(4236);
  }

  @Test
  void aCellHasEveryField() throws IOException {
    CellResult result =
        CellResult.of(
            CELL,
            Status.MISMATCH,
            new Measured(5, 218.0398, 31234567.125, 6903.127, 31.678),
            "y is \"wrong\"\n\0");

    assertThat(json(List.of(result)).get("cells").get(0).toPrettyString().replace("\r", ""))
        .isEqualTo(
            """
            {
              "id" : "mxfp4/float32/qmv/N=5/K=512/normal",
              "contract" : "fp_qmv",
              "kernel" : "mxfp4_qmv_float_gs_32_b_4_batch_0",
              "routed" : true,
              "at" : {
                "mode" : "mxfp4",
                "dtype" : "float32",
                "variant" : "qmv",
                "branch" : "out_vec_size < 8, full block",
                "batch" : "1",
                "m" : 1,
                "n" : 5,
                "k" : 512,
                "pattern" : "normal"
              },
              "status" : "mismatch",
              "wrong" : 5,
              "relErr" : 218.0398,
              "boundRatio" : 3.1234567125E7,
              "maxAbs" : 6903.127,
              "maxAbsReference" : 31.678,
              "message" : "y is \\"wrong\\"\\n\\u0000"
            }""");
  }

  @Test
  void aContractTellsItsAxesOnce() throws IOException {
    JsonNode contracts = json(results(SEED_DEFECT)).get("contracts");

    assertThat(contracts).hasSize(1);
    assertThat(contracts.at("/fp_qmv/qualified").asBoolean()).isFalse();
    assertThat(contracts.at("/fp_qmv/axes"))
        .extracting(axis -> axis.get("name").asText() + " " + axis.get("role").asText())
        .containsExactly(
            "mode mode",
            "dtype type",
            "variant variant",
            "branch branch",
            "batch extent",
            "m extent",
            "n size",
            "k size",
            "pattern pattern");
    assertThat(contracts.at("/fp_qmv/axes/4").toString())
        .isEqualTo(
            "{\"name\":\"batch\",\"title\":\"Batch\",\"label\":\"B=\",\"omitted\":\"1\",\"role\":\"extent\"}");
  }

  @Test
  void outputsOfAContractThatNobodyKnowsAreThere() throws IOException {
    JsonNode json = json(ToyReports.ofCombs().results());
    JsonNode cell = of(json, ToyReports.WRONG_CODES);

    assertThat(json.at("/contracts/comb/qualified").asBoolean()).isTrue();
    assertThat(json.at("/summary/vacuous").asInt()).isEqualTo(1);
    assertThat(cell.get("at").toString()).isEqualTo("{\"fold\":\"left\",\"teeth\":7}");
    assertThat(cell.get("elements").asInt()).isEqualTo(21);
    assertThat(of(json, ToyReports.VACUOUS).get("status").asText()).isEqualTo("vacuous");
    assertThat(of(json, ToyReports.SKIPPED).has("elements")).isFalse();
    JsonNode outputs = cell.at("/evidence/outputs");
    assertThat(outputs)
        .extracting(it -> it.get("name").asText() + " " + it.get("type").asText())
        .containsExactly("codes int32", "heights float16");
    assertThat(outputs.at("/0/elements/2").toString())
        .isEqualTo(
            "{\"at\":[2],\"got\":-5.0,\"reference\":1.6777217E7,\"error\":1.6777222E7,"
                + "\"ratio\":\"Infinity\",\"wrong\":true}");
    assertThat(outputs.at("/1/indices").toString()).isEqualTo("[\"comb\",\"side\",\"tooth\"]");
    assertThat(outputs.at("/1/elements/8/at").toString()).isEqualTo("[0,1,1]");
  }

  private static JsonNode of(JsonNode json, String id) {
    for (JsonNode cell : json.get("cells")) {
      if (cell.get("id").asText().equals(id)) {
        return cell;
      }
    }
    throw new AssertionError(id);
  }

  @Test
  void whatWasNotMeasuredIsNullAndTheInfiniteIsAString() throws IOException {
    double infinity = Double.POSITIVE_INFINITY;
    JsonNode cells =
        json(List.of(
                CellResult.skipped(CELL, "no kernel"),
                mismatch(CELL, new Measured(1, infinity, infinity, infinity, 2))))
            .get("cells");

    assertThat(cells.get(0).get("relErr").isNull()).isTrue();
    assertThat(cells.get(0).get("maxAbs").isNull()).isTrue();
    assertThat(cells.get(1).get("relErr").isTextual()).isTrue();
    assertThat(cells.get(1).get("relErr").asDouble()).isEqualTo(infinity);
    assertThat(cells.get(1).get("maxAbsReference").asDouble()).isEqualTo(2);
  }

  @Test
  void anExpectedFailureKeepsItsStatusAndIsMarked() throws IOException {
    JsonNode json =
        json(List.of(Reports.expected(mismatch(CELL), "** mismatch issue #7"), pass(CELL)));

    assertThat(json.get("summary").toString())
        .isEqualTo(
            "{\"cells\":2,\"passed\":1,\"failed\":0,\"skipped\":0,\"expected\":1,\"vacuous\":0}");
    assertThat(json.at("/cells/0/status").asText()).isEqualTo("mismatch");
    assertThat(json.at("/cells/0/expected").toString())
        .isEqualTo("{\"reason\":\"issue #7\",\"flaky\":false}");
    assertThat(json.at("/cells/1").has("expected")).isFalse();
  }

  @Test
  void aCellIsALine() throws IOException {
    List<String> lines = text(List.of(pass(CELL), pass(CELL))).lines().toList();

    assertThat(lines).hasSize(13);
    assertThat(lines).filteredOn(line -> line.contains("\"id\":\"" + CELL.id() + "\"")).hasSize(2);
  }

  @Test
  void noCellsAreAnEmptyArray() throws IOException {
    assertThat(json(List.of()).get("cells")).isEmpty();
  }

  @Test
  void equalReportsAreEqualBytesWithPlainLineEnds() throws IOException {
    String first = text(results(SEED_DEFECT));

    assertThat(text(results(SEED_DEFECT))).isEqualTo(first).doesNotContain("\r").endsWith("}\n");
  }

  private JsonNode json(List<CellResult> results) throws IOException {
    return new ObjectMapper().readTree(text(results));
  }

  private String text(List<CellResult> results) throws IOException {
    new JsonReport().write(Reports.of(results), directory);
    return Files.readString(directory.resolve("report.json"));
  }
}
