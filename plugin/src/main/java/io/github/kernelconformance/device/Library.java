package io.github.kernelconformance.device;

import io.github.kernelconformance.family.Launch;

/** Compiled kernels, ready to run. Any number of threads may use it at once. */
public interface Library extends AutoCloseable {

  /** Whether a kernel of this name can be run. */
  boolean has(String kernel);

  /**
   * Runs a launch to its end.
   *
   * @return the outputs, and what the device's checks saw
   * @throws io.github.kernelconformance.msl.UnboundArgumentException where the kernel wants an
   *     argument that the launch does not have
   * @throws KernelCrashException where the kernel took down the process that ran it
   * @throws KernelTimeoutException where the kernel did not end in time
   * @throws DeviceException where the device cannot carry out the launch
   */
  Execution run(Launch launch) throws KernelCrashException, KernelTimeoutException, DeviceException;

  @Override
  void close();
}
