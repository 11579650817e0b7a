package io.github.kernelconformance.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kernelconformance.device.Execution;
import io.github.kernelconformance.device.KernelCrashException;
import io.github.kernelconformance.matrix.Check;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workers start before their work is known, and go on with other work when it is done. */
class WorkerReserveTest {

  private static final Duration LONG = Duration.ofSeconds(60);

  private final WorkerReserve reserve = new WorkerReserve();

  @AfterEach
  void close() {
    reserve.close();
  }

  private WorkerLibrary load(Check... checks) {
    return CrashKernels.load(1, LONG, Set.of(checks), reserve);
  }

  private static Execution requireRight(WorkerLibrary library, String kernel) throws Exception {
    Execution execution = library.run(CrashKernels.launch(kernel, 0));
    ByteBuffer out = ByteBuffer.wrap(execution.outputs().get("out")).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < CrashKernels.THREADS; i++) {
      assertThat(out.getInt()).isEqualTo(42);
    }
    return execution;
  }

  @Test
  void aWorkerThatWasStartedBeforeIsTaken() throws Exception {
    reserve.start(2);
    List<ProcessHandle> started = reserve.processes();
    assertThat(started).hasSize(2);

    try (WorkerLibrary library = load()) {
      requireRight(library, "aborting");
      assertThat(started).containsAll(library.processes());
      assertThat(reserve.processes()).hasSize(1);
    }
    assertThat(reserve.processes()).containsExactlyInAnyOrderElementsOf(started);
  }

  @Test
  void aLibraryGoesOnInTheProcessOfAnother() throws Exception {
    List<ProcessHandle> first;
    try (WorkerLibrary library = load()) {
      requireRight(library, "aborting");
      first = library.processes();
    }
    try (WorkerLibrary library = load(Check.values())) {
      assertThat(requireRight(library, "aborting").lostWorker()).isEmpty();
      assertThat(library.processes()).isEqualTo(first);
    }
    try (WorkerLibrary library = load()) {
      assertThat(requireRight(library, "innocent").lostWorker()).isEmpty();
      assertThat(library.processes()).isEqualTo(first);
    }
  }

  @Test
  void whatIsLeftEndsWithTheReserve() throws Exception {
    reserve.start(1);
    try (WorkerLibrary library = load()) {
      requireRight(library, "aborting");
    }
    ProcessHandle worker = reserve.processes().get(0);
    reserve.close();
    assertThat(worker.onExit()).succeedsWithin(LONG);

    WorkerLibrary late = load();
    requireRight(late, "aborting");
    ProcessHandle own = late.processes().get(0);
    late.close();
    assertThat(own.onExit()).succeedsWithin(LONG);
  }

  @Test
  void aWorkerThatEndedWhileItHadNothingToDoFailsNothing() throws Exception {
    reserve.start(1);
    ProcessHandle worker = reserve.processes().get(0);
    worker.destroyForcibly();
    worker.onExit().join();
    try (WorkerLibrary library = load()) {
      assertThat(requireRight(library, "aborting").lostWorker()).isEmpty();
      assertThat(library.processes()).doesNotContain(worker);
    }
  }

  /** Two libraries have left their workers damaged. */
  @Test
  void whatTakesThePlaceOfALostWorkerIsFresh() throws Exception {
    WorkerLibrary one = load();
    WorkerLibrary other = load();
    for (WorkerLibrary it : List.of(one, other)) {
      it.run(CrashKernels.launch("damaging", 1));
    }
    one.close();
    other.close();
    assertThat(reserve.processes()).hasSize(2);
    try (WorkerLibrary library = load()) {
      assertThat(requireRight(library, "innocent").lostWorker())
          .hasValueSatisfying(it -> assertThat(it).startsWith("SIGABRT"));
    }
  }

  @Test
  void aWorkerThatWasLostIsNotKept() throws Exception {
    try (WorkerLibrary library = load()) {
      assertThatThrownBy(() -> library.run(CrashKernels.launch("aborting", 1)))
          .isInstanceOf(KernelCrashException.class);
    }
    assertThat(reserve.processes()).isEmpty();
  }

  @Test
  void aWorkerThatRunsSomethingIsNotKept(@TempDir Path directory) throws Exception {
    Path sign = directory.resolve("running");
    ExecutorService threads = Executors.newSingleThreadExecutor();
    WorkerLibrary library = load();
    try {
      Future<Execution> endless = threads.submit(() -> library.run(CrashKernels.endless(sign)));
      while (!Files.exists(sign) && !endless.isDone()) {
        Thread.onSpinWait();
      }
      ProcessHandle worker = library.processes().get(0);
      library.close();
      assertThat(worker.onExit()).succeedsWithin(LONG);
      assertThat(reserve.processes()).isEmpty();
      assertThatThrownBy(endless::get).isInstanceOf(ExecutionException.class);
    } finally {
      library.close();
      threads.shutdownNow();
    }
  }
}
