package io.github.kernelconformance.goal;

import static io.github.kernelconformance.goal.Projects.conformance;
import static io.github.kernelconformance.goal.Projects.output;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kernelconformance.matrix.Selection;
import io.github.kernelconformance.report.JsonReport;
import io.github.kernelconformance.report.JsonReportReader;
import io.github.kernelconformance.report.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A contract of two odd axes, with an int32 and a half output, goes wherever the plugin's own
 * contracts go: nothing on the way knows what its cells are.
 */
class ToyContractTest {

  /**
   * Counts the teeth of a comb that are longer than a limit, and halves each; macros make it wrong.
   */
  private static final String KERNEL =
      """
      #include <metal_stdlib>
      using namespace metal;

      #ifndef SKIP
      #define SKIP 0
      #endif

      [[kernel]] void comb(
          const device half* teeth [[buffer(0)]],
          device int* longer [[buffer(1)]],
          device half* halves [[buffer(2)]],
          const constant int& count [[buffer(3)]],
          const constant int& strict [[buffer(4)]],
          uint lane [[thread_position_in_grid]]) {
        int sum = 0;
        for (int i = SKIP; i < count; ++i) {
          sum += strict ? teeth[i] > half(0) : teeth[i] >= half(0);
        }
        if (lane == 0) {
          longer[0] = sum;
        }
        if (int(lane) < count) {
          halves[lane] = teeth[lane] * half(0.5);
        }
      }
      """;

  private static final String CONTRACT =
      """
      import static io.github.kernelconformance.contract.ScalarType.*;

      import io.github.kernelconformance.contract.*;

      public final class Comb implements Contract {
        public void describe(Description it) {
          var edge = it.choices("edge", "open", "closed");
          var teeth = it.sizes("teeth", 1, 5, 32, 40);
          it.kernel("comb");
          it.input("teeth", HALF, teeth);
          it.output("longer", INT);
          it.output("halves", HALF, teeth);
          it.value("count", teeth);
          it.value("strict", INT, at -> edge.is("open").holds(at) ? 1 : 0);
          it.grid(teeth.over(32)).threads(32);
        }

        public void reference(Case c) {
          boolean open = c.choice("edge").equals("open");
          long longer = 0;
          for (int i = 0; i < c.size("teeth"); i++) {
            double tooth = c.at("teeth", i).value();
            longer += (open ? tooth > 0 : tooth >= 0) ? 1 : 0;
          }
          c.exactly("longer", longer);
          c.output("halves", c.size("teeth"), i -> c.at("teeth", i).times(0.5));
        }
      }
      """;

  private static final Map<String, String> WRONG = Map.of("SKIP", "1");

  @TempDir private Path project;

  @BeforeEach
  void toy() throws IOException {
    write("src/main/metal/comb.metal", KERNEL);
    write("src/conformance/java/Comb.java", CONTRACT);
  }

  @Test
  void theConsoleTellsWhichCellsFailAndTheWorstElement() throws Exception {
    Outcome right = Projects.verify(request(Map.of(), false));
    assertThat(right.failure()).isEmpty();

    Outcome wrong = Projects.verify(request(WRONG, false));
    assertThat(wrong.failure().orElseThrow()).contains("cells do not conform");
    assertThat(wrong.lines())
        .anyMatch(it -> it.startsWith("  comb × ") || it.startsWith("  every cell of comb"))
        .anyMatch(it -> it.matches("  longer\\[.*] is \\d+ instead of \\d+; .*"))
        .anyMatch(it -> it.contains("-DkernelConformance.cells='comb/"));
  }

  @Test
  void everyReportHasItsCells() throws Exception {
    Projects.verify(request(WRONG, false));

    JsonNode report = new ObjectMapper().readTree(output(project).resolve("report.json").toFile());
    assertThat(report.at("/contracts/comb/axes").findValuesAsText("name"))
        .startsWith("edge", "teeth");
    JsonNode failed =
        StreamSupport.stream(report.get("cells").spliterator(), false)
            .filter(it -> it.get("status").asText().equals("mismatch"))
            .findFirst()
            .orElseThrow();
    assertThat(failed.at("/at/teeth").isInt()).isTrue();
    assertThat(failed.at("/at/edge").asText()).isIn("open", "closed");
    assertThat(failed.at("/evidence/outputs").findValuesAsText("type"))
        .containsExactly("int32", "float16");
    assertThat(text("TEST-comb.xml"))
        .contains("classname=\"host.comb\"")
        .contains(failed.get("id").asText());
    assertThat(text("report.sarif")).contains(failed.get("id").asText());
    assertThat(text("report.html")).contains("\"comb\"");
    Report read = JsonReportReader.read(output(project).resolve(JsonReport.FILE));
    assertThat(read.results()).hasSize(report.get("cells").size());
  }

  @Test
  void whatIsAcceptedIsExpectedAndTheBaselineHasItsErrors() throws Exception {
    Projects.verify(request(WRONG, false));
    Set<String> failed = failing();

    Accept.run(
        new AcceptRequest(
            project, output(project), conformance(project), "known", "", Projects.TODAY));

    String expectations = Files.readString(conformance(project).resolve("host.expectations"));
    assertThat(expectations.lines().filter(it -> !it.startsWith("#")))
        .isNotEmpty()
        .allMatch(it -> it.startsWith("comb/"));
    assertThat(conformance(project).resolve("host.baseline")).content().contains("comb/");
    assertThat(Projects.verify(request(WRONG, false)).failure()).isEmpty();
    assertThat(failing()).isEqualTo(failed);
    assertThat(Projects.verify(request(Map.of(), false)).warnings())
        .anyMatch(it -> it.startsWith("Stale expectations:"));
  }

  @Test
  void shardsMakeTheWhole() throws Exception {
    Projects.verify(request(WRONG, false));
    Set<String> failed = failing();
    String junit = text("TEST-comb.xml");
    for (String shard : List.of("1/2", "2/2")) {
      Projects.verify(Projects.shard(request(WRONG, false), shard));
      Path kept = project.resolve("shards/" + shard.charAt(0) + "/report.json");
      Files.createDirectories(kept.getParent());
      Files.copy(output(project).resolve("report.json"), kept);
    }

    Merge.run(
        new ReportRequest(
            project,
            project,
            output(project),
            "mvn kernel-conformance:verify",
            Surroundings.none()),
        project.resolve("shards"),
        "**/report.json",
        Projects.gate(project));

    assertThat(failing()).isEqualTo(failed);
    assertThat(text("TEST-comb.xml")).isEqualTo(junit);
  }

  @Test
  void aBundleHasBothOutputsAndWhatTheyShouldBe() throws Exception {
    Projects.verify(request(WRONG, true));

    try (var bundles = Files.list(output(project).resolve("bundles"))) {
      Path bundle = bundles.sorted().findFirst().orElseThrow();
      assertThat(bundle.getFileName().toString()).startsWith("comb-");
      try (var files = Files.list(bundle)) {
        assertThat(files.map(it -> it.getFileName().toString()))
            .contains(
                "teeth.npy",
                "longer.npy",
                "halves.npy",
                "reference_longer.npy",
                "reference_halves.npy",
                "tolerance_halves.npy",
                "cell.json",
                "README.txt");
      }
      assertThat(bundle.resolve("README.txt"))
          .content()
          .contains("np.load(\"longer.npy\")")
          .contains("print(np.argwhere(longer != reference_longer))");
    }
  }

  private Set<String> failing() throws IOException {
    return JsonReportReader.read(output(project).resolve(JsonReport.FILE)).results().stream()
        .filter(it -> it.status().failed())
        .map(it -> it.cell().id())
        .collect(Collectors.toSet());
  }

  private Request request(Map<String, String> defines, boolean bundle) {
    Selection selection = Selection.parse("auto", Map.of(), Map.of(), "**");
    return bundle
        ? Projects.withBundles(project, selection, defines)
        : Projects.request(project, selection, defines);
  }

  private String text(String report) throws IOException {
    return Files.readString(output(project).resolve(report));
  }

  private void write(String file, String text) throws IOException {
    Path path = project.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }
}
