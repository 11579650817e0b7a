package io.github.kernelconformance.worker;

import io.github.kernelconformance.device.Library;
import io.github.kernelconformance.device.host.HostBuild;
import io.github.kernelconformance.matrix.Check;
import io.github.kernelconformance.msl.Program;
import io.github.kernelconformance.testing.TestToolchain;
import io.github.kernelconformance.toolchain.Symbolizer;
import java.nio.file.Path;
import java.util.Set;

/** The devices that a launch means the same on, each with its workers. */
enum Target {
  /** With every check. */
  HOST {
    @Override
    Library load(Program program, Set<String> kernels) throws Exception {
      return host(program, kernels, Set.of(Check.values()));
    }
  },
  /** The stand-in; needs {@link io.github.kernelconformance.testing.MetalSearchPath}. */
  METAL {
    @Override
    Library load(Program program, Set<String> kernels) throws Exception {
      return MetalKernels.load(program, MetalKernels.settings(), MetalKernels.LONG);
    }
  };

  abstract Library load(Program program, Set<String> kernels) throws Exception;

  /** The host device with some checks. */
  static Library host(Program program, Set<String> kernels, Set<Check> checks) throws Exception {
    HostBuild build =
        new HostBuild(
            TestToolchain.clang(),
            TestToolchain.sources(),
            Path.of("target", "test-kernels"),
            1,
            checks);
    Symbolizer symbolizer = new Symbolizer(TestToolchain.clang(), TestToolchain.sources());
    return new WorkerDevice(build, symbolizer, WorkerSettings.of("60", "1"))
        .load(java.util.List.of(program), kernels);
  }
}
