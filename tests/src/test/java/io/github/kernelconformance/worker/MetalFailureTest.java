package io.github.kernelconformance.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kernelconformance.device.DeviceException;
import io.github.kernelconformance.device.Ending;
import io.github.kernelconformance.device.Execution;
import io.github.kernelconformance.device.Finding;
import io.github.kernelconformance.device.KernelCrashException;
import io.github.kernelconformance.device.KernelTimeoutException;
import io.github.kernelconformance.device.Library;
import io.github.kernelconformance.family.Argument;
import io.github.kernelconformance.family.Launch;
import io.github.kernelconformance.testing.MetalSearchPath;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * GPUs, drivers and processes that fail: a verdict of the kernel, another try, or of the device.
 */
@ExtendWith(MetalSearchPath.class)
class MetalFailureTest {

  private static final Launch TWICE = MetalKernels.launch("twice", 5, 6);
  private static final Launch SWAPPED = MetalKernels.launch("swapped", 5, 6);
  private static final Duration ONE = Duration.ofSeconds(1);

  private final List<Duration> pauses = new ArrayList<>();

  private Library load(String... faults) throws Exception {
    return MetalKernels.load(
        MetalKernels.settings(faults), MetalKernels.LONG, MetalKernels.patience(pauses));
  }

  /** A watchdog's kill and a hang have other codes than a timeout, and mean the same. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "timeout               | the GPU took longer than the system allows",
        "hang                  | the GPU hung (MTLCommandBufferError 2)",
        "interactivity         | the system's watchdog ended the kernel",
        "interactivity-unnamed | the system's watchdog ended the kernel",
      })
  void aKernelThatTheSystemStopsIsATimeoutOfItsCell(String error, String words) throws Exception {
    try (Library library = load("driver-error=" + error + "@twice")) {
      List<Ending> endings = library.runAll(List.of(SWAPPED, TWICE));

      assertThat(endings.get(0)).isInstanceOf(Ending.Ran.class);
      assertThat(endings.get(1)).isInstanceOf(Ending.TimedOut.class);
      assertThat(endings.get(1).toString()).contains("twice: " + words);
      assertThat(pauses).isEmpty();
    }
  }

  @Test
  void anInnocentVictimRunsAgainWithAPauseFromTheSecondOn() throws Exception {
    try (Library library = load("driver-error=victim:3@twice")) {
      assertThat(MetalKernels.out(library.run(TWICE), 0)).isEqualTo(10);
      assertThat(pauses).containsExactly(Duration.ZERO, ONE, Duration.ofSeconds(5));
    }
  }

  @Test
  void oneThatIsAVictimEachTimeWhileOthersRunIsACrash() throws Exception {
    try (Library library = load("driver-error=victim@twice")) {
      assertThatThrownBy(() -> library.run(TWICE))
          .isInstanceOf(KernelCrashException.class)
          .hasMessageContaining("because of other work")
          .hasMessageContaining(
              "This happened 4 times in a row, and other work succeeded in between");
      assertThat(MetalKernels.out(library.run(SWAPPED), 0)).isEqualTo(6);
    }
  }

  @Test
  void memoryThatIsShortForAMomentCostsNothing() throws Exception {
    try (Library library = load("driver-error=out-of-memory:2@twice")) {
      assertThat(MetalKernels.out(library.run(TWICE), 0)).isEqualTo(10);
      assertThat(pauses).containsExactly(Duration.ZERO, ONE);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "driver-error=out-of-memory | the GPU ran out of memory (MTLCommandBufferError 8)",
        "driver-error=not-permitted | the system does not let this process use the GPU",
        "command-error=11           | the GPU was removed (MTLCommandBufferError 11)",
      })
  void whatTheDeviceCannotDoIsNoVerdict(String fault, String words) throws Exception {
    try (Library library = load(fault + "@twice")) {
      assertThatThrownBy(() -> library.run(TWICE))
          .isInstanceOf(DeviceException.class)
          .hasMessageStartingWith("The GPU has failed. twice: " + words)
          .hasMessageEndingWith("4 times in a row");
    }
  }

  /** Nothing takes as long as a timeout: the next launch is not even begun. */
  @Test
  void aGpuThatNoLongerAnswersHasFailedForAllThatFollows() throws Exception {
    try (Library library = load("wedge@twice")) {
      assertThat(MetalKernels.out(library.run(SWAPPED), 0)).isEqualTo(6);
      for (Launch launch : List.of(TWICE, SWAPPED)) {
        assertThatThrownBy(() -> library.run(launch))
            .isInstanceOf(DeviceException.class)
            .hasMessageStartingWith("The GPU has failed. After this: twice: the GPU hung")
            .hasMessageContaining("it no longer gives a known answer: the GPU hung");
      }
      assertThatThrownBy(() -> library.runAll(List.of(SWAPPED, SWAPPED)))
          .isInstanceOf(DeviceException.class);
      assertThat(pauses).isEmpty();
    }
  }

  @Test
  void launchesThatSharedACommandBufferAreNotBlamedForAGpuThatGotStuck() throws Exception {
    try (Library library = load("wedge@twice")) {
      assertThatThrownBy(() -> library.runAll(List.of(SWAPPED, TWICE)))
          .isInstanceOf(DeviceException.class)
          .hasMessageContaining("launches that shared a command buffer: the GPU hung");
    }
  }

  @Test
  void aGpuThatSaysNothingAnyMoreHasFailed() throws Exception {
    try (Library library =
        MetalKernels.load(
            MetalKernels.settings("silent-wedge@twice"),
            ONE,
            MetalKernels.waiting(MetalKernels.LONG, ONE, pauses))) {
      assertThatThrownBy(() -> library.run(TWICE))
          .isInstanceOf(DeviceException.class)
          .hasMessageContaining("After this: twice did not end within 1 s (parameter 'timeout')")
          .hasMessageEndingWith("it did not come within 1 s");
    }
  }

  @Test
  void makingAPipelineDoesNotCountIntoAKernelsTime() throws Exception {
    Duration timeout = Duration.ofMillis(1500);
    try (Library library =
        MetalKernels.load(
            MetalKernels.settings("slow-pipeline=2000@twice", "timeout@swapped"),
            timeout,
            MetalKernels.patience(pauses))) {
      assertThat(MetalKernels.out(library.run(TWICE), 0)).isEqualTo(10);
      assertThatThrownBy(() -> library.run(SWAPPED))
          .isInstanceOf(KernelTimeoutException.class)
          .hasMessage("swapped did not end within 1.5 s (parameter 'timeout')");
    }
  }

  /** It costs its time twice at most, since the second time tells that it is not the system's. */
  @Test
  void aPipelineThatIsNeverMadeIsACrashOfItsCells() throws Exception {
    try (Library library =
        MetalKernels.load(
            MetalKernels.settings("endless-pipeline@twice"),
            MetalKernels.LONG,
            MetalKernels.waiting(ONE, MetalKernels.LONG, pauses))) {
      for (int i = 0; i < 3; i++) {
        assertThatThrownBy(() -> library.run(TWICE))
            .isInstanceOf(KernelCrashException.class)
            .hasMessage("the device did not make the pipeline of twice within 1 s");
      }
    }
  }

  @Test
  void aCompilerThatFailedJustThenIsAskedAgain() throws Exception {
    try (Library library = load("nil-pipeline=refused:1@twice")) {
      assertThat(MetalKernels.out(library.run(TWICE), 0)).isEqualTo(10);
    }
  }

  @Test
  void theReasonOfAnExceptionIsKeptBesideItsLongStack() throws Exception {
    try (Library library = load("exception@twice")) {
      assertThatThrownBy(() -> library.run(TWICE))
          .isInstanceOf(KernelCrashException.class)
          .hasMessageStartingWith("the worker process ended with SIGABRT; it said: ")
          .hasMessageContaining("exception 'NSInvalidArgumentException', reason: '-[MTLCommand")
          .hasMessageContaining("| cannot be done, and this is a reason of its own line' |")
          .hasMessageContaining("| … |")
          .hasMessageEndingWith("terminating due to uncaught exception of type NSException");
      assertThat(MetalKernels.out(library.run(SWAPPED), 0)).isEqualTo(6);
    }
  }

  /** The process's own memory, of which a launch takes no more than any other. */
  @Test
  void aProcessWithoutMemoryForALaunchIsNoCrashOfItsKernel() throws Exception {
    List<Argument> more = List.of(new Argument.Output("huge", 550 << 20));
    try (Library library = load()) {
      assertThatThrownBy(() -> library.run(MetalKernels.launch("twice", more, 1)))
          .isInstanceOf(DeviceException.class)
          .hasMessage("A worker process ran out of memory for the buffers of a launch");
    }
  }

  @Test
  void aPipelineOfAnotherWidthIsAnErrorOfTheDevice() throws Exception {
    try (Library library = load("execution-width=16@twice")) {
      assertThat(MetalKernels.out(library.run(SWAPPED), 0)).isEqualTo(6);
      assertThatThrownBy(() -> library.run(TWICE))
          .isInstanceOf(DeviceException.class)
          .hasMessageStartingWith(
              "twice has SIMD groups of 16 lanes on this device. Only 32 lanes are supported");
    }
  }

  /** Newer systems say it of bindings, older ones of arguments. */
  @ParameterizedTest
  @ValueSource(strings = {"no-fault", "without=bindings"})
  void whatAKernelDoesNotUseNeedNotBeSupplied(String fault) throws Exception {
    try (Library library = load(fault)) {
      Execution execution = library.run(MetalKernels.launch("spares", 4, 5));
      assertThat(MetalKernels.out(execution, 1)).isEqualTo(5);
      assertThat(execution.findings()).isEmpty();
    }
  }

  @Test
  void shaderValidationSeesThreadgroupMemory() throws Exception {
    List<Argument> memory = List.of(new Argument.Threadgroup("all", 128));
    try (Library library =
        MetalKernels.load(
            MetalKernels.settings().withValidation(true),
            MetalKernels.LONG,
            MetalKernels.patience(pauses))) {
      assertThat(library.run(MetalKernels.launch("past_threadgroup", memory, 1)).findings())
          .extracting(Finding::message)
          .containsExactly(
              "shader validation reports a write outside of threadgroup memory, at byte 128");
      assertThat(library.run(MetalKernels.launch("past_threadgroup", memory, 0)).findings())
          .isEmpty();
    }
  }
}
