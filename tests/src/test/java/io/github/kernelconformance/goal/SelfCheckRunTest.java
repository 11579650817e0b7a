package io.github.kernelconformance.goal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kernelconformance.device.DeviceException;
import io.github.kernelconformance.testing.Axes;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that passes makes a mistake in a kernel and has to see it. */
class SelfCheckRunTest {

  private static final String KERNEL =
      """
      #include <metal_stdlib>
      using namespace metal;

      [[kernel]] void scale(
          const device float* x [[buffer(0)]],
          device float* out [[buffer(1)]],
          const constant uint& size [[buffer(2)]],
          %suint i [[thread_position_in_grid]]) {
        const float unused = 2.0f;
        if (i < size) {
          out[i] = x[i] * 1.5f;
        }
      }
      """;

  private static final String CONTRACT =
      """
      import static io.github.kernelconformance.contract.ScalarType.*;

      import io.github.kernelconformance.contract.*;

      public final class Scale implements Contract {
        public void describe(Description it) {
          var size = it.sizes("size", 1, 33);
          it.kernel("scale");
          it.input("x", FLOAT, size);
          it.output("out", FLOAT, size);
          it.value("size", UINT, size);
          it.grid(size.over(32)).threads(32);%s
        }

        public void reference(Case c) {
          c.output("out", c.size("size"), i -> c.at("x", i).times(1.5));
        }
      }
      """;

  @TempDir private Path project;

  private Outcome verify(String qualifier, String more) throws Exception {
    Projects.write(project, "scale.metal", KERNEL.formatted(qualifier));
    Path contract = project.resolve("src/conformance/java/Scale.java");
    Files.createDirectories(contract.getParent());
    Files.writeString(contract, CONTRACT.formatted(more));
    return Projects.verify(
        Projects.withSelfCheck(
            Projects.request(
                project, Axes.builder().families("scale").cells("**/normal").build())));
  }

  private String said() throws Exception {
    return new ObjectMapper()
        .readTree(Projects.output(project).resolve("report.json").toFile())
        .at("/settings/selfCheck")
        .asText();
  }

  @Test
  void aPositionTakenForZeroIsSeen() throws Exception {
    assertThat(verify("", "").failure()).isEmpty();
    assertThat(said()).isEqualTo("1 of 1 mistake seen");
  }

  @Test
  void aMistakeOfTheContractIsMadeInstead() throws Exception {
    Outcome outcome = verify("const ", "it.mistake(\"i < size\", \"i + 1 < size\");");

    assertThat(outcome.failure()).isEmpty();
    assertThat(said()).isEqualTo("1 of 1 mistake seen");
  }

  @Test
  void aMistakeThatNoCellSeesIsAnError() {
    assertThatThrownBy(() -> verify("", "it.mistake(\"unused = 2.0f\", \"unused = 3.0f\");"))
        .isInstanceOf(DeviceException.class)
        .hasMessageContaining("The self-check failed, so a pass proves nothing.")
        .hasMessageContaining(
            "The cells of the contract scale pass although a kernel of src/main/metal/scale.metal"
                + " has a mistake: 'unused = 2.0f' becomes 'unused = 3.0f'.")
        .hasMessageContaining("selfCheck");
  }

  @Test
  void whereNoMistakeCanBeMadeThatIsSaid() throws Exception {
    Outcome outcome = verify("const ", "");

    assertThat(outcome.failure()).isEmpty();
    assertThat(said()).isEqualTo("no mistake was made");
    assertThat(outcome.lines())
        .anyMatch(it -> it.startsWith("Of scale no mistake is made") && it.contains("it.mistake"));
  }

  @Test
  void aMistakeInATextThatThereIsNotIsSaid() throws Exception {
    Outcome outcome = verify("", "it.mistake(\"nowhere\", \"else\");");

    assertThat(outcome.lines()).anyMatch(it -> it.contains("has the text 'nowhere'"));
  }
}
