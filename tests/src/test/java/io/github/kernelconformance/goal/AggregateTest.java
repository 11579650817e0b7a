package io.github.kernelconformance.goal;

import static io.github.kernelconformance.verdict.SyntheticMatrix.SEED_DEFECT;
import static io.github.kernelconformance.verdict.SyntheticMatrix.results;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kernelconformance.matrix.ConfigurationException;
import io.github.kernelconformance.report.Report;
import io.github.kernelconformance.report.ReportException;
import io.github.kernelconformance.report.SarifReport;
import io.github.kernelconformance.verdict.CellResult;
import io.github.kernelconformance.verdict.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Goals that start from the reports of earlier runs. */
class AggregateTest {

  @TempDir private Path root;

  @Test
  void theModulesReportsAreBroughtTogether() throws IOException {
    Path output = root.resolve("target/all");
    Files.createDirectories(output.resolve("modules/gone"));
    Outcome outcome =
        aggregate(
            "kernel-conformance",
            module(""),
            ran("gpu/right", results(cell -> false)),
            ran("gpu/<wrong>", withOneVacuous(results(SEED_DEFECT))));

    assertThat(outcome.failure()).isEmpty();
    assertThat(outcome.lines())
        .containsExactly(
            "right on host: 4,236 passed, 0 failed, 0 skipped",
            "<wrong> on host: 3,437 passed, 798 failed, 0 skipped, 1 vacuous",
            "Reports: target/all/index.html");
    assertThat(output.resolve("modules/gpu/right"))
        .isDirectoryContaining("glob:**/report.json")
        .isDirectoryContaining("glob:**/report.sarif")
        .isDirectoryContaining("glob:**/report.html")
        .isDirectoryContaining("glob:**/TEST-fp_qmv.mxfp4.xml");
    assertThat(output.resolve("modules/gpu/right/report.json"))
        .hasSameTextualContentAs(root.resolve("gpu/right/target/kernel-conformance/report.json"));
    assertThat(output.resolve("modules/gone")).doesNotExist();

    JsonNode json = new ObjectMapper().readTree(output.resolve("aggregate.json").toFile());
    assertThat(json.at("/modules")).hasSize(2);
    assertThat(json.at("/modules/1/module").asText()).isEqualTo("gpu/<wrong>");
    assertThat(json.at("/modules/1/summary/failed").asInt()).isEqualTo(798);
    assertThat(output.resolve(json.at("/modules/1/report").asText())).exists();
    assertThat(output.resolve("index.html"))
        .content()
        .contains("<a href=\"modules/gpu/%3Cwrong%3E/report.html\">&lt;wrong&gt;</a>")
        .contains("<td class=\"failed\">798</td><td>0</td><td>1</td><td>0</td></tr>")
        .contains("<td>4,236</td><td>0</td><td>0</td><td>0</td><td>0</td></tr>");
  }

  private static List<CellResult> withOneVacuous(List<CellResult> results) {
    List<CellResult> some = new ArrayList<>(results);
    CellResult last = some.remove(some.size() - 1);
    some.add(CellResult.of(last.cell(), Status.VACUOUS, last.measured(), ""));
    return some;
  }

  @Test
  void noReportAtAllIsAnError() {
    assertThatThrownBy(() -> aggregate("reports", module("gpu")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "Parameter 'moduleReports': no module has a report.json in 'reports' of its"
                + " build directory. Allowed: a directory in which the goal verify has written"
                + " it; run that goal first (mvn verify kernel-conformance:aggregate).");
  }

  @Test
  void otherReportsAreWrittenAnewFromJson() throws IOException {
    ran("gpu", results(SEED_DEFECT));
    Path output = directory("gpu");
    Files.delete(output.resolve(SarifReport.FILE));
    String before = Files.readString(output.resolve("TEST-fp_qmv.mxfp4.xml"));
    Files.writeString(output.resolve("TEST-fp_qmv.mxfp4.xml"), "");
    Files.writeString(output.resolve("report.html"), "");

    Outcome outcome = WriteReports.run(request("gpu"));

    assertThat(outcome.failure()).isEmpty();
    assertThat(outcome.lines()).contains("3,438 passed, 798 failed, 0 skipped");
    assertThat(outcome.lines()).anyMatch(line -> line.contains("Run it alone: mvn -pl gpu verify"));
    assertThat(output.resolve("TEST-fp_qmv.mxfp4.xml")).hasContent(before);
    assertThat(output.resolve("report.html")).content().contains("mvn -pl gpu verify");
    assertThat(output.resolve(SarifReport.FILE)).content().contains("kernel-conformance/host/gpu/");
  }

  @Test
  void withoutAReportThereIsNothingToWriteFrom() {
    assertThatThrownBy(() -> WriteReports.run(request("gpu")))
        .isInstanceOf(ReportException.class)
        .hasMessageEndingWith("report.json. The goal verify writes it.");
  }

  private Outcome aggregate(String reports, Aggregate.Module... modules) throws IOException {
    return Aggregate.run(List.of(modules), reports, root, root.resolve("target/all"));
  }

  private Path directory(String path) {
    return root.resolve(path).resolve("target/kernel-conformance");
  }

  private Aggregate.Module module(String path) {
    Path basedir = root.resolve(path);
    return new Aggregate.Module(
        basedir.getFileName().toString(), basedir, basedir.resolve("target"));
  }

  private Aggregate.Module ran(String path, List<CellResult> results) throws IOException {
    Report report = new Report("host", "x86-64 CPU", Map.of(), results, "", "");
    ReportFiles.write(report, directory(path));
    return module(path);
  }

  private ReportRequest request(String path) {
    return new ReportRequest(
        root.resolve(path),
        root,
        directory(path),
        "mvn -pl " + path + " verify",
        Surroundings.none());
  }
}
