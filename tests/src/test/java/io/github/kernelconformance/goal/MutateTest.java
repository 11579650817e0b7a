package io.github.kernelconformance.goal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kernelconformance.matrix.ConfigurationException;
import io.github.kernelconformance.testing.Axes;
import io.github.kernelconformance.testing.Schemas;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The goal {@code mutate} on a small project, run once for all tests. */
class MutateTest {

  private static final String KERNEL =
      """
      #include <metal_stdlib>
      using namespace metal;

      inline float twice(float x, uint size) {
        if (size > 5000) {
          return x + x;
        }
        return x;
      }

      [[kernel]] void scale(
          const device float* x [[buffer(0)]],
          const constant float& factor [[buffer(1)]],
          const constant uint& size [[buffer(2)]],
          device float* out [[buffer(3)]],
          uint i [[thread_position_in_grid]],
          uint threads [[threads_per_threadgroup]]) {
        // equivalent mutants: guard-removed: the grid is as large as the output
        if (threads > 0) {
          uint odd = 0;
          if (i < size) {
            odd = min(i, i);
            out[i] = twice(x[i / 150 * 150 + i % 150] * factor, size) + 0 * odd;
          }
        }
      }
      """;

  private static final String CONTRACT =
      """
      import static io.github.kernelconformance.contract.ScalarType.*;

      import io.github.kernelconformance.contract.*;

      public final class Scale implements Contract {
        public void describe(Description it) {
          var size = it.sizes("size", 1, 31, 64, 100);
          it.kernel("scale");
          it.input("x", FLOAT, size);
          it.value("factor", 1.5f);
          it.value("size", UINT, size);
          it.output("out", FLOAT, size);
          it.grid(size.over(32)).threads(32);
        }

        public void reference(Case c) {
          c.output("out", c.size("size"), i -> c.at("x", i).times(c.value("factor")));
        }
      }
      """;

  @TempDir private static Path project;
  private static Outcome outcome;
  private static JsonNode json;

  @BeforeAll
  static void mutate() throws Exception {
    write("src/main/metal/scale.metal", KERNEL);
    write("src/conformance/java/Scale.java", CONTRACT);
    outcome = Mutate.run(request(), MutateSettings.parse("all", "matrix=99.5", "false"));
    json = json();
  }

  private static void write(String name, String text) throws Exception {
    Path file = project.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static Request request() {
    return Projects.request(project, Axes.builder().families("scale").build());
  }

  private static JsonNode json() throws Exception {
    return new ObjectMapper().readTree(Projects.output(project).resolve("mutation.json").toFile());
  }

  /** What became of the mutants of a line, by operator. */
  private static Map<String, String> fates(String line) {
    int number = (int) KERNEL.substring(0, KERNEL.indexOf(line)).lines().count();
    Map<String, String> fates = new TreeMap<>();
    for (JsonNode it : json.path("mutants")) {
      if (it.path("line").asInt() == number) {
        fates.merge(it.path("operator").asText(), it.path("fate").asText(), (a, b) -> a + " " + b);
      }
    }
    return fates;
  }

  @Test
  void aCellKillsWhatItTells() {
    assertThat(fates("if (i < size)"))
        .containsEntry("guard-removed", "killed")
        .containsEntry("branch-never", "killed")
        .containsEntry("comparison-strictness", "killed");
    assertThat(json.path("mutants"))
        .filteredOn(it -> it.path("operator").asText().equals("comparison-strictness"))
        .filteredOn(it -> it.path("fate").asText().equals("killed"))
        .allMatch(it -> it.path("by").asText().equals("memory-error"))
        .allMatch(it -> it.path("cell").asText().startsWith("scale/"))
        .isNotEmpty();
  }

  @Test
  void whatNoCellReachesIsToldApart() {
    assertThat(fates("return x + x;").values())
        .isNotEmpty()
        .allMatch(it -> it.matches("(not-reached ?)+"));
  }

  @Test
  void whatTheCompilerMakesTheSameOfIsEquivalent() {
    assertThat(fates("odd = min(i, i);")).containsEntry("minimum-maximum-swapped", "equivalent");
  }

  @Test
  void anAuthorSaysWhatIsEquivalentAndWhy() {
    assertThat(fates("if (threads > 0)")).containsEntry("guard-removed", "equivalent");
    assertThat(json.path("mutants"))
        .filteredOn(it -> it.path("by").asText().equals("author"))
        .extracting(it -> it.path("message").asText())
        .containsExactly("the grid is as large as the output");
  }

  @Test
  void aSurvivorIsShownAndFailsABuildThatAsksForMore() throws Exception {
    assertThat(fates("if (size > 5000)")).containsEntry("comparison-strictness", "survived");
    assertThat(outcome.failure()).hasValueSatisfying(it -> assertThat(it).contains("matrix"));
    assertThat(outcome.lines())
        .anyMatch(it -> it.contains("survived src/main/metal/scale.metal:5"));
    assertThat(Files.readString(Projects.output(project).resolve("mutation.html")))
        .contains("<del>- if (size &gt; 5000) {</del><ins>+ if (size &gt;= 5000) {</ins>")
        .doesNotContain("<script");
  }

  /** At i = 150 it reads another element. */
  @Test
  void ofASurvivorTheSizeIsToldThatWouldHaveKilledIt() throws Exception {
    assertThat(json.path("mutants"))
        .filteredOn(it -> it.path("operator").asText().equals("stride-dropped"))
        .extracting(it -> it.path("message").asText())
        .anyMatch(it -> it.matches("The cell scale/size=201/\\S+, which the matrix .*"));
  }

  @Test
  void theJsonFollowsItsSchema() throws Exception {
    assertThat(Schemas.mutationProblems(json)).isEmpty();
  }

  /** Results are kept by content, so that a run which was ended goes on. */
  @Test
  void aSecondRunTakesWhatIsKnown() throws Exception {
    List<Path> kept = new ArrayList<>();
    try (Stream<Path> files = Files.list(Projects.output(project).resolve("mutants"))) {
      files.forEach(kept::add);
    }
    FileTime old = FileTime.from(Instant.EPOCH);
    for (Path file : kept) {
      Files.setLastModifiedTime(file, old);
    }
    JsonNode before = json();

    Outcome second = Mutate.run(request(), MutateSettings.parse("all", "", "false"));

    assertThat(second.failure()).isEmpty();
    assertThat(json()).isEqualTo(before);
    assertThat(kept).hasSize(1).allMatch(it -> it.toFile().lastModified() == 0);
  }

  @Test
  void parametersAreChecked() {
    assertThatThrownBy(() -> MutateSettings.parse("boundry", "", "false"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("boundary");
    assertThatThrownBy(() -> MutateSettings.parse("all", "matrix=101", "false"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("from 0 to 100");
    assertThat(MutateSettings.parse("decoding,barrier-removed", "", "false").operators())
        .hasSize(9);
  }
}
