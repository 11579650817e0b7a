package io.github.kernelconformance.testing;

import io.github.kernelconformance.device.CompilationException;
import io.github.kernelconformance.device.Device;
import io.github.kernelconformance.device.DeviceException;
import io.github.kernelconformance.device.Library;
import io.github.kernelconformance.device.host.Adversary;
import io.github.kernelconformance.device.host.HostBuild;
import io.github.kernelconformance.device.host.HostLibraries;
import io.github.kernelconformance.msl.Program;
import io.github.kernelconformance.toolchain.Clang;
import io.github.kernelconformance.toolchain.NativeSources;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** The host device for tests: in this process, without checks. */
public final class TestDevice implements Device {

  private final HostBuild build;

  private TestDevice(HostBuild build) {
    this.build = build;
  }

  /** A device that keeps its libraries in a directory. */
  public static Device in(Path output) {
    return with(TestToolchain.clang(), output);
  }

  /** The same with another compiler. */
  public static Device with(Clang clang, Path output) {
    return with(clang, TestToolchain.sources(), output);
  }

  /** The same with another place for the engine and its headers. */
  public static Device with(Clang clang, NativeSources sources, Path output) {
    return new TestDevice(new HostBuild(clang, sources, output, 2, Set.of()));
  }

  /** A device whose standard library is as bad as it may be. */
  public static Device against(Adversary adversary, Path output) {
    return new TestDevice(
        HostBuild.against(
            adversary, TestToolchain.clang(), TestToolchain.sources(), output, 2, Set.of()));
  }

  @Override
  public String name() {
    return "host";
  }

  @Override
  public String description() {
    return build.description();
  }

  @Override
  public Library load(List<Program> programs, Set<String> kernels)
      throws CompilationException, DeviceException {
    return new HostLibraries(build.compile(programs, kernels));
  }
}
