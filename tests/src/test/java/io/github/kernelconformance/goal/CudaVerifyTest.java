package io.github.kernelconformance.goal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kernelconformance.matrix.Selection;
import io.github.kernelconformance.testing.CudaStandIn;
import io.github.kernelconformance.testing.TestToolchain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The goal {@code verify} on a card, which is the stand-in: its kernel doubles floats. */
class CudaVerifyTest {

  private static final String PROPERTY = "jna.library.path";

  private static final String CONTRACT =
      """
      import static io.github.kernelconformance.contract.ScalarType.*;

      import io.github.kernelconformance.contract.*;

      public final class Doubles implements Contract {
        public void describe(Description it) {
          var size = it.sizes("size", 32, 64);
          it.kernel("doubles");
          it.input("x", FLOAT, size);
          it.output("y", FLOAT, size);
          it.grid(size.over(32)).threads(32);
        }

        public void reference(Case c) {
          c.output("y", c.size("size"), i -> c.at("x", i).times(2));
        }
      }
      """;

  private static final String KERNEL =
      """
      #include <metal_stdlib>
      using namespace metal;
      kernel void doubles(const device float* x [[buffer(0)]], device float* y [[buffer(1)]],
          uint i [[thread_position_in_grid]]) {
        y[i] = 2 * x[i];
      }
      """;

  @TempDir private Path project;

  @BeforeEach
  void card() {
    System.setProperty(PROPERTY, CudaStandIn.directory().toString());
  }

  @AfterEach
  void restore() {
    System.clearProperty(PROPERTY);
  }

  private Outcome verify(String contract) throws Exception {
    Projects.write(project, "doubles.metal", KERNEL);
    Path file = project.resolve("src/conformance/java/Doubles.java");
    Files.createDirectories(file.getParent());
    Files.writeString(file, contract);
    return Projects.verify(
        Projects.request(
            project,
            Selection.parse("doubles", Map.of(), Map.of(), "**"),
            Map.of(),
            "cuda",
            TestToolchain.clang().executable().toString()));
  }

  private String report() throws IOException {
    return Files.readString(Projects.output(project).resolve("report.json"));
  }

  @Test
  void aKernelThatTakesWhatItIsGivenRuns() throws Exception {
    Outcome outcome = verify(CONTRACT);

    assertThat(outcome.failure()).isEmpty();
    assertThat(outcome.lines())
        .anyMatch(it -> it.contains(" on cuda (NVIDIA Stand-in"))
        .noneMatch(it -> it.contains("compared"));
    assertThat(report()).contains("\"status\":\"pass\"").doesNotContain("\"status\":\"skipped\"");
  }

  @Test
  void whatTheCodeTakesIsComparedBeforeAnythingRuns() throws Exception {
    String halves = CONTRACT.replace("it.input(\"x\", FLOAT", "it.input(\"x\", HALF");

    assertThatThrownBy(() -> verify(halves))
        .isInstanceOf(ContractMismatchException.class)
        .hasMessageContaining("x: another size of type")
        .hasMessageContaining("2 bytes an element; src/conformance/java/Doubles.java:9")
        .hasMessageContaining("4 bytes an element; src/main/metal/doubles.metal:3");
    assertThat(report()).contains("\"status\":\"skipped\"").doesNotContain("\"status\":\"pass\"");
  }
}
