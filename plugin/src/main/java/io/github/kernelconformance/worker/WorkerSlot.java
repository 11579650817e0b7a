package io.github.kernelconformance.worker;

import io.github.kernelconformance.device.DeviceException;
import io.github.kernelconformance.device.Execution;
import io.github.kernelconformance.device.KernelTimeoutException;
import io.github.kernelconformance.device.host.CompiledLibrary;
import io.github.kernelconformance.family.Launch;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A place for one worker at a time. Launches come from one thread at a time; any may close it. */
final class WorkerSlot implements AutoCloseable {

  private final List<CompiledLibrary> libraries;
  private final Path directory;
  private final long memory;
  private Optional<WorkerProcess> worker = Optional.empty();
  private boolean closed;

  /**
   * @param libraries at least one if anything is to run
   */
  WorkerSlot(List<CompiledLibrary> libraries, long memory) {
    this.libraries = libraries;
    this.memory = memory;
    this.directory =
        libraries.stream().map(it -> it.file().getParent()).findFirst().orElse(Path.of(""));
  }

  /** Whether the next launch is the first of its worker. */
  synchronized boolean fresh() {
    return worker.map(WorkerProcess::fresh).orElse(true);
  }

  /** Runs a launch in the worker, which is started where there is none, and let go if it ends. */
  Execution run(Launch launch, Duration timeout)
      throws WorkerEndedException, KernelTimeoutException, DeviceException {
    WorkerProcess process = occupant();
    try {
      return process.run(launch, timeout);
    } catch (WorkerEndedException | KernelTimeoutException e) {
      vacate();
      throw e;
    }
  }

  private WorkerProcess occupant() throws DeviceException {
    synchronized (this) {
      requireOpen();
      if (worker.isPresent()) {
        return worker.get();
      }
    }
    WorkerProcess started = WorkerProcess.start(directory, libraries, memory);
    synchronized (this) {
      if (closed) {
        started.close();
      }
      requireOpen();
      worker = Optional.of(started);
    }
    return started;
  }

  private void requireOpen() throws DeviceException {
    if (closed) {
      throw new DeviceException("The library was closed while a kernel was to run");
    }
  }

  private synchronized void vacate() {
    worker.ifPresent(WorkerProcess::close);
    worker = Optional.empty();
  }

  synchronized Optional<ProcessHandle> process() {
    return worker.map(WorkerProcess::handle);
  }

  @Override
  public synchronized void close() {
    closed = true;
    vacate();
  }
}
