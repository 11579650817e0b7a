package io.github.kernelconformance.goal;

import static io.github.kernelconformance.goal.Projects.KERNELS;
import static io.github.kernelconformance.goal.Projects.axes;
import static io.github.kernelconformance.goal.Projects.conforming;
import static io.github.kernelconformance.goal.Projects.output;
import static io.github.kernelconformance.goal.Projects.request;
import static io.github.kernelconformance.goal.Projects.verify;
import static io.github.kernelconformance.goal.Projects.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kernelconformance.device.CompilationException;
import io.github.kernelconformance.device.DeviceException;
import io.github.kernelconformance.matrix.ConfigurationException;
import io.github.kernelconformance.msl.MslException;
import io.github.kernelconformance.testing.TestToolchain;
import io.github.kernelconformance.verdict.Summary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class VerifyTest {

  @TempDir private static Path elsewhere;

  @TempDir private Path project;

  @Test
  void conformingKernelsPassAndAreReported() throws Exception {
    Outcome outcome = verify(request(conforming(project), axes().build()));

    assertThat(outcome.failure()).isEmpty();
    assertThat(outcome.lines())
        .contains("32 passed, 0 failed, 0 skipped")
        .contains(
            "Reports: target/kernel-conformance/report.html, report.json, TEST-*.xml, report.sarif");
    assertThat(reports(project))
        .containsOnlyKeys("report.html", "report.json", "report.sarif", "TEST-fp_qmv.mxfp4.xml");
    JsonNode report = report();
    assertThat(report.at("/device").asText()).isEqualTo("host");
    assertThat(report.at("/summary/passed").asInt()).isEqualTo(32);
  }

  @Test
  void kernelsThatDoNotConformFailTheBuildWithTheirNumber() throws Exception {
    Outcome outcome =
        verify(request(conforming(project), axes().build(), Map.of("OFF", "1", "ROW", "4")));

    // In pattern exact, N from 5 on has the row, for two inner sizes.
    assertThat(outcome.failure().orElseThrow()).startsWith("8 of 32 cells do not conform\n");
    assertThat(outcome.lines()).anyMatch(line -> line.contains("N 5..8"));
    assertThat(outcome.lines())
        .anyMatch(
            line -> line.contains("mvn kernel-conformance:verify -DkernelConformance.cells="));
    assertThat(report().at("/summary/failed").asInt()).isEqualTo(8);
  }

  @Test
  void theFailureReadsTheSameInEveryLocale() {
    Locale locale = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);
      assertThat(Verify.failure(new Summary(1124, 0, 1024, 100, 0, 0)))
          .contains("1,024 of 1,024 cells do not conform");
    } finally {
      Locale.setDefault(locale);
    }
  }

  @Test
  void aCellWithoutAKernelIsSkippedAndNotPassed() throws Exception {
    Outcome outcome =
        verify(request(conforming(project), axes().n("8").k("64").patterns("exact").build()));

    assertThat(outcome.failure()).isEmpty();
    assertThat(outcome.lines()).contains("1 passed, 0 failed, 1 skipped");
    JsonNode skipped =
        cells()
            .filter(cell -> cell.at("/at/variant").asText().equals("qmv_quad"))
            .findFirst()
            .get();
    assertThat(skipped.at("/status").asText()).isEqualTo("skipped");
    assertThat(skipped.at("/message").asText())
        .isEqualTo("there is no kernel mxfp4_qmv_quad_float_gs_32_b_4_d_64_batch_0");
    assertThat(reports(project).get("TEST-fp_qmv.mxfp4.xml")).contains("skipped=\"1\"");
  }

  @Test
  void whenNothingRanTheMessageTellsWhatWasSearchedAndWhatCameNear() throws Exception {
    write(
        project,
        "near.metal",
        """
        kernel void mxfp4_qmv_float_gs_32_b4_batch_0(device float* y [[buffer(0)]]) { *y = 0; }
        kernel void copy(device float* y [[buffer(0)]]) { *y = 0; }
        """);

    assertThatThrownBy(() -> verify(request(project, axes().build())))
        .isInstanceOf(NothingRanException.class)
        .hasMessageContaining("No cell ran, so nothing is known.")
        .hasMessageContaining(
            "src/main/metal (**/*.metal without **/excluded/**): files: 1, kernels: 2")
        .hasMessageContaining("Wanted, for example: mxfp4_qmv_float_gs_32_b_4_batch_0")
        .hasMessageContaining("Near: mxfp4_qmv_float_gs_32_b4_batch_0 (src/main/metal/near.metal:1")
        .hasMessageNotContaining("copy")
        .hasMessageNotContaining("no instantiation")
        .hasMessageContaining("Set sourceDirectory, includes or families")
        .hasMessageNotContaining("kernelConformance.skip");
    assertThat(report().at("/summary/skipped").asInt()).isEqualTo(32);
    assertThat(report().at("/summary/passed").asInt()).isZero();
  }

  @Test
  void aTemplateOfTheFamilyThatNobodyInstantiatesIsNamed() throws Exception {
    write(
        project,
        "templates.metal",
        """
        template <typename T> [[kernel]] void fp_qmv(device T* y [[buffer(0)]]) { *y = 0; }
        template <typename T> [[kernel]] void copy(device T* y [[buffer(0)]]) { *y = 0; }
        """);

    assertThatThrownBy(() -> verify(request(project, axes().build())))
        .isInstanceOf(NothingRanException.class)
        .hasMessageContaining("files: 1, kernels: 0")
        .hasMessageContaining("The kernel template fp_qmv has no instantiation with a host name.")
        .hasMessageNotContaining("copy")
        .hasMessageNotContaining("Near:");
  }

  @Test
  void aProjectWithoutSourcesIsAnErrorToo() {
    assertThatThrownBy(() -> verify(request(project, axes().build())))
        .isInstanceOf(NothingRanException.class)
        .hasMessageContaining("files: 0, kernels: 0")
        .hasMessageEndingWith(
            "A module without kernels does not need this goal. If it inherits an"
                + " execution of the goal, set the property kernelConformance.skip in its pom.");
  }

  @Test
  void excludedFilesAreNotRead() throws Exception {
    conforming(project);
    write(project, "excluded/broken.metal", "kernel void broken(\n");

    assertThat(verify(request(project, axes().n("1").build())).failure()).isEmpty();
  }

  @Test
  void twoFilesCannotHaveKernelsOfOneName() throws Exception {
    String text = "kernel void copy(device float* y [[buffer(0)]]) { *y = 0; }\n";
    write(project, "a.metal", text);
    write(project, "b/c.metal", "// A comment.\n" + text);

    assertThatThrownBy(() -> verify(request(project, axes().build())))
        .isInstanceOf(MslException.class)
        .hasMessageStartingWith("src/main/metal/b/c.metal:2")
        .hasMessageContaining("the kernel copy is also in src/main/metal/a.metal.")
        .hasMessageContaining("Rename one of them");
  }

  @Test
  void whatDoesNotCompileIsToldWithoutReports() throws Exception {
    write(project, "broken.metal", "// A comment.\ninline int f() { return nothing; }\n");

    assertThatThrownBy(() -> verify(request(project, axes().build())))
        .isInstanceOf(CompilationException.class)
        .hasMessageContaining("src/main/metal/broken.metal:2:25: error:");
    assertThat(reports(project)).isEmpty();
  }

  @Test
  void aHeaderThatIsMissingIsTold() throws Exception {
    write(project, "broken.metal", "#include \"gone.h\"\n");

    assertThatThrownBy(() -> verify(request(project, axes().build())))
        .isInstanceOf(MslException.class)
        .hasMessageContaining("src/main/metal/broken.metal:1:10")
        .hasMessageContaining("includePaths: [src/main/metal]");
  }

  /** Settings come before everything else, so neither compiler nor sources are needed. */
  @Test
  void aDeviceThatThereIsNotIsToldFirst() {
    Request request = request(project, axes().build(), Map.of(), "hots", "/no/clang");

    assertThatThrownBy(() -> verify(request))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "Parameter 'device': unknown device 'hots'. Allowed: auto, cuda, host, metal."
                + " Did you mean 'host'?");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void metalThatIsAskedForWhereThereIsNoneIsAnError() {
    Request request = request(project, axes().build(), Map.of(), "metal", "/no/clang");

    assertThatThrownBy(() -> verify(request))
        .isInstanceOf(DeviceException.class)
        .hasMessageStartingWith(
            "device=metal needs a usable Metal device, and there is none: there is no Metal on Linux.")
        .hasMessageContaining("kernel-conformance:doctor");
  }

  /** Where there never is a GPU with Metal, nobody needs to be told that there is none. */
  @Test
  void theDeviceThatIsChosenByItselfIsTheHost() throws Exception {
    String clang = TestToolchain.clang().executable().toString();
    Outcome outcome =
        verify(request(conforming(project), axes().n("1").build(), Map.of(), "auto", clang));

    assertThat(report().at("/device").asText()).isEqualTo("host");
    assertThat(outcome.lines()).noneMatch(line -> line.contains("device=auto"));
  }

  @Test
  void whatWasAskedForAndCannotBeIsNoted() throws Exception {
    Outcome outcome =
        verify(request(conforming(project), axes().modes("mxfp4,nvfp4").n("1").k("32,48").build()));

    assertThat(outcome.lines().get(0)).contains("K=48").contains("mxfp4");
    assertThat(verify(request(project, axes().n("1").build())).lines())
        .noneMatch(line -> line.contains("K=48"));
  }

  /** Of all that can be wrong: numbers, an access, a crash. */
  @Test
  void equalProjectsGiveEqualReportsWhereverTheyAre() throws Exception {
    Request request = wrongInThreeWays(project);
    verify(request);
    Map<String, String> first = reports(project);
    assertThat(cells().map(cell -> cell.get("status").asText()))
        .contains("pass", "mismatch", "memory-error", "crash");
    verify(request);
    assertThat(reports(project)).isEqualTo(first);

    assertThat(wrong()).isEqualTo(first);
    assertThat(first.values()).noneMatch(text -> text.contains(project.toString()));
  }

  @Test
  void reportsThatAreWrittenAnewAreThoseOfTheRun() throws Exception {
    Map<String, String> first = wrong();
    for (String name : first.keySet()) {
      if (!name.equals("report.json")) {
        Files.delete(output(elsewhere).resolve(name));
      }
    }

    Request request = wrongInThreeWays(elsewhere);
    WriteReports.run(
        new ReportRequest(
            elsewhere, elsewhere, output(elsewhere), request.rerun(), request.surroundings()));

    assertThat(first.get("report.json")).contains("\"evidence\":", "\"crashedAt\":");
    assertThat(reports(elsewhere)).isEqualTo(first);
  }

  /** The reports of one project for all tests, which has all that can be wrong. */
  private static Map<String, String> wrong() throws Exception {
    if (Files.notExists(output(elsewhere))) {
      verify(wrongInThreeWays(elsewhere));
    }
    return reports(elsewhere);
  }

  private static Request wrongInThreeWays(Path project) throws IOException {
    String right = Files.readString(KERNELS);
    write(
        project,
        "kernels.metal",
        right.replace(
            "  const T rounded = T(sum);\n",
            """
              const T rounded = T(sum);
              if (out_vec_size == 6 && row == 2) {
                __builtin_trap();
              }
              y[out_vec_size == 7 ? row + 4096 : row] = rounded;
            """));
    return request(project, axes().k("32,64").build(), Map.of("OFF", "1", "ROW", "7"));
  }

  @Test
  void reportsOfAnEarlierRunDoNotSurvive() throws Exception {
    conforming(project);
    Files.createDirectories(output(project));
    Path stale = output(project).resolve("TEST-affine_qmv.affine-b4-g32.xml");
    Files.writeString(stale, "<!-- kernel-conformance -->\n<testsuite/>");
    Path other = output(project).resolve("TEST-org.example.OtherTest.xml");
    Files.writeString(other, "<testsuite/>");
    verify(request(project, axes().modes("mxfp4,nvfp4").n("1").k("32").build()));
    assertThat(reports(project))
        .containsOnlyKeys(
            "report.html",
            "report.json",
            "report.sarif",
            "TEST-fp_qmv.mxfp4.xml",
            "TEST-fp_qmv.nvfp4.xml",
            "TEST-org.example.OtherTest.xml");

    verify(request(project, axes().n("1").k("32").build()));
    assertThat(reports(project))
        .containsOnlyKeys(
            "report.html",
            "report.json",
            "report.sarif",
            "TEST-fp_qmv.mxfp4.xml",
            "TEST-org.example.OtherTest.xml");
  }

  private JsonNode report() throws IOException {
    return new ObjectMapper().readTree(output(project).resolve("report.json").toFile());
  }

  private Stream<JsonNode> cells() throws IOException {
    List<JsonNode> cells = new ArrayList<>();
    report().at("/cells").forEach(cells::add);
    return cells.stream();
  }

  /** The reports' texts by file name. */
  private static Map<String, String> reports(Path project) throws IOException {
    Map<String, String> reports = new TreeMap<>();
    if (Files.isDirectory(output(project))) {
      try (Stream<Path> files = Files.list(output(project))) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          reports.put(file.getFileName().toString(), Files.readString(file));
        }
      }
    }
    return reports;
  }
}
