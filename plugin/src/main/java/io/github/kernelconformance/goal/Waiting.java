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
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof DeviceException failure) {
        throw failure;
      }
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DeviceException("Interrupted while kernels ran", e);
    }
  }
}
