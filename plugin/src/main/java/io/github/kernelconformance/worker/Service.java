package io.github.kernelconformance.worker;

import io.github.kernelconformance.device.DeviceException;
import io.github.kernelconformance.worker.Protocol.Answer;
import io.github.kernelconformance.worker.Protocol.Job;
import io.github.kernelconformance.worker.Protocol.Question;

/** What a worker does once it has been told its work. For one thread. */
interface Service extends AutoCloseable {

  /** Before there is work. */
  Service NONE =
      new Service() {
        @Override
        public Answer.Ready ready() {
          return new Answer.Ready(new byte[0]);
        }

        @Override
        public Answer answer(Job job, Runnable running) throws DeviceException {
          throw new DeviceException(
              "A worker was asked to run kernels before it was told its work");
        }

        @Override
        public Answer answer(Question question) throws DeviceException {
          throw new DeviceException("A worker was asked about kernels before it was told its work");
        }

        @Override
        public void close() {
          // it has nothing
        }
      };

  /** What to answer to the work. */
  Answer.Ready ready();

  /**
   * Runs a job.
   *
   * @param running to be called when the kernels are ready, just before they run
   * @throws DeviceException if it cannot, which is no kernel's fault
   */
  Answer answer(Job job, Runnable running) throws DeviceException;

  /**
   * What kernels take.
   *
   * @throws DeviceException if that cannot be told
   */
  Answer answer(Question question) throws DeviceException;

  @Override
  void close();
}
