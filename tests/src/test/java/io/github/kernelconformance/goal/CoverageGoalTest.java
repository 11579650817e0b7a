package io.github.kernelconformance.goal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kernelconformance.matrix.ConfigurationException;
import io.github.kernelconformance.testing.Schemas;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the goal {@code coverage} says of a kernel that has a line which no cell runs. */
class CoverageGoalTest {

  private static final String NEVER = "    sum = 0; // never";

  /** A kernel that no cell runs, in the same file. */
  private static final String OTHER =
      """
      kernel void other(device float* y, uint i [[thread_position_in_grid]]) {
        if (i > 5) {
          y[i] = 0;
        }
      }
      """;

  @TempDir private static Path project;

  private static List<String> text;
  private static Outcome outcome;
  private static JsonNode file;
  private static JsonNode contract;
  private static JsonNode document;

  @BeforeAll
  static void run() throws Exception {
    List<String> lines = new ArrayList<>(Files.readAllLines(Projects.KERNELS));
    int at = lines.indexOf("  const T rounded = T(sum);");
    lines.addAll(at, List.of("  if (in_vec_size > 100000) {", NEVER, "  }"));
    lines.addAll(OTHER.lines().toList());
    text = lines;
    Projects.write(project, "kernels.metal", String.join("\n", lines));
    outcome = Coverage.run(Projects.request(project, Projects.axes().build()), 100);
    document =
        new ObjectMapper().readTree(Projects.output(project).resolve("coverage.json").toFile());
    contract = document.get("contracts").get(0);
    file = contract.get("files").get(0);
  }

  private static int line(String text) {
    for (int i = 0; i < CoverageGoalTest.text.size(); i++) {
      if (CoverageGoalTest.text.get(i).contains(text)) {
        return i + 1;
      }
    }
    throw new AssertionError(text);
  }

  private static JsonNode at(String kind, String text) {
    for (JsonNode it : file.get(kind)) {
      if (it.get("line").asInt() == line(text)) {
        return it;
      }
    }
    throw new AssertionError("no " + kind + " at " + text);
  }

  @Test
  void theDocumentIsAsItsSchemaSays() throws Exception {
    assertThat(Schemas.coverageProblems(document)).isEmpty();
    assertThat(contract.get("contract").asText()).isEqualTo("fp_qmv");
    assertThat(contract.get("kernels")).hasSize(1);
    // Eight sizes N, two K, two patterns.
    assertThat(contract.get("cells").asInt()).isEqualTo(32);
  }

  @Test
  void aLineThatNoCellRunsIsNamed() {
    assertThat(file.get("missed")).hasSize(1);
    assertThat(file.get("missed").get(0).asText()).isEqualTo(String.valueOf(line(NEVER)));
    assertThat(at("lines", NEVER).get("cells").asInt()).isZero();
    assertThat(at("branches", "in_vec_size > 100000").get("taken").asInt()).isZero();
  }

  /** Each cell has N rows, and each of their lanes makes K trips. */
  @Test
  void countsAreThoseOfAllLanesAndCells() {
    long rows = 2 * 2 * (1 + 2 + 3 + 4 + 5 + 6 + 7 + 8);
    long trips = rows / 2 * (32 + 288);
    assertThat(at("lines", "const int index").get("count").asLong()).isEqualTo(trips);
    assertThat(at("lines", "const int index").get("cells").asInt()).isEqualTo(32);
    assertThat(at("loops", "for (int k").get("none").asLong()).isZero();
    assertThat(at("loops", "for (int k").get("many").asLong()).isEqualTo(rows);
  }

  @Test
  void codeOfOtherKernelsDoesNotCount() {
    Set<Integer> lines = new HashSet<>();
    file.get("lines").forEach(it -> lines.add(it.get("line").asInt()));
    assertThat(lines).contains(line("float sum")).doesNotContain(line("y[i] = 0"), line("i > 5"));
    // Only the instantiation for float runs, whose conversions are another line's.
    assertThat(contract.get("kernels").get(0).asText()).contains("float");
  }

  @Test
  void lcovHasTheSameNumbers() throws Exception {
    List<String> lcov = Files.readAllLines(Projects.output(project).resolve("coverage.info"));
    JsonNode summary = file.get("summary");
    assertThat(lcov)
        .startsWith("TN:fp_qmv", "SF:src/main/metal/kernels.metal")
        .contains(
            "DA:%d,0".formatted(line(NEVER)),
            "LF:" + summary.get("lines").asInt(),
            "LH:" + (summary.get("lines").asInt() - 1),
            "BRF:" + summary.get("sides").asInt(),
            "BRH:" + summary.get("sidesTaken").asInt(),
            "BRDA:%d,0,0,0".formatted(line("in_vec_size > 100000")))
        .endsWith("end_of_record");
    assertThat(lcov.stream().filter(it -> it.startsWith("DA:")))
        .hasSize(summary.get("lines").asInt());
  }

  @Test
  void thePageShowsTheSource() throws Exception {
    String page = Files.readString(Projects.output(project).resolve("coverage.html"));
    assertThat(page)
        .contains("<tr class=\"missed\"><td class=\"number\">" + line(NEVER))
        .contains("in_vec_size &gt; 100000 is never true")
        .doesNotContain("<script");
  }

  @Test
  void lessThanTheMinimumFailsAndNamesTheLines() {
    assertThat(outcome.failure().orElseThrow())
        .contains("minimumCoverage asks for (100 %)", "fp_qmv: lines ")
        .contains("src/main/metal/kernels.metal:%d never ran".formatted(line(NEVER)));
  }

  @Test
  void aPartOfTheMatrixSaysLittle() {
    Request request = Projects.shard(Projects.request(project, Projects.axes().build()), "1/2");
    assertThatThrownBy(() -> Coverage.run(request, 0))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("the goal coverage tells what the whole matrix runs");
  }
}
