package io.github.kernelconformance.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kernelconformance.device.CompilationException;
import io.github.kernelconformance.device.DeviceException;
import io.github.kernelconformance.device.Ending;
import io.github.kernelconformance.device.Execution;
import io.github.kernelconformance.device.Finding;
import io.github.kernelconformance.device.KernelCrashException;
import io.github.kernelconformance.device.KernelTimeoutException;
import io.github.kernelconformance.device.Library;
import io.github.kernelconformance.family.Argument;
import io.github.kernelconformance.family.Launch;
import io.github.kernelconformance.family.Size;
import io.github.kernelconformance.msl.UnboundArgumentException;
import io.github.kernelconformance.testing.MetalSearchPath;
import io.github.kernelconformance.testing.TestPrograms;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Launches on the stand-in for Metal: what is bound, what is found, and who is blamed. */
@ExtendWith(MetalSearchPath.class)
class MetalDeviceTest {

  private static final Launch TWICE = MetalKernels.launch("twice", 5, 6);
  private static final Launch SWAPPED = MetalKernels.launch("swapped", 5, 6);

  @TempDir private Path directory;

  @Test
  void argumentsAreBoundByTheirNames() throws Exception {
    try (Library library = MetalKernels.load()) {
      assertThat(MetalKernels.out(library.run(TWICE), 1)).isEqualTo(12);
      assertThat(MetalKernels.out(library.run(SWAPPED), 1)).isEqualTo(7);
      assertThat(library.has("widen_uint")).isTrue();
      assertThat(library.has("thrice")).isFalse();
    }
  }

  @Test
  void argumentsThatAKernelLacksDoNoHarm() throws Exception {
    List<Argument> more = List.of(MetalKernels.input("k", 1), new Argument.Unbound("x_shape"));
    try (Library library = MetalKernels.load()) {
      Execution execution = library.run(MetalKernels.launch("twice", more, 4));
      assertThat(MetalKernels.out(execution, 0)).isEqualTo(8);
      assertThat(execution.findings()).isEmpty();
    }
  }

  @Test
  void whatIsLeftUnboundIsThereAllTheSame() throws Exception {
    List<Argument> more = List.of(new Argument.Unbound("count"));
    try (Library library = MetalKernels.load()) {
      Execution execution = library.run(MetalKernels.launch("wide", more, 4));
      assertThat(MetalKernels.out(execution, 0)).isEqualTo(3);
    }
  }

  @Test
  void anArgumentThatNobodySuppliesIsNamedWithItsLine() throws Exception {
    try (Library library = MetalKernels.load()) {
      assertThatThrownBy(() -> library.run(MetalKernels.launch("wants_more")))
          .isInstanceOf(UnboundArgumentException.class)
          .hasMessageContaining("metal_device.metal:44")
          .hasMessageContaining("const device uint* inn (did you mean 'in'?)");
      assertThat(MetalKernels.out(library.run(TWICE), 0)).isEqualTo(10);
    }
  }

  @Test
  void aTypeLargerThanWhatIsSuppliedIsAFinding() throws Exception {
    List<Argument> more = List.of(MetalKernels.input("count", 1));
    try (Library library = MetalKernels.load()) {
      assertThat(library.run(MetalKernels.launch("wide", more, 4)).findings())
          .singleElement()
          .satisfies(
              it ->
                  assertThat(it.message())
                      .isEqualTo(
                          "count has 4 bytes, but one element of its type in the kernel has 8"
                              + " bytes"));
    }
  }

  @Test
  void moreThreadsThanTheKernelCanHaveAreACrashOfItsCell() throws Exception {
    Launch launch = new Launch("twice", new Size(1, 1, 1), new Size(1024, 2, 1), TWICE.arguments());
    try (Library library = MetalKernels.load()) {
      assertThatThrownBy(() -> library.run(launch))
          .isInstanceOf(KernelCrashException.class)
          .hasMessage(
              "twice is launched with 2048 threads per threadgroup; on this device it"
                  + " can have at most 1024");
    }
  }

  @Test
  void threadgroupMemoryIsAnArgumentToo() throws Exception {
    List<Argument> memory = List.of(new Argument.Threadgroup("all", 126));
    List<Argument> tooMuch = List.of(new Argument.Threadgroup("all", 32769));
    try (Library library = MetalKernels.load()) {
      Execution execution = library.run(MetalKernels.launch("reversed", memory, 4));
      assertThat(MetalKernels.out(execution, 31)).isEqualTo(4);
      assertThatThrownBy(() -> library.run(MetalKernels.launch("reversed", tooMuch, 4)))
          .isInstanceOf(KernelCrashException.class)
          .hasMessage("reversed needs 32784 bytes of threadgroup memory; this device has 32768");
      assertThatThrownBy(() -> library.run(MetalKernels.launch("reversed", 4)))
          .isInstanceOf(UnboundArgumentException.class)
          .hasMessageContaining("threadgroup uint* all");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1     | 128    | 4     | out was written up to 4 bytes past its 128 bytes",
        "100   | 128    | 400   | out was written up to 400 bytes past its 128 bytes",
        "4096  | 128    | 16384 | out was written up to 16,384 bytes past its 128 bytes",
        "-1    | -4     | 4     | out was written up to 4 bytes before its 128 bytes",
        "-4096 | -16384 | 16384 | out was written up to 16,384 bytes before its 128 bytes",
      })
  void whatIsWrittenBesideABufferIsFound(int by, long offset, long outBy, String message)
      throws Exception {
    try (Library library = MetalKernels.load()) {
      Finding finding = library.run(MetalKernels.launch("past", by)).findings().get(0);
      assertThat(finding.kind()).isEqualTo(Finding.Kind.MEMORY);
      assertThat(finding.message()).isEqualTo(message);
      assertThat(finding.access().orElseThrow())
          .isEqualTo(new Finding.Access(true, "out", offset, 1, outBy, offset));
      assertThat(library.run(MetalKernels.launch("past", 0)).findings()).isEmpty();
    }
  }

  @Test
  void aWriteToAnInputIsFound() throws Exception {
    try (Library library = MetalKernels.load()) {
      assertThat(library.run(MetalKernels.launch("writes_its_input", 9, 8)).findings())
          .singleElement()
          .satisfies(
              it -> assertThat(it.message()).isEqualTo("write at byte 4 of in, which is an input"));
    }
  }

  @Test
  void whatIsLeftUnwrittenIsNaN() throws Exception {
    try (Library library = MetalKernels.load()) {
      Execution execution = library.run(MetalKernels.launch("past", 1));
      assertThat(MetalKernels.out(execution, 0)).isEqualTo(-1);
      assertThat(MetalKernels.out(execution, 1)).isEqualTo(7);
    }
  }

  @Test
  void launchesThatComeTogetherShareACommandBuffer() throws Exception {
    try (Library library = MetalKernels.load()) {
      List<Ending> endings = library.runAll(List.of(TWICE, SWAPPED, TWICE));
      assertThat(endings).allMatch(it -> it instanceof Ending.Ran);
      assertThat(MetalKernels.out(((Ending.Ran) endings.get(1)).execution(), 0)).isEqualTo(6);
      assertThat(MetalKernels.out(((Ending.Ran) endings.get(2)).execution(), 0)).isEqualTo(10);
      assertThat(library.notes())
          .singleElement()
          .asString()
          .startsWith("3 launches in 1 command buffers took ");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1  | Crashed  | twice: the GPU or its driver failed (MTLCommandBufferError 1): Exec",
        "2  | TimedOut | twice: the GPU took longer than the system allows (MTLCom",
        "9  | Crashed  | twice: the GPU was given an invalid resource"
            + " (MTLCommandBufferError 9): Ex",
        "12 | Crashed  | twice: the kernel ran out of stack (MTLCommandBufferError 12): Execu",
      })
  void aFaultIsBlamedOnItsOwnLaunch(int code, String kind, String words) throws Exception {
    try (Library library = MetalKernels.load("command-error=" + code + "@twice")) {
      List<Ending> endings = library.runAll(List.of(SWAPPED, TWICE, SWAPPED));

      assertThat(endings.get(0)).isInstanceOf(Ending.Ran.class);
      assertThat(endings.get(1).getClass().getSimpleName()).isEqualTo(kind);
      assertThat(endings.get(1).toString()).contains(words);
      assertThat(endings.get(2)).isInstanceOf(Ending.Ran.class);
    }
  }

  @Test
  void aPageFaultIsAFindingOfItsOwnLaunch() throws Exception {
    try (Library library = MetalKernels.load("command-error=3@twice")) {
      List<Ending> endings = library.runAll(List.of(SWAPPED, TWICE, SWAPPED));

      Execution faulty = ((Ending.Ran) endings.get(1)).execution();
      assertThat(faulty.findings())
          .singleElement()
          .satisfies(it -> assertThat(it.message()).startsWith("the GPU had a page fault (MTL"));
      assertThat(((Ending.Ran) endings.get(2)).execution().findings()).isEmpty();
    }
  }

  @Test
  void launchesThatShareWithOneThatWritesBesideItsBufferRunAlone() throws Exception {
    try (Library library = MetalKernels.load()) {
      List<Ending> endings = library.runAll(List.of(TWICE, MetalKernels.launch("past", 1)));

      assertThat(((Ending.Ran) endings.get(0)).execution().findings()).isEmpty();
      assertThat(((Ending.Ran) endings.get(1)).execution().findings()).hasSize(1);
      assertThat(library.notes().get(0)).startsWith("2 launches in 2 command buffers took ");
    }
  }

  @Test
  void whatWentWrongForNobodyAloneIsToldByAll() throws Exception {
    try (Library library = MetalKernels.load("shared-error=3")) {
      List<Ending> endings = library.runAll(List.of(SWAPPED, TWICE));

      assertThat(endings)
          .allSatisfy(
              it ->
                  assertThat(((Ending.Ran) it).execution().lostWorker().orElseThrow())
                      .startsWith("together with other launches: the GPU had a page fault"));
      assertThat(library.run(TWICE).lostWorker()).isEmpty();
    }
  }

  @Test
  void aKernelThatDoesNotEndIsStopped() throws Exception {
    Duration brief = Duration.ofMillis(1500);
    try (Library library = MetalKernels.load(MetalKernels.settings("timeout@twice"), brief)) {
      List<Ending> endings = library.runAll(List.of(SWAPPED, TWICE));

      assertThat(endings.get(0)).isInstanceOf(Ending.Ran.class);
      assertThat(endings.get(1))
          .isEqualTo(new Ending.TimedOut("twice did not end within 1.5 s (parameter 'timeout')"));
      assertThatThrownBy(() -> library.run(TWICE)).isInstanceOf(KernelTimeoutException.class);
      assertThat(MetalKernels.out(library.run(SWAPPED), 0)).isEqualTo(6);
    }
  }

  @Test
  void aDeviceOnWhichEveryProcessEndsHasFailed() throws Exception {
    try (Library library = MetalKernels.load("without=setBuffer:offset:atIndex:")) {
      assertThatThrownBy(() -> library.run(TWICE))
          .isInstanceOf(DeviceException.class)
          .hasMessageStartingWith(
              "The GPU has failed. After this: twice: the worker process ended with SIGABRT; it"
                  + " said: ")
          .hasMessageContaining("setBuffer:offset:atIndex:");
    }
  }

  @Test
  void aKernelThatTheDeviceRefusesIsACrashOfItsCell() throws Exception {
    try (Library library = MetalKernels.load("nil-pipeline@twice", "nil-pipeline@swapped")) {
      assertThat(library.runAll(List.of(TWICE, SWAPPED)))
          .containsExactly(
              new Ending.Crashed("the device cannot make a pipeline of twice: it gave no reason"),
              new Ending.Crashed(
                  "the device cannot make a pipeline of swapped: it gave no reason"));
    }
  }

  @Test
  void shaderValidationTellsWhatEachLaunchDid() throws Exception {
    MetalSettings settings = MetalKernels.settings().withValidation(true);
    try (Library library = MetalKernels.load(settings, Duration.ofSeconds(60))) {
      List<Ending> endings =
          library.runAll(
              List.of(MetalKernels.launch("past", 31), TWICE, MetalKernels.launch("past", 0)));

      assertThat(((Ending.Ran) endings.get(1)).execution().findings()).isEmpty();
      assertThat(((Ending.Ran) endings.get(2)).execution().findings()).isEmpty();
      Finding first = ((Ending.Ran) endings.get(0)).execution().findings().get(0);
      assertThat(first.kernel()).isEqualTo("past");
      assertThat(first.message())
          .isEqualTo("shader validation reports a write at byte 128 of out, which has 128 bytes");
    }
  }

  @Test
  void whatDoesNotCompileIsToldWithTheUsersLine() throws Exception {
    var program =
        TestPrograms.of(
            directory.resolve("broken.metal"),
            "#include <metal_stdlib>\nkernel void f(device int* y [[buffer(0)]]) { y[0] = no; }\n");

    assertThatThrownBy(
            () -> MetalKernels.load(program, MetalKernels.settings(), Duration.ofSeconds(60)))
        .isInstanceOf(CompilationException.class)
        .hasMessageStartingWith("Metal does not compile broken.metal:")
        .hasMessageContaining("broken.metal:2:53: error: use of undeclared identifier 'no'");
  }

  @ParameterizedTest
  @ValueSource(strings = "nil-library")
  void aLibraryThatMetalDoesNotMakeIsNoFaultOfTheSource(String fault) {
    assertThatThrownBy(() -> MetalKernels.load(fault))
        .isInstanceOf(DeviceException.class)
        .hasMessage("metal_device.metal: Metal did not make a library and gave no reason");
  }

  @Test
  void longNotesOfTheCompilerAreCut() throws Exception {
    try (Library library = MetalKernels.load("compile-notes=2000")) {
      assertThat(library.notes())
          .singleElement()
          .asString()
          .startsWith("metal_device.metal: Metal's compiler warns: program_source:1:1: warning: ")
          .contains("n… 600 more characters were cut\n")
          .endsWith("\n… 1,941 more lines were cut")
          .hasSizeLessThan(30_000);
    }
  }

  /** The stand-in warns of it, as Apple's compiler does; what it is given turns that off. */
  @Test
  void newerLanguageIsNoWarning() throws Exception {
    var program =
        TestPrograms.of(
            directory.resolve("newer.metal"),
            """
            #include <metal_stdlib>
            kernel void f(device int* y [[buffer(0)]]) { if constexpr (true) y[0] = 1; }
            """);
    try (Library library =
        MetalKernels.load(program, MetalKernels.settings(), Duration.ofSeconds(60))) {
      assertThat(library.notes()).isEmpty();
    }
  }

  @Test
  void aWarningIsToldAndNoFailure() throws Exception {
    try (Library library = MetalKernels.load("compile-warning")) {
      assertThat(MetalKernels.out(library.run(TWICE), 0)).isEqualTo(10);
      assertThat(library.notes())
          .contains(
              "metal_device.metal: Metal's compiler warns: program_source:1:1: warning: ordered by"
                  + " METAL_STANDIN_FAULTS");
    }
  }
}
