package io.github.kernelconformance.report;

import static io.github.kernelconformance.report.Reports.execution;
import static io.github.kernelconformance.report.Reports.memory;
import static io.github.kernelconformance.report.Reports.race;
import static io.github.kernelconformance.verdict.SyntheticMatrix.CELLS;
import static io.github.kernelconformance.verdict.SyntheticMatrix.pass;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kernelconformance.device.Execution;
import io.github.kernelconformance.device.Finding;
import io.github.kernelconformance.verdict.CellResult;
import io.github.kernelconformance.verdict.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What reports say of findings. */
class FindingReportTest {

  private static final String SENTENCE =
      "memory-error: read of 4 bytes at x[512] (byte 2,048), 4 past the end of its 2,048 bytes;"
          + " src/main/metal/qmv.h:41:12, kernel qmv, threadgroup (0, 1, 0), SIMD group 1, lane 31";

  @Test
  void aCellWithRightNumbersAndAFindingFails() {
    CellResult result = pass(CELLS.get(0)).with(execution(race(), memory(2048)));
    assertThat(result.status()).isEqualTo(Status.MEMORY_ERROR);
    assertThat(result.status().failed()).isTrue();
    assertThat(result.message()).isEqualTo(SENTENCE);
    assertThat(result.findings())
        .extracting(Finding::kind)
        .containsExactly(Finding.Kind.MEMORY, Finding.Kind.RACE);
  }

  @Test
  void theConsoleTellsACauseOnceWithACount() {
    List<CellResult> results =
        IntStream.range(0, CELLS.size())
            .mapToObj(
                i ->
                    i < 144
                        ? pass(CELLS.get(i)).with(execution(memory(2048 + 4L * i)))
                        : pass(CELLS.get(i)))
            .toList();
    assertThat(ConsoleReport.lines(Reports.of(results)))
        .contains("  " + SENTENCE + "; 144 cells, first " + CELLS.get(0).id());
    assertThat(ConsoleReport.lines(Reports.of(results)).stream().filter(it -> it.contains("qmv.h")))
        .hasSize(2); // the cause, and the worst cell's message
  }

  @Test
  void redundantWritesAreToldAndAllowed() {
    CellResult result = pass(CELLS.get(0)).with(new Execution(Map.of(), List.of(), 8));
    assertThat(result.status()).isEqualTo(Status.PASS);
    assertThat(ConsoleReport.lines(Reports.of(List.of(result))))
        .contains(
            "In 1 cell several threads write the same value to one place, which is allowed; first "
                + CELLS.get(0).id());
  }

  @Test
  void aWorkerThatWasLostIsToldThoughTheCellPasses(@TempDir Path directory) throws IOException {
    Execution again = execution().withLostWorker("the worker process ended with SIGKILL");
    List<CellResult> results =
        List.of(pass(CELLS.get(0)).with(execution()), pass(CELLS.get(1)).with(again));
    String told =
        "1 cell lost a worker process and ran again in a new one; first "
            + CELLS.get(1).id()
            + ": the worker process ended with SIGKILL";
    assertThat(results.get(1).status()).isEqualTo(Status.PASS);
    assertThat(ConsoleReport.lines(Reports.of(results))).contains(told);
    assertThat(ConsoleReport.lines(Reports.of(results.subList(0, 1))))
        .noneMatch(line -> line.contains("worker"));
    new JsonReport().write(Reports.of(results), directory);
    JsonNode cells =
        new ObjectMapper().readTree(directory.resolve(JsonReport.FILE).toFile()).get("cells");
    assertThat(cells.get(0).has("lostWorker")).isFalse();
    assertThat(cells.get(1).get("lostWorker").asText())
        .isEqualTo("the worker process ended with SIGKILL");
  }

  @Test
  void jsonHasAllOfAFinding(@TempDir Path directory) throws IOException {
    new JsonReport()
        .write(Reports.of(List.of(pass(CELLS.get(0)).with(execution(race())))), directory);
    JsonNode finding =
        new ObjectMapper()
            .readTree(directory.resolve(JsonReport.FILE).toFile())
            .at("/cells/0/findings/0");
    assertThat(finding.get("kind").asText()).isEqualTo("race");
    assertThat(finding.get("buffer").asText()).isEqualTo("tile");
    assertThat(finding.get("line").asInt()).isEqualTo(7);
    assertThat(finding.get("lane").asInt()).isEqualTo(2);
    assertThat(finding.at("/threadgroup/0").asInt()).isEqualTo(3);
    assertThat(finding.at("/other/lane").asInt()).isEqualTo(1);
    assertThat(finding.get("count").asLong()).isEqualTo(5);
  }

  @Test
  void junitHasEveryFinding(@TempDir Path directory) throws IOException {
    new JunitReport()
        .write(
            Reports.of(List.of(pass(CELLS.get(0)).with(execution(race(), memory(2048))))),
            directory);
    try (Stream<Path> files = Files.list(directory)) {
      String xml = Files.readString(files.findFirst().orElseThrow());
      assertThat(xml)
          .contains("type=\"memory-error\"")
          .contains(SENTENCE + "\n")
          .contains("race: read of 4 bytes; t.metal:7:1, kernel qmv")
          .contains("; and t.metal:6:1, threadgroup (3, 0, 0), SIMD group 0, lane 1");
    }
  }
}
