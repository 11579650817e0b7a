package io.github.kernelconformance.report;

import static io.github.kernelconformance.verdict.SyntheticMatrix.CELLS;
import static io.github.kernelconformance.verdict.SyntheticMatrix.SEED_DEFECT;
import static io.github.kernelconformance.verdict.SyntheticMatrix.results;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kernelconformance.testing.Schemas;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code report.json} is what its published schema says, and the schema says enough. */
class JsonReportSchemaTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  @TempDir private Path directory;

  @Test
  void everyKindOfReportIsValid() throws IOException {
    for (Report report :
        new Report[] {
          Reports.of(results(SEED_DEFECT)),
          Reports.ofEverything(),
          Reports.ofFailures(),
          Reports.shard(1, 3, CELLS.size()),
          ToyReports.ofCombs(),
          ToyReports.ofAll(results(SEED_DEFECT))
        }) {
      assertThat(Schemas.reportProblems(json(report))).isEmpty();
    }
  }

  @Test
  void everyFieldIsInTheSchema() throws IOException {
    Set<String> written = new TreeSet<>();
    for (Report report :
        new Report[] {
          Reports.ofEverything(),
          Reports.ofFailures(),
          Reports.shard(1, 3, 9),
          ToyReports.ofAll(List.of())
        }) {
      names(withoutNamesOfOthers(json(report)), written);
    }
    Set<String> described = new TreeSet<>();
    names(MAPPER.readTree(Schemas.REPORT.toFile()), described);
    assertThat(described).containsAll(written);
  }

  /** A report without the fields whose names are those of contracts, axes, kernels and settings. */
  private static ObjectNode withoutNamesOfOthers(ObjectNode json) {
    json.remove("settings");
    json.remove("kernels");
    ArrayNode contracts = json.arrayNode();
    json.get("contracts").forEach(contracts::add);
    json.set("contracts", contracts);
    json.get("cells").forEach(cell -> ((ObjectNode) cell).remove("at"));
    json.path("smallest").forEach(it -> ((ObjectNode) it).remove(List.of("at", "constants")));
    return json;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/schemaVersion          | 1",
        "/device                 | \"gpu\"",
        "/settings/seed          | 0",
        "/summary/failed         | -1",
        "/summary/vacuous        | \"none\"",
        "/contracts              | []",
        "/contracts/fp_qmv       | []",
        "/contracts/fp_qmv/qualified   | 1",
        "/contracts/fp_qmv/axes        | {}",
        "/contracts/fp_qmv/axes/0/name | \"\"",
        "/contracts/fp_qmv/axes/0/role | \"weight\"",
        "/contracts/fp_qmv/axes/0/omitted | 1",
        "/kernels/qmv/line       | 0",
        "/cells                  | {}",
        "/cells/0/id             | \"mxfp4//qmv\"",
        "/cells/0/contract       | \"\"",
        "/cells/0/at             | [5, 512]",
        "/cells/0/at/n           | 0.5",
        "/cells/0/at/mode        | null",
        "/cells/0/elements       | 3",
        "/cells/0/status         | \"failed\"",
        "/cells/0/relErr         | \"NaN\"",
        "/cells/0/findings/0/kind | \"mismatch\"",
        "/cells/0/findings/0/threadgroup | [0, 1]"
      })
  void aDamagedFieldIsInvalid(String pointer, String value) throws IOException {
    assertThat(Schemas.reportProblems(damaged(Reports.ofEverything(), pointer, value)))
        .isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/cells/0/evidence/outputs         | []",
        "/cells/0/evidence/outputs/0/type  | \"float\"",
        "/cells/0/evidence/outputs/0/shape | [0]",
        "/cells/0/evidence/outputs/0/indices | [1]",
        "/cells/0/evidence/outputs/0/rounded | 0",
        "/cells/0/evidence/inputs          | {}",
        "/cells/0/evidence/inputs/0/type   | \"int\"",
        "/cells/0/evidence/inputs/0/head   | [1]",
        "/cells/0/evidence/outputs/0/elements/0/at    | [0, -1]",
        "/cells/0/evidence/outputs/0/elements/0/got   | null",
        "/cells/0/evidence/outputs/0/elements/0/ratio | \"large\"",
        "/cells/5/crashedAt                | {\"file\": \"a.metal\"}"
      })
  void damagedEvidenceIsInvalid(String pointer, String value) throws IOException {
    assertThat(Schemas.reportProblems(damaged(Reports.ofFailures(), pointer, value))).isNotEmpty();
  }

  private ObjectNode damaged(Report report, String pointer, String value) throws IOException {
    return Schemas.damaged(json(report), pointer, value);
  }

  @Test
  void aMissingFieldIsInvalid() throws IOException {
    ObjectNode json = json(Reports.ofEverything());
    ((ObjectNode) json.at("/cells/0")).remove("boundRatio");

    assertThat(Schemas.reportProblems(json)).singleElement().asString().contains("boundRatio");
  }

  private static void names(JsonNode node, Set<String> names) {
    node.fieldNames().forEachRemaining(names::add);
    node.forEach(child -> names(child, names));
  }

  private ObjectNode json(Report report) throws IOException {
    new JsonReport().write(report, directory);
    return (ObjectNode) MAPPER.readTree(directory.resolve(JsonReport.FILE).toFile());
  }
}
