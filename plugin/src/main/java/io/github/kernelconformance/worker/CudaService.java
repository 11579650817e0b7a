package io.github.kernelconformance.worker;

import io.github.kernelconformance.device.AbsentDeviceException;
import io.github.kernelconformance.device.DeviceException;
import io.github.kernelconformance.device.RefusedKernelException;
import io.github.kernelconformance.device.UnsuppliedException;
import io.github.kernelconformance.device.cuda.CudaLibraries;
import io.github.kernelconformance.device.cuda.CudaReady;
import io.github.kernelconformance.device.cuda.CudaRun;
import io.github.kernelconformance.device.cuda.CudaTables;
import io.github.kernelconformance.device.cuda.CudaWork;
import io.github.kernelconformance.worker.Protocol.Answer;
import io.github.kernelconformance.worker.Protocol.Job;
import io.github.kernelconformance.worker.Protocol.Question;

/** Runs kernels on an NVIDIA card. */
final class CudaService implements Service {

  private final CudaLibraries libraries;

  /** Whether the parent waits for marks between what is printed. */
  private final boolean marks;

  CudaService(byte[] body) throws AbsentDeviceException, DeviceException {
    CudaWork work = Bodies.read(CudaWork.class, body);
    libraries = new CudaLibraries(work);
    marks = work.apart();
  }

  /**
   * Opens the card.
   *
   * @param home the directory of a CUDA toolkit; empty where it is to be found
   */
  static void expect(String home) {
    try {
      CudaLibraries.open(home);
    } catch (AbsentDeviceException | DeviceException e) {
      // the work will say so
    }
  }

  @Override
  public Answer.Ready ready() {
    return new Answer.Ready(Bodies.of(CudaReady.class, libraries.ready()));
  }

  @Override
  public Answer answer(Job job, Runnable running) throws DeviceException {
    try {
      return new Answer.Ran(Bodies.of(CudaRun.class, libraries.run(job.launches(), running)));
    } catch (UnsuppliedException e) {
      return new Answer.Unsupplied(e.names());
    } catch (RefusedKernelException e) {
      return new Answer.Refused(e.getMessage(), e.any());
    } finally {
      if (marks) {
        System.out.println(WorkerOutput.MARK);
      }
    }
  }

  @Override
  public Answer answer(Question question) throws DeviceException {
    return new Answer.Told(Bodies.of(CudaTables.class, libraries.tables(question.kernels())));
  }

  @Override
  public void close() {
    libraries.close();
  }
}
