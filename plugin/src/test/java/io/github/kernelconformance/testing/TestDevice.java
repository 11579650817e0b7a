package io.github.kernelconformance.testing;

import io.github.kernelconformance.device.Device;
import io.github.kernelconformance.device.host.HostDevice;
import io.github.kernelconformance.toolchain.Clang;
import java.nio.file.Path;
import java.util.Set;

/** The host device for tests. */
public final class TestDevice {

  private TestDevice() {}

  /** A device that keeps its libraries in a directory. */
  public static Device in(Path output) {
    return with(TestToolchain.clang(), output);
  }

  /** The same with another compiler. */
  public static Device with(Clang clang, Path output) {
    return new HostDevice(clang, TestToolchain.sources(), output, 2, Set.of());
  }
}
