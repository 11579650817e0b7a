package io.github.kernelconformance.goal;

import io.github.kernelconformance.device.DeviceException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** Waits for what another thread makes. */
final class Waiting {

  private Waiting() {}

  /**
   * What the other thread made.
   *
   * @throws DeviceException if it threw that, or this thread is interrupted
   */
  static <T> T of(Future<T> future) throws DeviceException {
    return of(future, RuntimeException.class, RuntimeException.class);
  }

  /** The same of a thread that may throw other exceptions too. */
  static <T, E extends Exception, F extends Exception> T of(
      Future<T> future, Class<E> one, Class<F> other) throws DeviceException, E, F {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (one.isInstance(e.getCause())) {
        throw one.cast(e.getCause());
      }
      if (other.isInstance(e.getCause())) {
        throw other.cast(e.getCause());
      }
      if (e.getCause() instanceof DeviceException failure) {
        throw failure;
      }
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DeviceException("Interrupted while other threads worked", e);
    }
  }
}
