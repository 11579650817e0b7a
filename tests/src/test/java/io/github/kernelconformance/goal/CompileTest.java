package io.github.kernelconformance.goal;

import static io.github.kernelconformance.goal.Projects.axes;
import static io.github.kernelconformance.goal.Projects.conforming;
import static io.github.kernelconformance.goal.Projects.output;
import static io.github.kernelconformance.goal.Projects.request;
import static io.github.kernelconformance.goal.Projects.unforced;
import static io.github.kernelconformance.goal.Projects.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kernelconformance.device.CompilationException;
import io.github.kernelconformance.matrix.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompileTest {

  @TempDir private Path project;

  @Test
  void theKernelsOfTheMatrixAreCompiledAndVerifyFindsThem() throws Exception {
    Request request = request(conforming(project), axes().n("1").build());
    Outcome outcome = compile(request);

    assertThat(outcome.failure()).isEmpty();
    assertThat(outcome.lines())
        .containsExactly(
            "src/main/metal/kernels.metal: compiled for the host device, 1 of its 3 kernels for the"
                + " matrix",
            "The host device's library is in target/kernel-conformance/host.",
            "No .metallib was made: the PATH has no xcrun.");
    assertThat(output(project).resolve("report.json")).doesNotExist();
    List<Path> compiled = libraries();
    assertThat(compiled).hasSize(1);

    Projects.verify(request);
    assertThat(libraries()).isEqualTo(compiled);
  }

  @Test
  void whereNothingHasChangedNothingIsCompiled() throws Exception {
    Request request = unforced(request(conforming(project), axes().n("1").build()));
    List<String> first = compile(request).lines();
    List<String> again = compile(request).lines();

    assertThat(again.get(0)).startsWith("Nothing has changed").contains(".force compiles again");
    assertThat(again.subList(1, again.size())).isEqualTo(first);
  }

  @Test
  void aLibraryThatIsGoneIsCompiledAgain() throws Exception {
    Request request = unforced(request(conforming(project), axes().n("1").build()));
    List<String> first = compile(request).lines();
    Path library = libraries().get(0);
    Files.delete(library);

    assertThat(compile(request).lines()).isEqualTo(first);
    assertThat(library).exists();
  }

  /** The library stays that is used, however old it is, and so does what is not the plugin's. */
  @Test
  void librariesThatNothingHasUsedFor30DaysAreDeleted() throws Exception {
    Request request = request(conforming(project), axes().n("1").build());
    compile(request);
    Path used = libraries().get(0);
    Path unused = Files.copy(used, used.resolveSibling("0".repeat(32) + ".so"));
    Path foreign = Files.copy(used, used.resolveSibling("mine.so"));
    FileTime recently = FileTime.from(Instant.now().minus(Duration.ofDays(29)));
    FileTime longAgo = FileTime.from(Instant.now().minus(Duration.ofDays(31)));
    Files.setLastModifiedTime(used, recently);
    Files.setLastModifiedTime(unused, longAgo);
    Files.setLastModifiedTime(foreign, longAgo);
    compile(request);

    assertThat(libraries()).containsExactlyInAnyOrder(used, foreign);
    assertThat(Files.getLastModifiedTime(used)).isGreaterThan(recently);
  }

  @Test
  void anAttachmentThatWasNotAskedForBeforeIsAnotherRun() throws Exception {
    Request request = unforced(request(conforming(project), axes().n("1").build()));
    compile(request);
    Path place = project.resolve("target/classes/kernels.metallib");

    assertThat(Compile.run(request, Optional.of(place)).warnings()).hasSize(1);
  }

  @Test
  void everyProgramHasItsLine() throws Exception {
    conforming(project);
    write(project, "a/copy.metal", "kernel void copy(device int* y [[buffer(0)]]) { *y = 0; }\n");

    assertThat(compile(request(project, axes().n("1").build())).lines())
        .satisfiesExactly(
            line -> assertThat(line).startsWith("src/main/metal/a/copy.metal: ").contains("0 of"),
            line -> assertThat(line).startsWith("src/main/metal/kernels.metal: ").contains("1 of"),
            line -> assertThat(line).startsWith("The host device's library"),
            line -> assertThat(line).startsWith("No .metallib"));
  }

  @Test
  void aProjectWithoutSourcesIsNoError() throws Exception {
    Outcome outcome = compile(request(project, axes().build()));

    assertThat(outcome.failure()).isEmpty();
    assertThat(outcome.lines())
        .containsExactly("No Metal sources in src/main/metal (**/*.metal without **/excluded/**).");
  }

  @Test
  void whatDoesNotCompileIsAnError() throws Exception {
    write(project, "broken.metal", "inline int f() { return nothing; }\n");

    assertThatThrownBy(() -> compile(request(project, axes().build())))
        .isInstanceOf(CompilationException.class)
        .hasMessageContaining("src/main/metal/broken.metal:1:25: error:")
        .hasMessageEndingWith(
            "The matrix runs no kernel of this file. To leave the file out, use the"
                + " parameter 'excludes'.");
  }

  @Test
  void aFileThatTheMatrixNeedsIsNotOneToLeaveOut() throws Exception {
    conforming(project);
    Path kernels = project.resolve("src/main/metal/kernels.metal");
    Files.writeString(kernels, Files.readString(kernels) + "inline int f() { return nothing; }\n");

    assertThatThrownBy(() -> compile(request(project, axes().build())))
        .isInstanceOf(CompilationException.class)
        .hasMessageNotContaining("excludes");
  }

  @Test
  void settingsAreCheckedHereToo() {
    assertThatThrownBy(() -> compile(request(project, axes().cells("mxfp4/**/N=99/**").build())))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("Parameter 'cells': 'mxfp4/**/N=99/**' matches none of the");
  }

  private static Outcome compile(Request request) throws Exception {
    return Compile.run(request, Optional.empty());
  }

  private List<Path> libraries() throws IOException {
    try (Stream<Path> files = Files.list(output(project).resolve("host"))) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
