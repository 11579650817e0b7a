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
   * @param maker may throw a {@link DeviceException}, what is unchecked, and what {@link
   *     #get(Class, Class)} is told
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

  /** The same where its maker may throw other exceptions too. */
  <E extends Exception, F extends Exception> T get(Class<E> one, Class<F> other)
      throws DeviceException, E, F {
    return Waiting.of(task, one, other);
  }

  /** Gives up what is not made yet, and does not wait for the end of the thread. */
  void cancel() {
    task.cancel(true);
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
