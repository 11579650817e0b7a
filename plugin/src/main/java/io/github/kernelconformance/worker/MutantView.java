package io.github.kernelconformance.worker;

import io.github.kernelconformance.device.DeviceException;
import io.github.kernelconformance.device.Execution;
import io.github.kernelconformance.device.KernelCrashException;
import io.github.kernelconformance.device.KernelTimeoutException;
import io.github.kernelconformance.device.Library;
import io.github.kernelconformance.family.Launch;
import java.time.Duration;

/**
 * A library with one of its mutants.
 *
 * @param mutant its number; 0 for none
 * @param timeout what a launch may take
 */
record MutantView(WorkerLibrary all, int mutant, Duration timeout) implements Library {

  @Override
  public boolean has(String kernel) {
    return all.has(kernel);
  }

  @Override
  public Execution run(Launch launch)
      throws KernelCrashException, KernelTimeoutException, DeviceException {
    return all.run(launch, mutant, timeout);
  }

  /** Closes nothing: the library is everybody's. */
  @Override
  public void close() {}
}
