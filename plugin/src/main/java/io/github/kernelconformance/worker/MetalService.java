package io.github.kernelconformance.worker;

import io.github.kernelconformance.device.DeviceException;
import io.github.kernelconformance.device.metal.MetalAbsentException;
import io.github.kernelconformance.device.metal.MetalLibraries;
import io.github.kernelconformance.device.metal.MetalWork;
import io.github.kernelconformance.device.metal.RefusedKernelException;
import io.github.kernelconformance.device.metal.UnsuppliedException;
import io.github.kernelconformance.worker.Protocol.Answer;
import io.github.kernelconformance.worker.Protocol.Job;
import io.github.kernelconformance.worker.Protocol.Question;
import java.util.Optional;

/** Runs kernels on the GPU. */
final class MetalService implements Service {

  private final MetalLibraries libraries;

  /** Whether the parent waits for marks between what is printed. */
  private final boolean marks;

  MetalService(MetalWork work) throws MetalAbsentException, DeviceException {
    libraries = new MetalLibraries(work);
    marks = work.validated();
  }

  @Override
  public Answer.Ready ready() {
    return new Answer.Ready(Optional.of(libraries.ready()));
  }

  @Override
  public Answer answer(Job job, Runnable running) throws DeviceException {
    try {
      return new Answer.RanOnMetal(libraries.run(job.launches(), running));
    } catch (UnsuppliedException e) {
      return new Answer.Unsupplied(e.names());
    } catch (RefusedKernelException e) {
      return new Answer.Refused(e.getMessage(), e.any());
    } finally {
      if (marks) {
        System.err.println(WorkerOutput.MARK);
      }
    }
  }

  @Override
  public Answer answer(Question question) throws DeviceException {
    try {
      return new Answer.Binds(libraries.bindings(question.kernel()));
    } catch (RefusedKernelException e) {
      return new Answer.Refused(e.getMessage(), e.any());
    }
  }

  @Override
  public void close() {
    libraries.close();
  }
}
