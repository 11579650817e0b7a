package io.github.kernelconformance.worker;

import io.github.kernelconformance.worker.Protocol.Answer;
import io.github.kernelconformance.worker.Protocol.Job;

/** What a worker does once it has been told its work. For one thread. */
interface Service extends AutoCloseable {

  /** What to answer to the work. */
  Answer.Ready ready();

  /** Runs a job; whatever goes wrong is an answer too. */
  Answer answer(Job job);

  @Override
  void close();
}
