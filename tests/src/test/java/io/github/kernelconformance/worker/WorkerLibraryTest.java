package io.github.kernelconformance.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kernelconformance.device.Execution;
import io.github.kernelconformance.device.Finding;
import io.github.kernelconformance.device.KernelCrashException;
import io.github.kernelconformance.device.KernelTimeoutException;
import io.github.kernelconformance.family.Argument;
import io.github.kernelconformance.family.Launch;
import io.github.kernelconformance.family.Size;
import io.github.kernelconformance.matrix.Check;
import io.github.kernelconformance.msl.UnboundArgumentException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Kernels that go wrong cost their own launch, and no other. */
class WorkerLibraryTest {

  private static final Duration LONG = Duration.ofSeconds(60);

  private final WorkerLibrary library = CrashKernels.load(1, LONG);

  @AfterEach
  void close() {
    library.close();
  }

  @AfterAll
  static void nothingIsLeftBehind() throws IOException {
    for (Path directory : List.of(Path.of(""), CrashKernels.OUTPUT)) {
      try (Stream<Path> files = Files.list(directory)) {
        assertThat(files.map(file -> file.getFileName().toString()))
            .noneMatch(name -> name.startsWith("hs_err") || name.startsWith("core"));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "null_dereference, 0, 1000, SIGSEGV, null pointer",
    "recursion, 1000000000, 3, SIGSEGV, stack overflowed",
    "large_variable, 1, 0, SIGSEGV, stack overflowed",
    "allocation, 1000000000, 3, SIGSEGV, null pointer",
    "aborting, 1, 0, SIGABRT, abort was called",
    "far_write, -35184372088832, 0, SIGSEGV, where there is no memory",
    "far_write, 4611686018427387904, 0, SIGSEGV, that no memory can have",
  })
  void aCrashCostsItsOwnLaunchAndNamesTheLine(
      String kernel, long wrong, long right, String signal, String cause) throws Exception {
    crashes(kernel, wrong, right, signal, cause);
  }

  /** Other processors give 0 for a division by zero. */
  @Test
  @EnabledIfSystemProperty(named = "os.arch", matches = "amd64|x86_64")
  void anIntegerDivisionByZeroIsACrash() throws Exception {
    crashes("division", 0, 2, "SIGFPE", "division by zero");
  }

  /** Checks see much before it crashes; what they do not see still costs one launch. */
  @ParameterizedTest
  @CsvSource({"recursion, 1000000000", "aborting, 1"})
  void aCheckedKernelThatCrashesNamesTheLineToo(String kernel, long wrong) throws Exception {
    Set<Check> all = Set.of(Check.values());
    try (WorkerLibrary checked = CrashKernels.load(1, LONG, all)) {
      assertThatThrownBy(() -> checked.run(CrashKernels.launch(kernel, wrong)))
          .isInstanceOf(KernelCrashException.class)
          .hasMessageContaining(" at " + CrashKernels.place(kernel));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {-35184372088832L, 4611686018427387904L})
  void anAddressThatIsNoMemoryIsAFindingWhereItIsChecked(long distance) throws Exception {
    try (WorkerLibrary checked = CrashKernels.load(1, LONG, Set.of(Check.values()))) {
      Execution execution = checked.run(CrashKernels.launch("far_write", distance));
      assertThat(execution.findings()).hasSize(1);
      Finding.Site site = execution.findings().get(0).site();
      assertThat(site.file() + ":" + site.line()).isEqualTo(CrashKernels.place("far_write"));
      assertThat(execution.lostWorker()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(Check.class)
  void aLaneNeverStopsWithoutAFinding(Check check) throws Exception {
    try (WorkerLibrary checked = CrashKernels.load(1, LONG, Set.of(check))) {
      Launch launch = CrashKernels.launch("null_dereference", 0);
      if (check == Check.MEMORY) {
        assertThat(checked.run(launch).findings()).isNotEmpty();
      } else {
        assertThatThrownBy(() -> checked.run(launch))
            .isInstanceOf(KernelCrashException.class)
            .hasMessageContaining(" at " + CrashKernels.place("null_dereference"));
      }
    }
  }

  @Test
  void whatChecksFindTravelsWithItsLine() throws Exception {
    try (WorkerLibrary checked = CrashKernels.load(1, LONG, Set.of(Check.values()))) {
      Execution execution = checked.run(CrashKernels.launch("null_dereference", 0));
      assertThat(execution.findings()).isNotEmpty();
      Finding.Site site = execution.findings().get(0).site();
      assertThat(site.file() + ":" + site.line()).isEqualTo(CrashKernels.place("null_dereference"));
    }
  }

  private void crashes(String kernel, long wrong, long right, String signal, String cause)
      throws Exception {
    requireRight(kernel, right);
    assertThatThrownBy(() -> library.run(CrashKernels.launch(kernel, wrong)))
        .isInstanceOf(KernelCrashException.class)
        .hasMessageStartingWith(signal + " at " + CrashKernels.place(kernel))
        .hasMessageContaining(cause)
        .hasMessageContaining("of threadgroup (0, 0, 0)")
        .extracting(it -> ((KernelCrashException) it).line().orElseThrow().toString())
        .isEqualTo(CrashKernels.place(kernel));
    requireRight(kernel, right);
  }

  @Test
  void theThreadThatCrashedIsNamed() {
    assertThatThrownBy(() -> library.run(CrashKernels.launch("null_dereference", 8)))
        .hasMessageContaining("(address 0x8); thread 5 of threadgroup (0, 0, 0)");
  }

  /** Its stack is one that threads before it have used. */
  @ParameterizedTest
  @ValueSource(ints = {0, 37, 63})
  void theThreadWhoseStackOverflowedIsNamed(int thread) throws Exception {
    requireRight("recursion_of_one", CrashKernels.THREADS);
    assertThatThrownBy(() -> library.run(CrashKernels.launch("recursion_of_one", thread)))
        .hasMessageContaining("stack overflowed")
        .hasMessageContaining("thread %d of threadgroup (0, 0, 0)", thread);
  }

  @Test
  void aKernelThatOverwritesTheProcessCostsItsOwnLaunch() throws Exception {
    requireRight("scribble", 4);
    assertThatThrownBy(() -> library.run(CrashKernels.launch("scribble", 1L << 45)))
        .isInstanceOf(KernelCrashException.class);
    requireRight("scribble", 4);
  }

  @Test
  void aKernelThatDoesNotEndIsStopped() throws Exception {
    try (WorkerLibrary impatient = CrashKernels.load(1, Duration.ofMillis(1500))) {
      assertThatThrownBy(() -> impatient.run(CrashKernels.launch("endless_loop", 1)))
          .isInstanceOf(KernelTimeoutException.class)
          .hasMessage("endless_loop did not end within 1.5 s (parameter 'timeout')");
      requireRight(impatient, "endless_loop", 0);
    }
  }

  @Test
  void anIdleWorkerThatIsKilledFailsNothing() throws Exception {
    requireRight("killing", 0);
    ProcessHandle worker = library.processes().get(0);
    worker.destroyForcibly();
    worker.onExit().join();
    assertThat(requireRight("killing", 0).lostWorker()).isPresent();
    assertThat(library.processes()).doesNotContain(worker);
  }

  @Test
  void aBusyWorkerThatIsKilledFailsNothing() throws Exception {
    Execution undisturbed = requireRight("killing", 0);
    Execution again = requireRight("killing", library.processes().get(0).pid());
    assertThat(undisturbed.lostWorker()).isEmpty();
    assertThat(again.lostWorker()).contains("the worker process ended with SIGKILL");
    assertThat(requireRight("killing", 0).lostWorker()).isEmpty();
  }

  /** Sockets would wait for it forever. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void aWorkerThatNoLongerReadsIsReplaced() throws Exception {
    try (WorkerLibrary impatient = CrashKernels.load(1, Duration.ofSeconds(2))) {
      requireRight(impatient, "killing", 0);
      String worker = Long.toString(impatient.processes().get(0).pid());
      assertThat(new ProcessBuilder("kill", "-STOP", worker).start().waitFor()).isZero();

      Launch small = CrashKernels.launch("killing", 0);
      List<Argument> arguments = new ArrayList<>(small.arguments());
      arguments.add(new Argument.Input("more", new byte[32 << 20]));
      Launch large =
          new Launch(
              small.kernel(), small.threadgroups(), small.threadsPerThreadgroup(), arguments);
      assertThat(impatient.run(large).lostWorker())
          .contains("the worker process ended with SIGKILL");
    }
  }

  @Test
  void aKernelWhoseWorkersAreAllKilledIsACrash() throws Exception {
    assertThatThrownBy(() -> library.run(CrashKernels.launch("killing", 1)))
        .isInstanceOf(KernelCrashException.class)
        .hasMessageStartingWith("the worker process ended with SIGKILL");
    requireRight("killing", 0);
  }

  @Test
  void aKernelIsNotToBlameForTheDamageOfAnother() throws Exception {
    requireRight("damaging", 1);
    assertThat(requireRight("innocent", 0).lostWorker())
        .hasValueSatisfying(
            end -> assertThat(end).startsWith("SIGABRT at " + CrashKernels.place("innocent")));
  }

  @Test
  void workersShareTheWork() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(3);
    try (WorkerLibrary shared = CrashKernels.load(2, LONG)) {
      List<Future<?>> launches =
          Stream.iterate(0, i -> i + 1)
              .limit(30)
              .<Future<?>>map(i -> threads.submit(() -> oneOfThirty(shared, i)))
              .toList();
      for (Future<?> launch : launches) {
        launch.get();
      }
      assertThat(shared.processes()).hasSizeBetween(1, 2);
    } finally {
      threads.shutdownNow();
    }
  }

  private static Void oneOfThirty(WorkerLibrary shared, int number) throws Exception {
    if (number % 10 == 3) {
      assertThatThrownBy(() -> shared.run(CrashKernels.launch("aborting", 1)))
          .isInstanceOf(KernelCrashException.class);
    } else {
      requireRight(shared, "aborting", 0);
    }
    return null;
  }

  @Test
  void aWorkerEndsWithItsLibrary() throws Exception {
    requireRight("aborting", 0);
    ProcessHandle worker = library.processes().get(0);
    library.close();
    assertThat(worker.onExit()).succeedsWithin(LONG);
    assertThat(library.processes()).isEmpty();
  }

  @Test
  void anArgumentThatNobodySuppliesIsNotACrash() {
    Launch bare = new Launch("aborting", new Size(1, 1, 1), new Size(1, 1, 1), List.of());
    assertThatThrownBy(() -> library.run(bare)).isInstanceOf(UnboundArgumentException.class);
    assertThat(library.processes()).isEmpty();
  }

  private Execution requireRight(String kernel, long value) throws Exception {
    return requireRight(library, kernel, value);
  }

  private static Execution requireRight(WorkerLibrary library, String kernel, long value)
      throws Exception {
    Execution execution = library.run(CrashKernels.launch(kernel, value));
    ByteBuffer out = ByteBuffer.wrap(execution.outputs().get("out")).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < CrashKernels.THREADS; i++) {
      assertThat(out.getInt()).isEqualTo(42);
    }
    return execution;
  }
}
