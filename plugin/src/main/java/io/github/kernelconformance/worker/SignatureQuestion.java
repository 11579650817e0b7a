package io.github.kernelconformance.worker;

import io.github.kernelconformance.device.DeviceException;
import io.github.kernelconformance.device.KernelTimeoutException;
import io.github.kernelconformance.worker.Protocol.Answer;
import io.github.kernelconformance.worker.Protocol.Question;
import java.time.Duration;
import java.util.List;

/** Asks a worker what kernels take, all of them at once. */
final class SignatureQuestion {

  /** Nothing runs, so this is for machines that are busy with other things. */
  private static final Duration MOST = Duration.ofSeconds(60);

  private SignatureQuestion() {}

  /**
   * Asks.
   *
   * @param kernels that the workers have, at least one
   * @return the body of what was told
   * @throws DeviceException if it is not told
   */
  static byte[] ask(WorkerPool pool, List<String> kernels) throws DeviceException {
    WorkerSlot slot = pool.take();
    try {
      if (slot.run(new Question(kernels), MOST) instanceof Answer.Told told) {
        return told.body();
      }
      throw new DeviceException("A worker process does not tell what the kernels take");
    } catch (WorkerEndedException | KernelTimeoutException e) {
      throw new DeviceException(
          "A worker process does not tell what the kernels take: " + e.getMessage(), e);
    } finally {
      pool.giveBack(slot);
    }
  }
}
