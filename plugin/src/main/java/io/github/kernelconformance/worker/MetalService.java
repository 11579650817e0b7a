package io.github.kernelconformance.worker;

import io.github.kernelconformance.device.AbsentDeviceException;
import io.github.kernelconformance.device.DeviceException;
import io.github.kernelconformance.device.RefusedKernelException;
import io.github.kernelconformance.device.UnsuppliedException;
import io.github.kernelconformance.device.metal.MetalLibraries;
import io.github.kernelconformance.device.metal.MetalReady;
import io.github.kernelconformance.device.metal.MetalRun;
import io.github.kernelconformance.device.metal.MetalWork;
import io.github.kernelconformance.worker.Protocol.Answer;
import io.github.kernelconformance.worker.Protocol.Job;
import io.github.kernelconformance.worker.Protocol.Question;

/** Runs kernels on the GPU. */
final class MetalService implements Service {

  private final MetalLibraries libraries;

  /** Whether the parent waits for marks between what is printed. */
  private final boolean marks;

  MetalService(byte[] body) throws AbsentDeviceException, DeviceException {
    MetalWork work = Bodies.read(MetalWork.class, body);
    libraries = new MetalLibraries(work);
    marks = work.validated();
  }

  @Override
  public Answer.Ready ready() {
    return new Answer.Ready(Bodies.of(MetalReady.class, libraries.ready()));
  }

  @Override
  public Answer answer(Job job, Runnable running) throws DeviceException {
    try {
      return new Answer.Ran(Bodies.of(MetalRun.class, libraries.run(job.launches(), running)));
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
      return new Answer.Told(
          Bodies.of(MetalBindings.class, new MetalBindings(libraries.bindings(question.about()))));
    } catch (RefusedKernelException e) {
      return new Answer.Refused(e.getMessage(), e.any());
    }
  }

  @Override
  public void close() {
    libraries.close();
  }
}
