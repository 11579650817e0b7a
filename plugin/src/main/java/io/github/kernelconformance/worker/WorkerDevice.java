package io.github.kernelconformance.worker;

import io.github.kernelconformance.device.CompilationException;
import io.github.kernelconformance.device.Device;
import io.github.kernelconformance.device.DeviceException;
import io.github.kernelconformance.device.Library;
import io.github.kernelconformance.device.host.HostBuild;
import io.github.kernelconformance.msl.Program;
import io.github.kernelconformance.toolchain.Symbolizer;
import java.util.List;
import java.util.Set;

/** The host device, with its kernels in processes of their own. */
public final class WorkerDevice implements Device {

  private final HostBuild build;
  private final Symbolizer symbolizer;
  private final WorkerSettings settings;
  private final WorkerReserve reserve;

  /**
   * A device whose libraries have processes of their own.
   *
   * @param build compiles, in this process
   * @param symbolizer finds the line of a crash
   */
  public WorkerDevice(HostBuild build, Symbolizer symbolizer, WorkerSettings settings) {
    this(build, symbolizer, settings, WorkerReserve.none());
  }

  /**
   * A device whose libraries share processes, one after the other.
   *
   * @param build compiles, in this process
   * @param symbolizer finds the line of a crash
   * @param reserve where the processes come from and go to
   */
  public WorkerDevice(
      HostBuild build, Symbolizer symbolizer, WorkerSettings settings, WorkerReserve reserve) {
    this.build = build;
    this.symbolizer = symbolizer;
    this.settings = settings;
    this.reserve = reserve;
  }

  @Override
  public String name() {
    return HostWork.DEVICE;
  }

  @Override
  public String description() {
    return build.description();
  }

  @Override
  public Library load(List<Program> programs, Set<String> kernels)
      throws CompilationException, DeviceException {
    return new WorkerLibrary(build.compile(programs, kernels), symbolizer, settings, reserve);
  }
}
