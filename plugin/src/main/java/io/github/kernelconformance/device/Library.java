package io.github.kernelconformance.device;

import io.github.kernelconformance.coverage.CountedFunction;
import io.github.kernelconformance.family.Launch;
import io.github.kernelconformance.signature.Signature;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Compiled kernels, ready to run. Any number of threads may use it at once. */
public interface Library extends AutoCloseable {

  /** Whether a kernel of this name can be run. */
  boolean has(String kernel);

  /**
   * What kernels take, as the device has compiled them, to be compared with what they are to be
   * given; nothing runs. What the device does not tell of a parameter is unknown in its signature.
   *
   * @param kernels host names
   * @return by host name; kernels that the library does not have, and those of which the device
   *     tells nothing at all, are left out
   * @throws DeviceException where the device fails
   */
  default Map<String, Signature> signatures(Set<String> kernels) throws DeviceException {
    return Map.of();
  }

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

  /**
   * Runs launches, together where the device gains by that.
   *
   * @return how each ended, in order
   * @throws io.github.kernelconformance.msl.UnboundArgumentException as {@link #run}
   * @throws DeviceException where the device cannot carry out a launch
   */
  default List<Ending> runAll(List<Launch> launches) throws DeviceException {
    List<Ending> endings = new ArrayList<>();
    for (Launch launch : launches) {
      try {
        endings.add(new Ending.Ran(run(launch)));
      } catch (KernelCrashException e) {
        endings.add(new Ending.Crashed(e.getMessage(), e.line()));
      } catch (KernelTimeoutException e) {
        endings.add(new Ending.TimedOut(e.getMessage()));
      }
    }
    return endings;
  }

  /**
   * What of the user's code a kernel can reach, and which of the {@link Execution#counts} counts
   * it; none where the library does not count.
   *
   * @throws DeviceException where the library cannot be read
   */
  default List<CountedFunction> counted(String kernel) throws DeviceException {
    return List.of();
  }

  /** What to tell of the compilation and the runs so far, a sentence each. */
  default List<String> notes() {
    return List.of();
  }

  @Override
  void close();
}
