package io.github.kernelconformance.goal;

import static io.github.kernelconformance.goal.Projects.axes;
import static io.github.kernelconformance.goal.Projects.output;
import static io.github.kernelconformance.goal.Projects.request;
import static io.github.kernelconformance.goal.Projects.unforced;
import static io.github.kernelconformance.goal.Projects.verify;
import static io.github.kernelconformance.goal.Projects.withConstants;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kernelconformance.device.CompilationException;
import io.github.kernelconformance.matrix.ConfigurationException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The parameter {@code functionConstants}: kernels that are wrong but for one of its values. */
class FunctionConstantsTest {

  @TempDir private Path project;

  @BeforeEach
  void write() throws Exception {
    String text = Files.readString(Projects.KERNELS);
    String macro = "#ifndef OFF\n#define OFF 0\n#endif\n";
    assertThat(text).contains(macro);
    Projects.write(
        project,
        "kernels.metal",
        text.replace(macro, "constant int offset [[function_constant(0)]];\n#define OFF offset\n"));
  }

  private Request with(Map<String, String> constants) {
    return withConstants(request(project, axes().build()), constants);
  }

  @Test
  void valuesReachTheKernelsAndTheReport() throws Exception {
    assertThat(verify(with(Map.of("offset", "0"))).failure()).isEmpty();
    assertThat(
            new ObjectMapper()
                .readTree(output(project).resolve("report.json").toFile())
                .at("/settings/functionConstants")
                .asText())
        .isEqualTo("{offset=0}");
    assertThat(verify(with(Map.of("offset", "1"))).failure().orElseThrow())
        .contains(" cells do not conform");
  }

  @Test
  void anotherValueIsAnotherRun() throws Exception {
    assertThat(verify(unforced(with(Map.of("offset", "0")))).failure()).isEmpty();
    assertThat(verify(unforced(with(Map.of("offset", "1")))).failure()).isPresent();
  }

  @Test
  void aKernelCannotDoWithoutTheValueThatItUses() {
    assertThatThrownBy(() -> verify(with(Map.of())))
        .isInstanceOf(CompilationException.class)
        .hasMessageContaining(
            "the function constant 'offset', declared at src/main/metal/kernels.metal:");
  }

  @Test
  void aNameThatNoSourceDeclaresIsToldWithTheNearest() {
    assertThatThrownBy(() -> verify(with(Map.of("ofset", "1"))))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "Parameter 'functionConstants': unknown function constant 'ofset'. Allowed: offset. Did you"
                + " mean 'offset'?");
  }

  @Test
  void aValueOfAnotherTypeIsToldWithThePlaceOfTheConstant() {
    assertThatThrownBy(() -> verify(with(Map.of("offset", "one"))))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("the function constant 'offset' at src/main/metal/kernels.metal:");
  }
}
