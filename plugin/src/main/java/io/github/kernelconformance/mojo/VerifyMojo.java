package io.github.kernelconformance.mojo;

import io.github.kernelconformance.device.CompilationException;
import io.github.kernelconformance.device.DeviceException;
import io.github.kernelconformance.goal.NothingRanException;
import io.github.kernelconformance.goal.Outcome;
import io.github.kernelconformance.goal.Request;
import io.github.kernelconformance.goal.Verify;
import io.github.kernelconformance.toolchain.ToolchainException;
import java.io.IOException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Runs the conformance matrix on the project's Metal kernels, writes the reports, and fails the
 * build where a kernel does not conform.
 */
@Mojo(name = "verify", defaultPhase = LifecyclePhase.VERIFY, threadSafe = true)
public final class VerifyMojo extends AbstractKernelMojo {

  /** Whether a kernel that does not conform fails the build. */
  @Parameter(property = "kernelConformance.failOnNonconformance", defaultValue = "true")
  private boolean failOnNonconformance;

  @Override
  Outcome run(Request request)
      throws NothingRanException,
          CompilationException,
          DeviceException,
          ToolchainException,
          IOException {
    return Verify.run(request);
  }

  @Override
  void conclude(Outcome outcome) throws MojoFailureException {
    Gating.conclude(outcome, failOnNonconformance, getLog());
  }
}
