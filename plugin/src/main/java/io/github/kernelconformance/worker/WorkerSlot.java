package io.github.kernelconformance.worker;

import io.github.kernelconformance.device.DeviceException;
import io.github.kernelconformance.device.KernelTimeoutException;
import io.github.kernelconformance.family.Launch;
import io.github.kernelconformance.worker.Protocol.Answer;
import io.github.kernelconformance.worker.Protocol.Job;
import io.github.kernelconformance.worker.Protocol.Request;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A place for one worker at a time. Jobs come from one thread at a time; any may close it. */
final class WorkerSlot implements AutoCloseable {

  private final WorkerStart start;
  private final WorkerReserve reserve;
  private Optional<WorkerProcess> worker = Optional.empty();
  private boolean running;
  private boolean lost;
  private boolean closed;

  /**
   * @param reserve where workers come from and go to
   */
  WorkerSlot(WorkerStart start, WorkerReserve reserve) {
    this.start = start;
    this.reserve = reserve;
  }

  /** What a worker says of the work; it is started where there is none. */
  Answer.Ready ready() throws DeviceException {
    return occupant().ready();
  }

  /**
   * How a launch ended that is to blame for that.
   *
   * @param lost how a worker ended that was to run it before, for which it is not to blame
   */
  record Blamed(Answer answer, Optional<WorkerEndedException> lost) {}

  /**
   * Runs a launch whose end, whatever it is, is to be its own doing. A launch is to blame for the
   * end of a fresh worker that reports the launch's own fault. Any other end may be due to somebody
   * outside, or to what an earlier launch did to the process; the launch then runs once more, in a
   * fresh worker.
   *
   * @throws WorkerEndedException where the launch ended its worker
   */
  Blamed blame(Launch launch, Duration timeout)
      throws WorkerEndedException, KernelTimeoutException, DeviceException {
    Job job = new Job(List.of(launch));
    boolean fresh = occupant().fresh();
    WorkerEndedException lost;
    try {
      return new Blamed(run(job, timeout), Optional.empty());
    } catch (WorkerEndedException e) {
      if (fresh && e.fault().isPresent()) {
        throw e;
      }
      lost = e;
    }
    return new Blamed(run(job, timeout), Optional.of(lost));
  }

  /**
   * Runs a job or asks a question in the worker, which is started where there is none, and let go
   * if it ends.
   */
  Answer run(Request request, Duration timeout)
      throws WorkerEndedException, KernelTimeoutException, DeviceException {
    WorkerProcess process = occupant();
    begin();
    try {
      Answer answer = process.run(request, timeout);
      if (process.closed()) {
        vacate();
      }
      return answer;
    } catch (WorkerEndedException | KernelTimeoutException e) {
      vacate();
      throw e;
    } finally {
      end();
    }
  }

  private synchronized void begin() throws DeviceException {
    requireOpen();
    running = true;
  }

  private synchronized void end() {
    running = false;
  }

  /** What the worker printed during its last job, if it marks their ends; else nothing. */
  synchronized List<String> printed() {
    return worker.map(WorkerProcess::printed).orElse(List.of());
  }

  private WorkerProcess occupant() throws DeviceException {
    boolean fresh;
    synchronized (this) {
      requireOpen();
      if (worker.isPresent()) {
        return worker.get();
      }
      fresh = lost;
    }
    // What takes the place of one that was lost has run nothing, whatever was to blame.
    WorkerProcess started = fresh ? WorkerProcess.start(start) : reserve.take(start);
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
      throw new DeviceException("The library was closed before a kernel could run");
    }
  }

  /** Ends the worker, so that the next job has a fresh one. */
  synchronized void vacate() {
    lost = true;
    worker.ifPresent(WorkerProcess::close);
    worker = Optional.empty();
  }

  synchronized Optional<ProcessHandle> process() {
    return worker.map(WorkerProcess::handle);
  }

  /** Gives the worker back if it has nothing to do; else ends it. */
  @Override
  public synchronized void close() {
    if (!running && !closed) {
      worker.filter(it -> !it.closed()).ifPresent(reserve::giveBack);
      worker = Optional.empty();
    }
    closed = true;
    vacate();
  }
}
