package io.github.kernelconformance.goal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kernelconformance.device.CompilationException;
import io.github.kernelconformance.matrix.Selection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A project with a contract of its own, whose kernel is right or not. */
class ContractsOfAProjectTest {

  private static final String KERNEL =
      """
      #include <metal_stdlib>
      using namespace metal;

      template <typename T>
      [[kernel]] void scale(
          const device T* x [[buffer(0)]],
          device T* out [[buffer(1)]],
          const constant float& factor [[buffer(2)]],
          const constant uint& size [[buffer(3)]],
          uint i [[thread_position_in_grid]]) {
        if (i < size) {
          out[i] = T(float(x[i]) * factor);
        }
      }

      template [[host_name("scale_float")]] [[kernel]] void scale<float>(
          const device float*, device float*, const constant float&, const constant uint&, uint);
      template [[host_name("scale_half")]] [[kernel]] void scale<half>(
          const device half*, device half*, const constant float&, const constant uint&, uint);
      """;

  private static final String CONTRACT =
      """
      import static io.github.kernelconformance.contract.ScalarType.*;

      import io.github.kernelconformance.contract.*;

      public final class Scale implements Contract {
        public void describe(Description it) {
          var type = it.types("T", FLOAT, HALF);
          var size = it.sizes("size", 1, 31, 64, 100);
          it.kernel("scale_{T}");
          it.input("x", type, size);
          it.value("factor", 1.5f);
          it.value("size", UINT, size);
          it.output("out", type, size);
          it.grid(size.over(32)).threads(32);
        }

        public void reference(Case c) {
          c.output("out", c.size("size"), i -> c.at("x", i).times(c.value("factor")));
        }
      }
      """;

  @TempDir private Path project;

  @BeforeEach
  void kernel() throws Exception {
    write("src/main/metal/scale.metal", KERNEL);
    write("src/conformance/java/Scale.java", CONTRACT);
  }

  @Test
  void aRightKernelPassesInEveryCell() throws Exception {
    Outcome outcome = Projects.verify(request(Map.of()));

    assertThat(outcome.failure()).isEmpty();
    assertThat(cells()).isNotEmpty().allMatch(it -> it.at("/status").asText().equals("pass"));
    assertThat(cells())
        .extracting(it -> it.at("/id").asText())
        .contains("scale/float/size=31/normal", "scale/half/size=100/normal");
  }

  @Test
  void aWrongKernelFailsAndTheMessageNamesTheElement() throws Exception {
    write("src/main/metal/scale.metal", KERNEL.replace("if (i < size)", "if (i + 1 < size)"));

    Outcome outcome = Projects.verify(request(Map.of()));

    assertThat(outcome.failure()).isPresent();
    assertThat(outcome.lines()).anyMatch(it -> it.contains("out[") && it.contains("NaN"));
  }

  /** Skipped cells alone would hide that a kernel's name is misspelt. */
  @Test
  void aContractWithoutAKernelEndsTheBuildAlthoughAnotherHasOne() throws Exception {
    write(
        "src/conformance/java/Double.java",
        CONTRACT.replace("Scale", "Double").replace("scale_{T}", "scael_{T}"));

    assertThatThrownBy(() -> Projects.verify(request(Map.of())))
        .isInstanceOf(NothingRanException.class)
        .hasMessage(
            """
            The sources have no kernel of the contract double (src/conformance/java/Double.java).
              Wanted: scael_float, scael_half
              Near: scale_float (src/main/metal/scale.metal:16)
              Near: scale_half (src/main/metal/scale.metal:18)
              Places: src/main/metal (**/*.metal without **/excluded/**)
            Nothing has run. Name the kernels as the contract does, correct the contract,
            or name in the parameter families the contracts that are to run.""");
    assertThat(cells()).allMatch(it -> it.at("/status").asText().equals("skipped"));
  }

  /** The kernels of one type are missing, or one contract of the plugin that was asked for. */
  @Test
  void aContractWithSomeKernelsOrOfThePluginEndsNoBuild() throws Exception {
    write(
        "src/main/metal/scale.metal",
        KERNEL.substring(0, KERNEL.indexOf("template [[host_name(\"scale_half")));

    Selection selection =
        Selection.parse(
            "scale,fp_qmv",
            Map.of("modes", "mxfp4", "k", "32", "n", "8"),
            Map.of("size", "31"),
            "**");
    Outcome outcome = Projects.verify(Projects.request(project, selection));

    assertThat(outcome.failure()).isEmpty();
    assertThat(outcome.warnings())
        .singleElement()
        .asString()
        .startsWith(
            "The sources have no kernel of the contract fp_qmv (the class FpQmv).\n  Wanted: ")
        .endsWith("All its cells are skipped.");
    assertThat(cells()).extracting(it -> it.at("/status").asText()).contains("pass", "skipped");
  }

  @Test
  void axesCanBeSet() throws Exception {
    Projects.verify(request(Map.of("size", "7..9", "T", "half")));

    assertThat(cells()).extracting(it -> it.at("/at/size").asInt()).containsOnly(7, 8, 9);
    assertThat(cells()).extracting(it -> it.at("/at/T").asText()).containsOnly("half");
  }

  @Test
  void aContractThatDoesNotCompileEndsTheBuild() throws Exception {
    write("src/conformance/java/Scale.java", CONTRACT.replace("it.grid(", "it.grit("));

    assertThatThrownBy(() -> Projects.verify(request(Map.of())))
        .isInstanceOf(CompilationException.class)
        .hasMessageContaining("src/conformance/java/Scale.java:14:");
  }

  @Test
  void aReferenceThatThrowsCostsItsOwnCells() throws Exception {
    write(
        "src/conformance/java/Scale.java",
        CONTRACT.replace(
            "c.output(",
            "if (c.size(\"size\") == 31) throw new ArithmeticException(\"no\"); c.output("));

    Projects.verify(request(Map.of()));

    for (JsonNode cell : cells()) {
      boolean thrown = cell.at("/at/size").asInt() == 31;
      assertThat(cell.at("/status").asText()).isEqualTo(thrown ? "contract-error" : "pass");
      if (thrown) {
        assertThat(cell.at("/message").asText())
            .startsWith("src/conformance/java/Scale.java:18: ")
            .contains("ArithmeticException: no");
      }
    }
  }

  /** Each way in which no cell can tell, and what is told of it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1.5f); | 0.0f); for (var it0 : new Distribution[] {Distribution.NAN, Distribution.INFINITY, Distribution.MASKED, Distribution.MASKED_ROW}) it.excludes(it0, \"times 0\"); | returns zeros",
        "1.5f                   | 1.0f               | copies x",
        "it.input(\"x\", type, size); | it.input(\"x\", type, size).always(Distribution.CONSTANT); | returns the reference of the next element"
      })
  void aContractThatCannotTellAWrongKernelFails(String right, String wrong, String does)
      throws Exception {
    write("src/conformance/java/Scale.java", CONTRACT.replace(right, wrong));

    Outcome outcome = Projects.verify(request(Map.of("size", "31..40")));

    assertThat(cells()).allMatch(it -> it.at("/status").asText().equals("pass"));
    assertThat(outcome.failure())
        .contains("The contract scale cannot tell a wrong kernel from a right one");
    assertThat(outcome.lines())
        .contains("Contracts that cannot tell a wrong kernel:")
        .anyMatch(
            it ->
                it.matches(
                    "  scale: a kernel that %s would pass all \\d+ cells, first scale/float/size=31/.*"
                        .formatted(does)))
        .anyMatch(it -> it.contains("it.silent("));
  }

  @Test
  void aContractThatSaysWhyPasses() throws Exception {
    write(
        "src/conformance/java/Scale.java",
        CONTRACT
            .replace("1.5f", "1.0f")
            .replace("it.grid(", "it.silent(size.isAtLeast(1), \"it copies\"); it.grid("));

    Outcome outcome = Projects.verify(request(Map.of()));

    assertThat(outcome.failure()).isEmpty();
    assertThat(report().at("/contracts/scale/silent/0/reason").asText()).isEqualTo("it copies");
    assertThat(report().at("/contracts/scale/silent/0/cells").asInt()).isEqualTo(cells().size());
    assertThat(report().at("/contracts/scale/blind")).isEmpty();
  }

  /** Of a few cells, and of a shard, nothing of the kind is known. */
  @Test
  void aPartOfTheMatrixIsNotJudged() throws Exception {
    write("src/conformance/java/Scale.java", CONTRACT.replace("1.5f", "1.0f"));
    Selection few = Selection.parse("auto", Map.of(), Map.of(), "scale/float/size=31/normal");

    Outcome outcome = Projects.verify(Projects.request(project, few, Map.of()));

    assertThat(outcome.failure()).isEmpty();
    assertThat(report().at("/settings/narrowed").asText()).isEqualTo("scale/float/size=31/normal");
    assertThat(report().at("/contracts/scale/unseen")).isEmpty();
    assertThat(report().at("/contracts/scale/blind/0/kernel").asText()).isEqualTo("copy of x");
    GateSettings part = Projects.gate(project);
    Outcome narrowed =
        Projects.verify(
            request(Map.of()),
            new GateSettings(part.directory(), part.today(), true, false, 2, false, part.accept()));
    assertThat(narrowed.failure()).isEmpty();
  }

  @Test
  void aContractIsJudgedWhenItsShardsAreMerged() throws Exception {
    write("src/conformance/java/Scale.java", CONTRACT.replace("1.5f", "1.0f"));
    String whole = Projects.verify(request(Map.of())).failure().orElseThrow();
    List<JsonNode> contracts = List.of(report().get("contracts"));

    for (String shard : List.of("1/2", "2/2")) {
      Outcome outcome = Projects.verify(Projects.shard(request(Map.of()), shard));
      assertThat(outcome.failure()).isEmpty();
      assertThat(report().at("/contracts/scale/unseen")).isEmpty();
      Path kept = Files.createDirectories(project.resolve("shards").resolve(shard));
      Files.copy(Projects.output(project).resolve("report.json"), kept.resolve("report.json"));
    }
    Outcome merged =
        Merge.run(
            new ReportRequest(
                project, project, Projects.output(project), "mvn", Surroundings.none()),
            project.resolve("shards"),
            "**/report.json",
            Projects.gate(project));

    assertThat(merged.failure()).contains(whole);
    assertThat(List.of(report().get("contracts"))).isEqualTo(contracts);
  }

  /** A property is the author's code too, and zeros may be what it does not expect. */
  @Test
  void aPropertyThatThrowsCostsItsOwnCells() throws Exception {
    String property =
        "c.satisfies(\"out\", it -> {"
            + " if (it.at(0) == %s) { throw new IllegalStateException(\"no\"); }"
            + " return java.util.Optional.empty(); }); //";
    write(
        "src/conformance/java/Scale.java", CONTRACT.replace("c.output(", property.formatted("0")));
    Projects.verify(request(Map.of("pattern", "normal")));

    assertThat(cells()).allMatch(it -> it.at("/status").asText().equals("pass"));
    assertThat(report().at("/contracts/scale/blind")).hasSize(2);
    assertThat(report().at("/contracts/scale/unseen/0/kernel").asText()).isEqualTo("nan");

    write(
        "src/conformance/java/Scale.java",
        CONTRACT.replace("c.output(", property.formatted("it.at(0)")));
    Projects.verify(request(Map.of("pattern", "normal")));

    assertThat(cells()).allMatch(it -> it.at("/status").asText().equals("contract-error"));
    assertThat(cells().get(0).at("/message").asText())
        .startsWith(
            "src/conformance/java/Scale.java:18: Scale.reference threw IllegalStateException: no");
  }

  @Test
  void aRightContractTellsWhatItLeavesOutAndHowTightItIs() throws Exception {
    write(
        "src/conformance/java/Scale.java",
        CONTRACT.replace("it.grid(", "it.excludes(Distribution.HUGE, \"no\"); it.grid("));

    Outcome outcome = Projects.verify(request(Map.of()));

    JsonNode scale = report().at("/contracts/scale");
    assertThat(scale.at("/exclusions/0").asText()).isEqualTo("huge: no");
    assertThat(scale.at("/worst/0/boundRatio").asDouble()).isBetween(0.1, 1.0);
    assertThat(scale.at("/unseen")).isEmpty();
    assertThat(scale.at("/compared").asInt()).isEqualTo(cells().size());
    assertThat(outcome.lines())
        .anyMatch(it -> it.matches("  scale used at most [0-9.]+ % .* of its bounds"));
  }

  @Test
  void whatHasNotChangedIsNotRunAgain() throws Exception {
    Projects.verify(request(Map.of()));

    Outcome again = Projects.verify(Projects.unforced(request(Map.of())), Projects.gate(project));
    assertThat(again.lines().get(0)).startsWith("Nothing has changed since the last run");

    write("src/conformance/java/Scale.java", CONTRACT.replace("100)", "101)"));
    Outcome changed = Projects.verify(Projects.unforced(request(Map.of())), Projects.gate(project));
    assertThat(changed.lines().get(0)).doesNotStartWith("Nothing has changed");
  }

  private Request request(Map<String, String> axes) {
    return Projects.request(project, Selection.parse("auto", Map.of(), axes, "**"), Map.of());
  }

  private JsonNode report() throws Exception {
    return new ObjectMapper().readTree(Projects.output(project).resolve("report.json").toFile());
  }

  private List<JsonNode> cells() throws Exception {
    return StreamSupport.stream(report().get("cells").spliterator(), false).toList();
  }

  private void write(String file, String text) throws Exception {
    Path path = project.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }
}
