package io.github.kernelconformance.worker;

import io.github.kernelconformance.device.DeviceException;
import io.github.kernelconformance.device.host.HostLibraries;
import io.github.kernelconformance.device.host.ProcessLimits;
import io.github.kernelconformance.worker.Protocol.Answer;
import io.github.kernelconformance.worker.Protocol.Job;
import io.github.kernelconformance.worker.Protocol.Question;
import io.github.kernelconformance.worker.Protocol.Work;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Optional;

/** Runs kernels on the CPU. */
final class HostService implements Service {

  private final HostLibraries libraries;

  HostService(Work.Host work) throws IOException, DeviceException {
    ProcessLimits.set(work.memory());
    libraries = new HostLibraries(work.libraries());
  }

  @Override
  public Answer.Ready ready() {
    return new Answer.Ready(Optional.empty());
  }

  @Override
  public Answer answer(Job job, Runnable running) throws DeviceException {
    return new Answer.Ran(libraries.run(job.launches().get(0), job.mutant()));
  }

  @Override
  public Answer answer(Question question) {
    return new Answer.Takes(libraries.signatures(new LinkedHashSet<>(question.kernels())));
  }

  @Override
  public void close() {
    libraries.close();
  }
}
