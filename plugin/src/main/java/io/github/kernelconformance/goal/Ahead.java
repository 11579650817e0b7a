package io.github.kernelconformance.goal;

import io.github.kernelconformance.device.DeviceException;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;

/** Something that another thread makes before it is needed. */
final class Ahead<T> implements AutoCloseable {

  private final FutureTask<T> task;
  private final Thread thread;

  /**
   * Begins.
   *
   * @param name of the thread
   * @param maker may throw a {@link DeviceException} and what is unchecked
   */
  Ahead(String name, Callable<T> maker) {
    task = new FutureTask<>(maker);
    thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * What was made, as soon as it is there.
   *
   * @throws DeviceException if its maker threw that, or this thread is interrupted
   */
  T get() throws DeviceException {
    return Waiting.of(task);
  }

  /** Waits for the end of the thread, so that it leaves nothing behind. */
  @Override
  public void close() {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
