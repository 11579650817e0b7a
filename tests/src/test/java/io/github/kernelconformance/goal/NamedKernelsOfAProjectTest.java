package io.github.kernelconformance.goal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kernelconformance.matrix.Selection;
import io.github.kernelconformance.msl.MslException;
import io.github.kernelconformance.testing.MetalSearchPath;
import io.github.kernelconformance.testing.MetalStandIn;
import io.github.kernelconformance.testing.TestToolchain;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A project whose sources neither instantiate a template nor say what function constants are: its
 * contract does, for each cell.
 */
@ExtendWith(MetalSearchPath.class)
class NamedKernelsOfAProjectTest {

  private static final String KERNEL =
      """
      #include <metal_stdlib>
      using namespace metal;

      constant uint SIZE [[function_constant(0)]];
      constant bool TURNED [[function_constant(1)]];

      template <typename T, int N>
      [[kernel]] void times(
          const device T* x [[buffer(0)]],
          device T* out [[buffer(1)]],
          uint i [[thread_position_in_grid]]) {
        if (i < SIZE) {
          out[i] = x[TURNED ? SIZE - 1 - i : i] * T(N);
        }
      }
      """;

  private static final String CONTRACT =
      """
      import static io.github.kernelconformance.contract.ScalarType.*;

      import io.github.kernelconformance.contract.*;

      public final class Times implements Contract {
        public void describe(Description it) {
          var type = it.types("T", FLOAT, HALF);
          var by = it.sizes("by", 2, 4);
          var turned = it.flag("turned");
          var size = it.sizes("size", 1, 33);
          it.kernel("times_{T}_{by}").instantiates("times<{T},{by}>");
          it.constant("SIZE", UINT, size);
          it.constant("TURNED", turned);
          it.input("x", type, size);
          it.output("out", type, size);
          it.grid(size.over(32)).threads(32);
        }

        public void reference(Case c) {
          int n = c.size("size");
          boolean turned = c.choice("turned").equals("true");
          c.output(
              "out", n, i -> c.at("x", turned ? n - 1 - i : i).times(c.size("by")));
        }
      }
      """;

  @TempDir private Path project;

  @BeforeEach
  void kernel() throws Exception {
    write("src/main/metal/times.metal", KERNEL);
    write("src/conformance/java/Times.java", CONTRACT);
  }

  @ParameterizedTest
  @CsvSource({"host, false", "metal, false", "metal, true"})
  void everyCellRunsItsKernel(String device, boolean tools) throws Exception {
    Outcome outcome = Projects.verify(request(device, tools));

    assertThat(outcome.failure()).isEmpty();
    List<JsonNode> cells = cells();
    assertThat(cells).hasSizeGreaterThanOrEqualTo(16);
    assertThat(cells).allMatch(it -> it.at("/status").asText().equals("pass"));
    if (tools) {
      assertThat(outcome.lines()).contains("Metal loads project.metallib.");
    }
  }

  @Test
  void aCellThatFailsNamesItsKernel() throws Exception {
    write("src/main/metal/times.metal", KERNEL.replace("T(N)", "T(N == 4 ? 3 : N)"));

    Outcome outcome = Projects.verify(request("host", false));

    assertThat(outcome.failure()).isPresent();
    for (JsonNode cell : cells()) {
      if (cell.at("/id").asText().endsWith("/normal")) { // 3 and 4 times an infinity are one
        boolean four = cell.at("/at/by").asInt() == 4;
        assertThat(cell.at("/status").asText()).isEqualTo(four ? "mismatch" : "pass");
      }
    }
    JsonNode report =
        new ObjectMapper().readTree(Projects.output(project).resolve("report.json").toFile());
    assertThat(report.toString()).contains("times<float, 4>[SIZE=33, TURNED=true]");
  }

  @Test
  void aConstantThatTheSourceDoesNotHaveEndsTheBuild() throws Exception {
    write("src/main/metal/times.metal", KERNEL.replace("SIZE", "LENGTH"));

    assertThatThrownBy(() -> Projects.verify(request("host", false)))
        .isInstanceOf(MslException.class)
        .hasMessage(
            "src/main/metal/times.metal:8: the contract of times<float, 2> gives the function"
                + " constant 'SIZE', which src/main/metal/times.metal does not have; it has LENGTH,"
                + " TURNED.");
  }

  private Request request(String device, boolean tools) {
    return Projects.request(
        project,
        Selection.parse("auto", Map.of(), Map.of(), "**"),
        Map.of(),
        device,
        TestToolchain.clang().executable().toString(),
        new MetalRequest("safe", false, MetalStandIn.environment()),
        new MetallibSettings(
            "project.metallib", List.of(), tools ? MetalStandIn.toolEnvironment() : Map.of()));
  }

  private List<JsonNode> cells() throws Exception {
    JsonNode report =
        new ObjectMapper().readTree(Projects.output(project).resolve("report.json").toFile());
    return StreamSupport.stream(report.get("cells").spliterator(), false).toList();
  }

  private void write(String file, String text) throws Exception {
    Path path = project.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }
}
