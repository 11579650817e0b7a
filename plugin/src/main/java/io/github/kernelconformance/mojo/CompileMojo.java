package io.github.kernelconformance.mojo;

import io.github.kernelconformance.device.CompilationException;
import io.github.kernelconformance.device.DeviceException;
import io.github.kernelconformance.goal.Compile;
import io.github.kernelconformance.goal.Outcome;
import io.github.kernelconformance.goal.Request;
import io.github.kernelconformance.toolchain.ToolchainException;
import java.io.IOException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;

/** Compiles the project's Metal kernels for the device that will run them. */
@Mojo(name = "compile", defaultPhase = LifecyclePhase.COMPILE, threadSafe = true)
public final class CompileMojo extends AbstractKernelMojo {

  @Override
  Outcome run(Request request)
      throws CompilationException, DeviceException, ToolchainException, IOException {
    return Compile.run(request);
  }

  @Override
  void conclude(Outcome outcome) {
    outcome.lines().forEach(getLog()::info);
  }
}
