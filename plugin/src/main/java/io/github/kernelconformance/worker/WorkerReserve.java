package io.github.kernelconformance.worker;

import io.github.kernelconformance.device.DeviceException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Worker processes without work: those that were started before it was known, and those whose
 * library was closed. A worker takes 0.3 s to start and 6 ms to go on with another library. What is
 * left ends when this is closed. Any number of threads may use it at once.
 */
public final class WorkerReserve implements AutoCloseable {

  private final List<String> expected;
  private final Deque<WorkerProcess> idle = new ArrayDeque<>();
  private boolean closed;

  /** Starts empty. */
  public WorkerReserve() {
    this(List.of());
  }

  private WorkerReserve(List<String> expected) {
    this.expected = expected;
  }

  /**
   * One whose workers open the card while they have no work. Starts empty.
   *
   * @param home the directory of a CUDA toolkit; empty where it is to be found
   */
  public static WorkerReserve ofCuda(String home) {
    return new WorkerReserve(List.of(CudaDevice.NAME, home));
  }

  /** One that stays empty: every library has processes of its own. */
  static WorkerReserve none() {
    WorkerReserve none = new WorkerReserve();
    none.close();
    return none;
  }

  /**
   * Has so many workers that nobody has taken. It starts those that are missing and does not wait
   * for them. Where that fails, whoever needs one says so.
   */
  public void start(int count) {
    try {
      for (int i = processes().size(); i < count; i++) {
        giveBack(WorkerProcess.start(Path.of("").toAbsolutePath(), Map.of(), List.of(), expected));
      }
    } catch (DeviceException e) {
      // take() starts one again
    }
  }

  /**
   * A worker that has loaded its work; a fresh one where none of these does.
   *
   * @throws DeviceException where a fresh one does not
   */
  WorkerProcess take(WorkerStart start) throws DeviceException {
    if (start.isPlain()) {
      for (Optional<WorkerProcess> it = poll(); it.isPresent(); it = poll()) {
        try {
          it.get().load(start);
          return it.get();
        } catch (DeviceException e) {
          // it ended while it had nothing to do, or a fresh one fails alike
        }
      }
    }
    return WorkerProcess.start(start);
  }

  private synchronized Optional<WorkerProcess> poll() {
    return Optional.ofNullable(idle.pollFirst());
  }

  /** Keeps a worker that does nothing now. */
  void giveBack(WorkerProcess worker) {
    synchronized (this) {
      if (!closed) {
        idle.addLast(worker);
        return;
      }
    }
    worker.close();
  }

  /** The processes that have nothing to do now. */
  synchronized List<ProcessHandle> processes() {
    return idle.stream().map(WorkerProcess::handle).toList();
  }

  /**
   * Nobody takes one any more: the workers that are here begin to end, all at once. To take away
   * the context of a card takes the system a tenth of a second each.
   */
  public synchronized void release() {
    closed = true;
    idle.forEach(WorkerProcess::kill);
  }

  /** Ends the workers that are here now, and those that come later. */
  @Override
  public void close() {
    release();
    List<WorkerProcess> all;
    synchronized (this) {
      all = List.copyOf(idle);
      idle.clear();
    }
    all.forEach(WorkerProcess::close);
  }
}
