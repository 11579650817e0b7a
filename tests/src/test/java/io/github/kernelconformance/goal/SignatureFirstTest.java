package io.github.kernelconformance.goal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kernelconformance.matrix.Selection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A kernel that takes something else than its contract gives is told of before anything runs. */
class SignatureFirstTest {

  private static final String KERNEL =
      """
      #include <metal_stdlib>
      using namespace metal;

      kernel void scale_half(
          const device half* x [[buffer(0)]],
          device half* out [[buffer(1)]],
          const constant float& factor [[buffer(2)]],
          const constant uint& size [[buffer(3)]],
          threadgroup float* staged [[threadgroup(0)]],
          uint lane [[thread_position_in_threadgroup]],
          uint i [[thread_position_in_grid]]) {
        if (i < size) {
          staged[lane] = float(x[i]);
          out[i] = half(staged[lane] * factor);
        }
      }
      """;

  private static final String CONTRACT =
      """
      import static io.github.kernelconformance.contract.ScalarType.*;

      import io.github.kernelconformance.contract.*;

      public final class Scale implements Contract {
        public void describe(Description it) {
          var type = it.types("T", HALF);
          var size = it.sizes("size", 31, 64);
          it.kernel("scale_{T}");
          it.input("x", type, size);
          it.value("factor", 1.5f);
          it.value("size", UINT, size);
          it.threadgroup("staged", FLOAT, Dim.of(32));
          it.output("out", type, size);
          it.grid(size.over(32)).threads(32);
        }

        public void reference(Case c) {
          c.output("out", c.size("size"), i -> c.at("x", i).times(c.value("factor")));
        }
      }
      """;

  private static final String FACTOR = "    const constant float& factor [[buffer(2)]],\n";

  @TempDir private Path project;

  @BeforeEach
  void rightOnes() throws Exception {
    write("src/main/metal/scale.metal", KERNEL);
    write("src/conformance/java/Scale.java", CONTRACT);
  }

  @Test
  void aKernelThatTakesWhatItIsGivenRuns() throws Exception {
    Outcome outcome = verify();

    assertThat(outcome.failure()).isEmpty();
    assertThat(outcome.lines()).noneMatch(it -> it.contains("compared"));
    assertThat(statuses()).isNotEmpty().containsOnly("pass");
  }

  static Stream<Arguments> differences() {
    return Stream.of(
        Arguments.of(
            "missing",
            KERNEL.replace(FACTOR, "").replace("* factor", "* 1.5f"),
            """
              factor: the kernel has no argument of this name
                contract  input factor: float                (src/conformance/java/Scale.java:11)
                kernel    takes x, out, size, staged
            """),
        Arguments.of(
            "unknown",
            KERNEL.replace(FACTOR, FACTOR + "    const constant float& bias [[buffer(4)]],\n"),
            """
              bias: the contract gives no argument of this name
                contract  gives x, factor, size, staged, out
                kernel    const constant float& bias          (src/main/metal/scale.metal:8)
            """),
        Arguments.of(
            "address space",
            KERNEL.replace(
                "threadgroup float* staged [[threadgroup(0)]]",
                "device float* staged [[buffer(4)]]"),
            """
              staged: another address space
                contract  threadgroup staged: float [32]  (threadgroup memory; \
            src/conformance/java/Scale.java:13)
                kernel    device float* staged            (device memory; \
            src/main/metal/scale.metal:9)
            """),
        Arguments.of(
            "size of type",
            KERNEL.replace("const device half* x", "const device float* x"),
            """
              x: another size of type
                contract  input x: half [size]   (2 bytes an element; \
            src/conformance/java/Scale.java:10)
                kernel    const device float* x  (4 bytes an element; \
            src/main/metal/scale.metal:5)
            """),
        Arguments.of(
            "read-only",
            KERNEL
                .replace("    device half* out", "    const device half* out")
                .replace("out[i] =", "const_cast<device half*>(out)[i] ="),
            """
              out: written, but read-only in the kernel
                contract  output out: half [size]  (written; src/conformance/java/Scale.java:14)
                kernel    const device half* out   (read-only; src/main/metal/scale.metal:6)
            """));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("differences")
  void bothSidesAreShownAndNothingRuns(String kind, String kernel, String difference)
      throws Exception {
    write("src/main/metal/scale.metal", kernel);

    ContractMismatchException e =
        catchThrowableOfType(ContractMismatchException.class, this::verify);

    assertThat(e.getMessage().replaceAll(" +\\(", "  ("))
        .isEqualTo(
            ("scale_half (src/main/metal/scale.metal:4) and the contract scale"
                    + " (src/conformance/java/Scale.java) differ:\n"
                    + difference
                    + "\nNothing has run. Change the kernel or its contract, so that both say the"
                    + " same.")
                .replaceAll(" +\\(", "  ("));
    assertThat(statuses()).isNotEmpty().containsOnly("skipped");
    assertThat(cells())
        .allSatisfy(
            it ->
                assertThat(it.at("/message").asText())
                    .startsWith("the kernel and its contract differ: ")
                    .contains(difference.lines().findFirst().orElseThrow().strip()));
  }

  static Stream<Arguments> twins() {
    return Stream.of(
        Arguments.of("an argument that it does not use", KERNEL.replace("* factor", "* 1.5f")),
        Arguments.of(
            "a value that Metal computes",
            KERNEL.replace(FACTOR, FACTOR + "    uint simd [[thread_index_in_simdgroup]],\n")),
        Arguments.of(
            "a value from device memory",
            KERNEL.replace("const constant float& factor", "const device float& factor")),
        Arguments.of(
            "bytes of any type",
            KERNEL
                .replace("const device half* x", "const device uchar* x")
                .replace("float(x[i])", "float(((const device half*)x)[i])")),
        Arguments.of(
            "an input that it might write",
            KERNEL.replace("const device half* x", "device half* x")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("twins")
  void whatIsRightRuns(String kind, String kernel) throws Exception {
    write("src/main/metal/scale.metal", kernel);

    assertThat(verify().failure()).isEmpty();
    assertThat(statuses()).isNotEmpty().containsOnly("pass");
  }

  @Test
  void noEarlierReportIsLeftToBeTakenForThisRuns() throws Exception {
    Request request = Projects.unforced(request());
    Projects.verify(request, Projects.gate(project));
    assertThat(statuses()).containsOnly("pass");
    write("src/main/metal/scale.metal", KERNEL.replace("device half* x", "device float* x"));

    for (int run = 0; run < 2; run++) {
      assertThatThrownBy(() -> Projects.verify(request, Projects.gate(project)))
          .isInstanceOf(ContractMismatchException.class);
      assertThat(statuses()).containsOnly("skipped");
      assertThat(Files.readString(Projects.output(project).resolve("TEST-scale.xml")))
          .contains("failures=\"0\"", "the kernel and its contract differ: x:");
    }
  }

  @Test
  void rightKernelsDoNotRunEither() throws Exception {
    write(
        "src/conformance/java/Scale.java",
        CONTRACT.replace("(\"T\", HALF)", "(\"T\", FLOAT, HALF)"));
    write("src/main/metal/float.metal", KERNEL.replace("half", "float"));
    write("src/main/metal/scale.metal", KERNEL.replace("device half* x", "device float* x"));

    assertThatThrownBy(this::verify)
        .isInstanceOf(ContractMismatchException.class)
        .hasMessageStartingWith("scale_half (src/main/metal/scale.metal:4) and ")
        .hasMessageNotContaining("scale_float");
    assertThat(cells())
        .filteredOn(it -> it.at("/at/T").asText().equals("float"))
        .isNotEmpty()
        .allSatisfy(
            it ->
                assertThat(it.at("/message").asText())
                    .isEqualTo("nothing ran, since other kernels and their contracts differ"));
  }

  @Test
  void aCallThatSomeCellsHaveIsComparedOnce() throws Exception {
    write(
        "src/conformance/java/Scale.java",
        CONTRACT.replace(
            "    it.output(",
            "    it.input(\"mask\", FLOAT, size).when(size.is(64));\n    it.output("));
    write(
        "src/main/metal/scale.metal",
        KERNEL.replace(FACTOR, FACTOR + "    const device half* mask [[buffer(4)]],\n"));

    ContractMismatchException e =
        catchThrowableOfType(ContractMismatchException.class, this::verify);

    assertThat(e.getMessage().split("mask: another size of type", -1)).hasSize(2);
    assertThat(e).hasMessageContaining("Scale.java:14").hasMessageContaining("scale.metal:8");
  }

  @Test
  void aFormulaThatThrowsCostsItsOwnCells() throws Exception {
    write(
        "src/conformance/java/Scale.java",
        CONTRACT.replace(
            "it.value(\"factor\", 1.5f);",
            "it.value(\"factor\", 1.5f).when(at -> 1 / (at.size(\"size\") - 31) >= 0);"));

    verify();

    assertThat(cells())
        .allSatisfy(
            it ->
                assertThat(it.at("/status").asText())
                    .isEqualTo(it.at("/at/size").asInt() == 31 ? "contract-error" : "pass"));
  }

  private Outcome verify() throws Exception {
    return Projects.verify(request());
  }

  private Request request() {
    return Projects.request(project, Selection.parse("auto", Map.of(), Map.of(), "**"), Map.of());
  }

  private List<String> statuses() throws Exception {
    return cells().stream().map(it -> it.at("/status").asText()).toList();
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
