package io.github.kernelconformance.worker;

import io.github.kernelconformance.device.DeviceException;
import io.github.kernelconformance.worker.Protocol.Answer;
import io.github.kernelconformance.worker.Protocol.Job;

/** What a worker does once it has been told its work. For one thread. */
interface Service extends AutoCloseable {

  /** What to answer to the work. */
  Answer.Ready ready();

  /**
   * Runs a job.
   *
   * @throws DeviceException where it cannot, which is no kernel's fault
   */
  Answer answer(Job job) throws DeviceException;

  @Override
  void close();
}
