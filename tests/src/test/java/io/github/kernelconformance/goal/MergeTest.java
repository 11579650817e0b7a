package io.github.kernelconformance.goal;

import static io.github.kernelconformance.goal.Projects.axes;
import static io.github.kernelconformance.goal.Projects.conformance;
import static io.github.kernelconformance.goal.Projects.conforming;
import static io.github.kernelconformance.goal.Projects.gate;
import static io.github.kernelconformance.goal.Projects.output;
import static io.github.kernelconformance.goal.Projects.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kernelconformance.matrix.ConfigurationException;
import io.github.kernelconformance.report.JsonReport;
import io.github.kernelconformance.report.JsonReportReader;
import io.github.kernelconformance.report.ReportException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A matrix in shards, from {@code verify} to {@code merge}. */
class MergeTest {

  private static final Map<String, String> WRONG = Map.of("OFF", "1", "ROW", "4");

  @TempDir private Path project;

  @BeforeEach
  void kernels() throws IOException {
    conforming(project);
  }

  @Test
  void mergedShardsAreTheRunWithoutShards() throws Exception {
    Outcome whole = explained("", WRONG);
    Map<String, String> reports = reports();
    Outcome first = explained("1/2", WRONG);
    keep("1");
    Outcome second = explained("2/2", WRONG);
    keep("2");

    Outcome merged = merge();

    // All but suspect lines, for which each shard looks at cells of its own.
    assertThat(cells(reports().get("report.json"))).isEqualTo(cells(reports.get("report.json")));
    assertThat(reports().get("TEST-fp_qmv.mxfp4.xml"))
        .isEqualTo(reports.get("TEST-fp_qmv.mxfp4.xml"));
    assertThat(reports().keySet()).isEqualTo(reports.keySet());
    assertThat(merged.failure().orElseThrow()).startsWith("8 of 32 cells do not conform");
    assertThat(whole.failure().orElseThrow()).startsWith("8 of 32 cells do not conform\n");
    assertThat(failures(first) + failures(second)).isEqualTo(8);
    assertThat(first.lines())
        .contains("Shard 1 of 2 of a matrix of 32 cells; other shards run the rest");
  }

  @Test
  void reportsOfSeveralDevicesAreOnePageSideBySide() throws Exception {
    verify("", Map.of());
    keepAs("host");
    verify("", WRONG);
    keepAs("cuda");

    Outcome outcome = merge();

    assertThat(outcome.failure()).isEmpty();
    assertThat(outcome.lines())
        .contains(
            "The devices do not agree on 8 of 32 cells",
            "  8 cells: mismatch, pass on cuda, host",
            "Side by side: target/kernel-conformance/devices.html");
    String page = Files.readString(output(project).resolve("devices.html"));
    assertThat(page)
        .contains("<th scope=\"col\">cuda</th><th scope=\"col\">host</th>")
        // An ulp is within the tolerance of this pattern, and yet another error.
        .contains("<th scope=\"row\">mxfp4/float32/qmv/N=6/K=288/normal</th><td class=\"number\">");
    assertThat(page.split("<td class=\"failed\"", -1)).hasSize(9);
  }

  /** The report of the last run as if another device had made it. */
  private void keepAs(String device) throws IOException {
    Path place = project.resolve("shards").resolve(device).resolve("report.json");
    Files.createDirectories(place.getParent());
    String report = Files.readString(output(project).resolve("report.json"));
    Files.writeString(
        place, report.replaceFirst("\"device\" ?: ?\"host\"", "\"device\":\"" + device + "\""));
  }

  @Test
  void aShardGatesItsOwnCellsAlone() throws Exception {
    assertThat(verify("1/1", Map.of()).failure()).isEmpty();
    for (int i = 1; i <= 4; i++) {
      Outcome outcome = verify(i + "/4", WRONG);
      long failed =
          JsonReportReader.read(output(project).resolve(JsonReport.FILE)).summary().failed();
      assertThat(outcome.failure().isPresent()).isEqualTo(failed > 0);
    }
  }

  @Test
  void aShardWithoutCellsIsNoErrorButAProjectWithoutKernelsIs() throws Exception {
    assertThat(verify("33/33", Map.of()).failure()).isEmpty();

    Files.writeString(project.resolve("src/main/metal/kernels.metal"), "// nothing\n");
    assertThatThrownBy(() -> verify("1/33", Map.of())).isInstanceOf(NothingRanException.class);
  }

  /** So no merged report can look like a pass with a few cells left out. */
  @Test
  void allShardsEndAlikeWhereAKernelAndItsContractDiffer() throws Exception {
    Path kernels = project.resolve("src/main/metal/kernels.metal");
    String text = Files.readString(kernels);
    Files.writeString(
        kernels, text.replace("constant int& in_vec_size", "constant long& in_vec_size"));

    for (String shard : List.of("33/33", "1/2", "2/2")) {
      assertThatThrownBy(() -> verify(shard, Map.of()))
          .isInstanceOf(ContractMismatchException.class)
          .hasMessageContaining("in_vec_size: another size of type");
      if (shard.endsWith("/2")) {
        keep(shard.substring(0, 1));
      }
    }
    assertThatThrownBy(this::merge).isInstanceOf(NothingRanException.class);
  }

  @Test
  void aShardThatIsNoneIsToldFirst() {
    assertThatThrownBy(() -> verify("3/2", Map.of()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("Parameter 'shard': '3/2' is not a shard.");
  }

  @Test
  void aMissingShardIsAnError() throws Exception {
    verify("2/2", Map.of());
    keep("2");

    assertThatThrownBy(this::merge)
        .isInstanceOf(ReportException.class)
        .hasMessage("Shards are missing: 1/2. There are 2/2 in shards/2/report.json.");
  }

  @Test
  void shardsOfOtherSourcesAreNoWhole() throws Exception {
    verify("1/2", Map.of());
    keep("1");
    verify("2/2", WRONG);
    keep("2");

    assertThatThrownBy(this::merge)
        .isInstanceOf(ReportException.class)
        .hasMessageStartingWith(
            "The reports of the shards are not from one run: the setting 'sources' is ");
  }

  @Test
  void noReportsAreAnError() throws Exception {
    assertThatThrownBy(this::merge)
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "Parameter 'shardsDirectory': there is no directory 'shards'. Allowed: a"
                + " directory that holds the report.json of each shard, directly or in"
                + " directories below.");

    Files.createDirectories(project.resolve("shards"));
    assertThatThrownBy(this::merge)
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "Parameter 'shardReports': no file in shards matches '**/report.json'."
                + " Allowed: an Ant pattern that matches the shards' report.json files there.");
  }

  @Test
  void mergedShardsThatPassAreTheRunWithoutShardsToTheByte() throws Exception {
    Outcome whole = verify("", Map.of());
    Map<String, String> reports = reports();
    for (String shard : List.of("1", "2", "3")) {
      verify(shard + "/3", Map.of());
      keep(shard);
    }

    assertThat(merge()).isEqualTo(whole);
    assertThat(reports()).isEqualTo(reports);
  }

  @Test
  void theWholeIsGatedByExpectationsToo() throws Exception {
    for (String shard : List.of("1", "2")) {
      verify(shard + "/2", WRONG);
      keep(shard);
    }
    Files.createDirectories(conformance(project));
    Files.writeString(
        conformance(project).resolve("host.expectations"),
        "**/N={5,6,7,8}/*/exact  mismatch  known since May\n");

    assertThat(merge().failure()).isEmpty();
    assertThat(JsonReportReader.read(output(project).resolve(JsonReport.FILE)).summary().expected())
        .isEqualTo(8);
  }

  private static List<String> cells(String json) {
    return json.lines().filter(line -> line.startsWith("    {\"id\"")).toList();
  }

  private Outcome verify(String shard, Map<String, String> defines) throws Exception {
    return Projects.judge(asked(shard, defines), gate(project));
  }

  private Outcome explained(String shard, Map<String, String> defines) throws Exception {
    return Projects.verify(asked(shard, defines));
  }

  private Request asked(String shard, Map<String, String> defines) {
    Request whole = request(project, axes().build(), defines);
    return new Request(
        whole.sources(),
        whole.selection(),
        whole.device(),
        whole.checks(),
        whole.metal(),
        whole.cuda(),
        whole.clang(),
        whole.locator(),
        whole.timeout(),
        whole.forks(),
        whole.metallib(),
        shard,
        whole.outputDirectory(),
        whole.bundle(),
        true,
        whole.rerun(),
        whole.surroundings());
  }

  private Outcome merge() throws Exception {
    return Merge.run(
        new ReportRequest(
            project,
            project,
            output(project),
            "mvn kernel-conformance:verify",
            Surroundings.none()),
        project.resolve("shards"),
        "**/report.json",
        gate(project));
  }

  private static int failures(Outcome outcome) {
    return outcome.failure().map(text -> Integer.parseInt(text.split(" ")[0])).orElse(0);
  }

  private void keep(String name) throws IOException {
    Path directory = Files.createDirectories(project.resolve("shards").resolve(name));
    Files.move(output(project).resolve(JsonReport.FILE), directory.resolve(JsonReport.FILE));
  }

  private Map<String, String> reports() throws IOException {
    Map<String, String> reports = new TreeMap<>();
    try (Stream<Path> files = Files.list(output(project))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        reports.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    return reports;
  }
}
