package io.github.kernelconformance.worker;

import io.github.kernelconformance.device.DeviceException;
import java.util.List;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.stream.Stream;

/**
 * Slots for workers that do the same work. Workers start when there is work for them, and one that
 * a launch has taken down is replaced by the next launch.
 */
final class WorkerPool implements AutoCloseable {

  /** Those that were used last come first. */
  private final BlockingDeque<WorkerSlot> idle = new LinkedBlockingDeque<>();

  private final List<WorkerSlot> slots;

  /**
   * @param size how many workers run at once, at most
   */
  WorkerPool(WorkerStart start, int size) {
    this(start, size, WorkerReserve.none());
  }

  /**
   * @param size how many workers run at once, at most
   * @param reserve where workers come from and go to
   */
  WorkerPool(WorkerStart start, int size, WorkerReserve reserve) {
    slots = Stream.generate(() -> new WorkerSlot(start, reserve)).limit(size).toList();
    idle.addAll(slots);
  }

  /** A slot that nobody uses, to be given back. */
  WorkerSlot take() throws DeviceException {
    try {
      return idle.takeFirst();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DeviceException("Interrupted while kernels ran", e);
    }
  }

  void giveBack(WorkerSlot slot) {
    idle.addFirst(slot);
  }

  /** The processes that are running now. */
  List<ProcessHandle> processes() {
    return slots.stream().flatMap(slot -> slot.process().stream()).toList();
  }

  /** Gives back the workers that have nothing to do, and ends the others, whatever they do. */
  @Override
  public void close() {
    slots.forEach(WorkerSlot::close);
  }
}
