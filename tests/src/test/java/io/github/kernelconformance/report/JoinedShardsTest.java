package io.github.kernelconformance.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kernelconformance.matrix.Shard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JoinedShardsTest {

  private static final int CELLS = 100;

  @Test
  void theWholeIsThatOfARunWithoutShards() throws IOException {
    Report whole = Reports.shard(1, 1, CELLS);

    assertThat(JoinedShards.of(shards(3)).results()).isEqualTo(whole.results());
    assertThat(JoinedShards.of(shards(3)).part()).isEmpty();
    assertThat(JoinedShards.of(shards(3)).settings()).isEqualTo(whole.settings());
    assertThat(JoinedShards.of(shards(1)).results()).isEqualTo(whole.results());
  }

  /** More cells fail than evidence is shown of, and some of them as expected. */
  @Test
  void thePageIsThatOfARunWithoutShards(@TempDir Path directory) throws IOException {
    Report whole = Reports.ofManyFailures(3000);
    Map<String, Report> shards = new TreeMap<>();
    for (int i = 1; i <= 3; i++) {
      Path shard = Files.createDirectories(directory.resolve(String.valueOf(i)));
      new JsonReport().write(Reports.shard(i, 3, whole), shard);
      shards.put(shard.toString(), JsonReportReader.read(shard.resolve(JsonReport.FILE)));
    }

    Report joined = JoinedShards.of(shards).in(whole.module(), whole.directory(), whole.rerun());

    assertThat(whole.evidence()).hasSize(Report.MOST_EVIDENCE);
    assertThat(Reports.written(joined, directory)).isEqualTo(Reports.written(whole, directory));
  }

  @Test
  void everyMachineIsNamedOnce() throws IOException {
    Map<String, Report> shards = shards(3);
    shards.computeIfPresent(
        "c/report.json",
        (name, report) -> new ReportDraft(report).description("other CPU").report());

    assertThat(JoinedShards.of(shards).description())
        .isEqualTo("x86-64 CPU, clang 20.1.7; other CPU");
  }

  @Test
  void missingShardsAreNamed() {
    Map<String, Report> shards = shards(5);
    shards.remove("b/report.json");
    shards.remove("d/report.json");

    assertThatThrownBy(() -> JoinedShards.of(shards))
        .isInstanceOf(ReportException.class)
        .hasMessage(
            "Shards are missing: 2/5, 4/5. There are 1/5 in a/report.json, 3/5 in c/report.json,"
                + " 5/5 in e/report.json.");
  }

  @Test
  void aShardThatIsThereTwiceIsNamedWithBothPlaces() {
    Map<String, Report> shards = shards(3);
    shards.put("z/report.json", Reports.shard(2, 3, CELLS));

    assertThatThrownBy(() -> JoinedShards.of(shards))
        .isInstanceOf(ReportException.class)
        .hasMessage(
            "Shard 2 is there twice: in b/report.json and in z/report.json. Leave one of them out.");
  }

  @Test
  void theReportOfAWholeMatrixIsNoShard() {
    Map<String, Report> shards = shards(3);
    shards.put("z/report.json", Reports.of(List.of()));

    assertThatThrownBy(() -> JoinedShards.of(shards))
        .hasMessageStartingWith(
            "z/report.json is the report of a whole matrix and not of a shard.");
  }

  /** Cells that a failed device left out are no skips like others, even if all shards have them. */
  @Test
  void aShardWhoseDeviceFailedIsNoPartOfAWhole() {
    Map<String, Report> shards = shards(3);
    shards.replaceAll(
        (name, it) ->
            new ReportDraft(it).settings(Map.of(Report.DEVICE_FAILURE, "it hung")).report());

    assertThatThrownBy(() -> JoinedShards.of(shards))
        .isInstanceOf(ReportException.class)
        .hasMessageStartingWith("The device failed while the shard of a/report.json ran: it hung")
        .hasMessageEndingWith("Run that shard again.");
  }

  /** A shard that fails proves nothing, and neither does the whole. */
  @Test
  void whatAShardHasProvenIsNoDifference() throws IOException {
    Map<String, String> proven = new TreeMap<>(Reports.shard(1, 3, CELLS).settings());
    proven.put(Report.SELF_CHECK, "1 of 1 mistake seen");
    Map<String, Report> some = shards(3);
    some.computeIfPresent(
        "c/report.json", (name, it) -> new ReportDraft(it).settings(proven).report());
    Map<String, Report> all = shards(3);
    all.replaceAll((name, it) -> new ReportDraft(it).settings(proven).report());

    assertThat(JoinedShards.of(some).settings()).doesNotContainKey(Report.SELF_CHECK);
    assertThat(JoinedShards.of(all).settings()).isEqualTo(proven);
  }

  @Test
  void shardsOfDifferentRunsAreToldApart() {
    expectDifference(
        report -> Reports.shard(3, 4, CELLS), "the number of shards is 3 in a/report.json and 4");
    expectDifference(
        report -> Reports.shard(3, 3, CELLS + 1), "the number of cells is 100 in a/report.json");
    expectDifference(
        report -> new ReportDraft(report).device("metal").report(),
        "the device is host in a/report.json and metal in c/report.json");
    expectDifference(
        report ->
            new ReportDraft(report)
                .settings(Map.of("seed", "0", "sources", "ab", "version", "0.1.0"))
                .report(),
        "the setting 'sources' is null in a/report.json and ab in c/report.json");
    expectDifference(
        report -> new ReportDraft(report).part(part(report, "fedc", 0)).report(),
        "the matrix is 0123456789abcdef in a/report.json and fedc in c/report.json");
  }

  @Test
  void cellsThatOverlapOrAreMissingAreNoWhole() {
    Map<String, Report> overlapping = shards(3);
    overlapping.computeIfPresent(
        "c/report.json",
        (name, it) -> new ReportDraft(it).part(part(it, "0123456789abcdef", -1)).report());
    assertThatThrownBy(() -> JoinedShards.of(overlapping))
        .hasMessageStartingWith("Shards overlap: a cell of c/report.json is in another shard too.");

    Map<String, Report> short1 = shards(3);
    short1.computeIfPresent(
        "c/report.json",
        (name, it) ->
            new ReportDraft(it)
                .part(new Part(new Shard(3, 3), "0123456789abcdef", CELLS, List.of()))
                .results(List.of())
                .report());
    assertThatThrownBy(() -> JoinedShards.of(short1))
        .hasMessageStartingWith("The shards have 67 of the 100 cells of the matrix.");
  }

  private static void expectDifference(UnaryOperator<Report> change, String message) {
    Map<String, Report> shards = shards(3);
    shards.computeIfPresent("c/report.json", (name, report) -> change.apply(report));

    assertThatThrownBy(() -> JoinedShards.of(shards))
        .isInstanceOf(ReportException.class)
        .hasMessageStartingWith("The reports of the shards are not from one run: ")
        .hasMessageContaining(message);
  }

  private static Part part(Report report, String matrix, int shift) {
    Part part = report.part().orElseThrow();
    return new Part(
        part.shard(),
        matrix,
        part.cells(),
        part.positions().stream().map(position -> position + shift).toList());
  }

  private static Map<String, Report> shards(int count) {
    Map<String, Report> shards = new TreeMap<>();
    for (int i = 1; i <= count; i++) {
      shards.put((char) ('a' + i - 1) + "/report.json", Reports.shard(i, count, CELLS));
    }
    return shards;
  }
}
