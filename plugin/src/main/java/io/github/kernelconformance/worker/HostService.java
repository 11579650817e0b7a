package io.github.kernelconformance.worker;

import io.github.kernelconformance.device.DeviceException;
import io.github.kernelconformance.device.Execution;
import io.github.kernelconformance.device.host.HostLibraries;
import io.github.kernelconformance.device.host.ProcessLimits;
import io.github.kernelconformance.worker.Protocol.Answer;
import io.github.kernelconformance.worker.Protocol.Job;
import io.github.kernelconformance.worker.Protocol.Question;
import java.io.IOException;
import java.util.LinkedHashSet;

/** Runs kernels on the CPU. */
final class HostService implements Service {

  private final HostLibraries libraries;

  HostService(HostWork work) throws IOException, DeviceException {
    ProcessLimits.set(work.memory());
    libraries = new HostLibraries(work.libraries());
  }

  @Override
  public Answer.Ready ready() {
    return new Answer.Ready(new byte[0]);
  }

  @Override
  public Answer answer(Job job, Runnable running) throws DeviceException {
    return new Answer.Ran(
        Bodies.of(Execution.class, libraries.run(job.launches().get(0), job.mutant())));
  }

  @Override
  public Answer answer(Question question) {
    return new Answer.Told(
        Bodies.of(
            HostWork.Takes.class,
            new HostWork.Takes(libraries.signatures(new LinkedHashSet<>(question.kernels())))));
  }

  @Override
  public void close() {
    libraries.close();
  }
}
