package io.github.kernelconformance.goal;

import static io.github.kernelconformance.goal.Projects.axes;
import static io.github.kernelconformance.goal.Projects.output;
import static io.github.kernelconformance.goal.Projects.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kernelconformance.device.CompilationException;
import io.github.kernelconformance.device.DeviceException;
import io.github.kernelconformance.testing.MetalSearchPath;
import io.github.kernelconformance.testing.MetalStandIn;
import io.github.kernelconformance.testing.TestToolchain;
import io.github.kernelconformance.toolchain.ToolchainException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The goal {@code compile} with what stands in for Apple's tools on the {@code PATH}. */
@ExtendWith(MetalSearchPath.class)
class MetallibTest {

  private static final String KERNEL =
      """
      #include "value.h"
      kernel void one(device int* y [[buffer(0)]]) { *y = VALUE; }
      """;

  @TempDir private Path project;
  private Path commands;

  @BeforeEach
  void twoSourcesAndAHeader() throws IOException {
    commands = project.resolve("commands");
    write(project, "one.metal", KERNEL);
    write(project, "two words.metal", "kernel void two(device int* y [[buffer(0)]]) { *y = 2; }\n");
    write(project, "value.h", "#define VALUE 1\n");
  }

  @Test
  void theLibraryIsMadeOfAllSources() throws Exception {
    Outcome outcome = compile();

    assertThat(outcome.warnings()).isEmpty();
    assertThat(outcome.lines())
        .contains(
            "target/kernel-conformance/project.metallib: made from 2 sources, 2 compiled"
                + " now (Apple metal version 32023.883 (metalfe-32023.883))");
    assertThat(library())
        .content()
        .startsWith("MTLB")
        .contains("kernel void one", "kernel void two");
    assertThat(ran())
        .hasSize(3)
        .filteredOn(it -> it.startsWith("metal "))
        .allSatisfy(
            it ->
                assertThat(it)
                    .contains(
                        "-std=metal3.1 ",
                        " -Wno-c++17-extensions -Wno-c++20-extensions ",
                        " -fmetal-math-mode=safe -fmetal-math-fp32-functions=precise"
                            + " -ffp-contract=off ",
                        " -Isrc/main/metal ",
                        " -MMD ",
                        " -c src/main/metal/"));
  }

  @Test
  void anOlderCompilerIsGivenTheSwitchThatItKnows() throws Exception {
    compile("old-toolchain");

    assertThat(ran())
        .first()
        .asString()
        .contains(" -fno-fast-math -ffp-contract=off ")
        .doesNotContain("-fmetal-math");
  }

  @Test
  void whatHasNotChangedIsNotCompiledAgain() throws Exception {
    compile();
    Files.delete(commands);
    Files.setLastModifiedTime(project.resolve("src/main/metal/one.metal"), FileTime.fromMillis(0));

    assertThat(compile().lines()).anyMatch(it -> it.contains("made from 2 sources, 0 compiled"));
    assertThat(commands).doesNotExist();
  }

  @Test
  void aChangedHeaderCompilesWhatIncludesIt() throws Exception {
    compile();
    Files.delete(commands);
    write(project, "value.h", "#define VALUE 3\n");

    assertThat(compile().lines()).anyMatch(it -> it.contains("made from 2 sources, 1 compiled"));
    assertThat(ran()).hasSize(2).last().asString().startsWith("metallib ");
    assertThat(library()).content().contains("*y = 3");
  }

  @Test
  void aNewHeaderThatShadowsAnotherCompilesWhatIncludesIt() throws Exception {
    write(project, "deep/three.metal", KERNEL.replace("one", "three"));
    compile();
    write(project, "deep/value.h", "#define VALUE 3\n");

    assertThat(compile().lines()).anyMatch(it -> it.contains("made from 3 sources, 1 compiled"));
    assertThat(library()).content().contains("*y = 3");
  }

  @Test
  void otherFlagsCompileAgainAndTheSameCodeIsNotLinkedAgain() throws Exception {
    compile();
    compile(List.of("-w"), Optional.empty());

    assertThat(ran()).hasSize(5).last().asString().contains(" -w -MMD ");
  }

  @Test
  void whatNothingHasUsedFor30DaysIsDeleted() throws Exception {
    compile();
    Files.delete(commands);
    FileTime longAgo = FileTime.from(Instant.now().minus(Duration.ofDays(31)));
    List<Path> used = new ArrayList<>();
    for (String kind : List.of(".metal-*.air", ".metal-*.messages", ".metal-*.inputs")) {
      for (Path file : work("one" + kind)) {
        used.add(file);
        String gone = file.getFileName().toString().replace("one", "gone");
        Files.setLastModifiedTime(Files.copy(file, file.resolveSibling(gone)), longAgo);
        Files.setLastModifiedTime(file, longAgo);
      }
    }
    Files.setLastModifiedTime(work("project.metallib.inputs").get(0), longAgo);
    compile();

    assertThat(commands).doesNotExist();
    assertThat(work("gone*")).isEmpty();
    assertThat(work("project.metallib.inputs")).hasSize(1);
    assertThat(used)
        .hasSize(3)
        .allSatisfy(it -> assertThat(Files.getLastModifiedTime(it)).isGreaterThan(longAgo));
  }

  private List<Path> work(String glob) throws IOException {
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(output(project).resolve("metal"), glob)) {
      List<Path> found = new ArrayList<>();
      files.forEach(found::add);
      return found;
    }
  }

  @Test
  void whatIsDamagedIsMadeAgain() throws Exception {
    compile();
    byte[] made = Files.readAllBytes(library());
    for (String kind : List.of(".air", ".messages", ".inputs", ".metallib")) {
      for (String damage : List.of("", "x")) {
        for (Path file : files(kind)) {
          Files.writeString(file, damage);
        }
        compile();
        assertThat(library()).hasBinaryContent(made);
      }
    }
    Files.delete(commands);
    compile();
    assertThat(commands).doesNotExist();
  }

  /** Without its last lines a record would know of no header. */
  @Test
  void aRecordThatWasCutOffIsNone() throws Exception {
    compile();
    for (Path record : files(".inputs")) {
      Files.writeString(record, Files.readString(record).lines().findFirst().get() + "\n");
    }
    write(project, "value.h", "#define VALUE 3\n");
    compile();

    assertThat(library()).content().contains("*y = 3");
  }

  private List<Path> files(String end) throws IOException {
    try (Stream<Path> files = Files.walk(output(project))) {
      return files.filter(it -> it.toString().endsWith(end)).sorted().toList();
    }
  }

  @Test
  void anErrorNamesFileLineAndColumn() throws Exception {
    write(project, "value.h", "#define VALUE nothing\n");

    assertThatThrownBy(this::compile)
        .isInstanceOf(CompilationException.class)
        .hasMessageStartingWith(
            "Metal sources do not compile:\nsrc/main/metal/one.metal:[2,53] use of undeclared");
    assertThat(library()).doesNotExist();
    write(project, "value.h", "#define VALUE 1\n");
    compile();
    assertThat(library()).exists();
  }

  @Test
  void anOptionThatTheCompilerDoesNotKnowIsToldInItsWords() {
    assertThatThrownBy(() -> compile(List.of("-fno-such-flag"), Optional.empty()))
        .isInstanceOf(CompilationException.class)
        .hasMessageContaining("unknown argument: '-fno-such-flag'");
  }

  @Test
  void warningsAreToldInEveryBuild() throws Exception {
    write(project, "one.metal", KERNEL + "#warning to be done\n");
    String warning = "src/main/metal/one.metal:[3,2] to be done [-W#warnings]";

    assertThat(compile().warnings()).containsExactly(warning);
    assertThat(compile().warnings()).containsExactly(warning);
  }

  @Test
  void aMissingToolchainIsToldWithTheCommandThatInstallsIt() throws Exception {
    Outcome outcome = compile("no-metal-toolchain");

    assertThat(outcome.lines()).contains("No .metallib was made.");
    assertThat(outcome.warnings())
        .containsExactly(
            "Metal compiles the flattened sources when kernels run, because no .metallib can be"
                + " made: error: cannot execute tool 'metal' due to missing Metal Toolchain; use:"
                + " xcodebuild -downloadComponent MetalToolchain. Install it with: xcodebuild"
                + " -downloadComponent MetalToolchain");
    assertThat(compile("command-line-tools").warnings())
        .singleElement()
        .asString()
        .contains("not a developer tool or in PATH")
        .endsWith("sudo xcode-select --switch /Applications/Xcode.app");
    assertThat(library()).doesNotExist();
  }

  @Test
  void newerLanguageIsNoWarning() throws Exception {
    write(project, "one.metal", KERNEL.replace("*y = VALUE", "if constexpr (true) *y = VALUE"));

    assertThat(compile().warnings()).isEmpty();
    assertThat(compile(List.of("-Wc++17-extensions"), Optional.empty()).warnings())
        .containsExactly(
            "src/main/metal/one.metal:[2,51] constexpr if is a C++17 extension"
                + " [-Wc++17-extensions]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tools-removed      | Install the Command Line Tools with: xcode-select --install",
        "no-licence         | Accept the Xcode licence with: sudo xcodebuild -license accept",
      })
  void whatIsMissingIsTheCommandThatHelps(String fault, String remedy) throws Exception {
    assertThat(compile(fault).warnings()).singleElement().asString().endsWith(remedy);
    assertThat(library()).doesNotExist();
  }

  /** On a Mac without tools xcrun opens a dialog; nobody may be there to see it. */
  @Test
  void xcrunIsNotStartedWhereThereAreNoTools() throws Exception {
    assertThat(compile("no-developer-tools").warnings())
        .containsExactly(
            "Metal compiles the flattened sources when kernels run, because no .metallib can be"
                + " made: xcode-select finds neither Xcode nor the Command Line Tools. Install the"
                + " Command Line Tools with: xcode-select --install. The Metal compiler comes with"
                + " Xcode");
    assertThat(starts()).isEmpty();
    compile();
    assertThat(starts()).isNotEmpty();
  }

  @Test
  void xcrunIsNotStartedForWhatIsUnchanged() throws Exception {
    Projects.conforming(project);
    Files.delete(project.resolve("src/main/metal/one.metal"));
    MetallibSettings tools =
        new MetallibSettings(
            "project.metallib",
            List.of(),
            with("METAL_STANDIN_STARTS", project.resolve("starts").toString()));
    verify("host", tools);
    assertThat(starts()).as("no kernel runs on Metal").isEmpty();

    Request request = request("metal", MetalStandIn.environment(), tools);
    Projects.verify(request);
    int once = starts().size();
    assertThat(once).isPositive();
    assertThat(Projects.verify(Projects.unforced(request)).lines().get(0))
        .startsWith("Nothing has changed");
    assertThat(starts()).hasSize(once);
  }

  @Test
  void theLibraryIsMadeWhereNoKernelCanRun() throws Exception {
    Path place = project.resolve("target/classes/project.metallib");
    MetallibSettings tools =
        new MetallibSettings("project.metallib", List.of(), MetalStandIn.toolEnvironment());
    Request request = request("metal", MetalStandIn.environment("paravirtual-zeros"), tools);
    Outcome outcome = Compile.run(request, Optional.of(place));

    assertThat(outcome.lines().get(0))
        .startsWith(
            "No kernel can run on this machine. The goal compile does not need that;"
                + " verify does. device=metal needs a usable Metal device")
        .contains("Apple Paravirtual device: computes wrongly");
    assertThat(outcome.lines())
        .anyMatch(it -> it.contains("project.metallib: made from 2 sources, 2 compiled now"))
        .contains("Attached as target/classes/project.metallib.");
    assertThat(place).hasSameBinaryContentAs(library());
    assertThatThrownBy(() -> Projects.verify(request))
        .isInstanceOf(DeviceException.class)
        .hasMessageStartingWith("device=metal needs a usable Metal device");
  }

  @Test
  void whereNothingCompilesItIsAnError() {
    MetallibSettings tools =
        new MetallibSettings(
            "project.metallib", List.of(), MetalStandIn.toolEnvironment("no-metal-toolchain"));
    Request request = request("metal", MetalStandIn.environment("no-device"), tools);

    assertThatThrownBy(() -> Compile.run(request, Optional.empty()))
        .isInstanceOf(DeviceException.class)
        .hasMessageStartingWith(
            "There is no compiler for Metal sources on this machine.\ndevice=metal needs"
                + " a usable Metal device")
        .hasMessageEndingWith("Install it with: xcodebuild -downloadComponent MetalToolchain");
  }

  private static Map<String, String> with(String name, String value) {
    Map<String, String> environment = new HashMap<>(MetalStandIn.toolEnvironment());
    environment.put(name, value);
    return environment;
  }

  private List<String> starts() throws IOException {
    Path file = project.resolve("starts");
    return Files.exists(file) ? Files.readAllLines(file) : List.of();
  }

  @Test
  void aFailureOfTheLinkerIsAnError() {
    assertThatThrownBy(() -> compile("metallib-error"))
        .isInstanceOf(ToolchainException.class)
        .hasMessageContaining("metallib cannot link")
        .hasMessageContaining("LLVM ERROR: ordered");
  }

  @Test
  void theLibraryIsAttachedWhereItIsAskedFor() throws Exception {
    Path place = project.resolve("target/classes/gpu/kernels.metallib");
    Outcome outcome = compile(List.of(), Optional.of(place));

    assertThat(outcome.lines()).contains("Attached as target/classes/gpu/kernels.metallib.");
    assertThat(place).hasSameBinaryContentAs(library());
  }

  @Test
  void whereThereIsNoLibraryNoneIsAttached() throws Exception {
    Path place = project.resolve("target/classes/project.metallib");
    Outcome outcome =
        Compile.run(Projects.request(project, axes().n("1").build()), Optional.of(place));

    assertThat(outcome.warnings())
        .containsExactly("There is no .metallib to attach as target/classes/project.metallib.");
    assertThat(place).doesNotExist();
  }

  private Outcome compile(String... faults) throws Exception {
    return compile(List.of(), Optional.empty(), faults);
  }

  private Outcome compile(List<String> flags, Optional<Path> attachment, String... faults)
      throws Exception {
    Map<String, String> environment = new HashMap<>(MetalStandIn.toolEnvironment(faults));
    environment.put("METAL_STANDIN_COMMANDS", commands.toString());
    environment.put("METAL_STANDIN_STARTS", project.resolve("starts").toString());
    return Compile.run(
        Projects.request(
            project,
            axes().n("1").build(),
            Map.of(),
            "host",
            TestToolchain.clang().executable().toString(),
            new MetalRequest("safe", false, Map.of()),
            new MetallibSettings("project.metallib", flags, environment)),
        attachment);
  }

  /** The same kernels, run from the library and from their text, and on the host. */
  @Test
  void verifyLoadsTheLibraryAndGetsTheSameBits() throws Exception {
    Projects.conforming(project);
    Files.delete(project.resolve("src/main/metal/one.metal"));
    MetallibSettings none = new MetallibSettings("project.metallib", List.of(), Map.of());
    MetallibSettings tools =
        new MetallibSettings("project.metallib", List.of(), MetalStandIn.toolEnvironment());

    Outcome fromLibrary = verify("metal", tools);
    List<JsonNode> cells = cells();
    assertThat(fromLibrary.failure()).isEmpty();
    assertThat(fromLibrary.lines()).contains("Metal loads project.metallib.");
    assertThat(cells).isNotEmpty();
    verify("metal", none);
    assertThat(cells()).isEqualTo(cells);
    verify("host", none);
    assertThat(cells()).isEqualTo(cells);
  }

  @Test
  void aLibraryThatDoesNotLoadIsReplacedByTheSources() throws Exception {
    Projects.conforming(project);
    Files.delete(project.resolve("src/main/metal/one.metal"));
    Outcome outcome =
        verify(
            "metal",
            new MetallibSettings("project.metallib", List.of(), MetalStandIn.toolEnvironment()),
            "library-too-new");

    assertThat(outcome.failure()).isEmpty();
    assertThat(outcome.lines())
        .contains(
            "Metal compiles the flattened sources, because it cannot load"
                + " project.metallib: This library is using language version 4.1 which is not"
                + " supported on this OS.");
  }

  private Outcome verify(String device, MetallibSettings metallib, String... faults)
      throws Exception {
    return Projects.verify(request(device, MetalStandIn.environment(faults), metallib));
  }

  private Request request(
      String device, Map<String, String> environment, MetallibSettings metallib) {
    return Projects.request(
        project,
        axes().n("1,5").build(),
        Map.of(),
        device,
        TestToolchain.clang().executable().toString(),
        new MetalRequest("safe", false, environment),
        metallib);
  }

  private List<JsonNode> cells() throws IOException {
    JsonNode report = new ObjectMapper().readTree(output(project).resolve("report.json").toFile());
    List<JsonNode> cells = new ArrayList<>();
    report.at("/cells").forEach(cells::add);
    return cells;
  }

  private List<String> ran() throws IOException {
    return Files.readAllLines(commands);
  }

  private Path library() {
    return output(project).resolve("project.metallib");
  }
}
