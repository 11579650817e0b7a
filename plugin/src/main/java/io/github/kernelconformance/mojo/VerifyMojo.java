package io.github.kernelconformance.mojo;

import io.github.kernelconformance.device.CompilationException;
import io.github.kernelconformance.device.DeviceException;
import io.github.kernelconformance.goal.NothingRanException;
import io.github.kernelconformance.goal.Outcome;
import io.github.kernelconformance.goal.Request;
import io.github.kernelconformance.goal.Verify;
import io.github.kernelconformance.toolchain.ToolchainException;
import java.io.File;
import java.io.IOException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Runs the conformance matrix on the project's Metal kernels, writes the reports, and fails the
 * build if a kernel does not conform.
 *
 * @since 0.1.0
 */
@Mojo(name = "verify", defaultPhase = LifecyclePhase.VERIFY, threadSafe = true)
public final class VerifyMojo extends AbstractKernelMojo {

  /**
   * Whether a kernel that does not conform fails the build. Example: {@code false}.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kernelConformance.failOnNonconformance", defaultValue = "true")
  private String failOnNonconformance;

  /**
   * The directory of the expectations and the baseline of each device. Example: {@code
   * conformance}.
   *
   * @since 0.1.0
   */
  @Parameter(
      property = "kernelConformance.expectationsDirectory",
      defaultValue = "${project.basedir}/src/conformance")
  private File expectationsDirectory;

  /**
   * Whether the build fails if a cell passes although an expectation says that it fails. Example:
   * {@code true}.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kernelConformance.failOnStale", defaultValue = "false")
  private String failOnStale;

  /**
   * How many times as large as in the baseline the error of a cell may be. Example: {@code 4}.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kernelConformance.accuracyLossFactor", defaultValue = "2")
  private String accuracyLossFactor;

  /**
   * Whether the build fails if the error of a cell has grown by more than {@code
   * accuracyLossFactor}. Example: {@code true}.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kernelConformance.failOnAccuracyLoss", defaultValue = "false")
  private String failOnAccuracyLoss;

  @Override
  Outcome run(Request request)
      throws NothingRanException,
          CompilationException,
          DeviceException,
          ToolchainException,
          IOException {
    return Verify.run(request, gating().settings(commands()));
  }

  @Override
  void conclude(Outcome outcome) throws MojoFailureException {
    gating().conclude(outcome, getLog());
  }

  private Gating gating() {
    return new Gating(
        failOnNonconformance,
        expectationsDirectory,
        failOnStale,
        accuracyLossFactor,
        failOnAccuracyLoss);
  }
}
