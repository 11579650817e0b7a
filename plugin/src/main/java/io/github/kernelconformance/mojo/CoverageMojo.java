package io.github.kernelconformance.mojo;

import io.github.kernelconformance.device.CompilationException;
import io.github.kernelconformance.device.DeviceException;
import io.github.kernelconformance.goal.Coverage;
import io.github.kernelconformance.goal.NothingRanException;
import io.github.kernelconformance.goal.Outcome;
import io.github.kernelconformance.goal.Request;
import io.github.kernelconformance.matrix.Percentage;
import io.github.kernelconformance.toolchain.ToolchainException;
import java.io.IOException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Counts which lines, sides of conditions and trips of loops of the project's kernels the matrix
 * runs, and writes {@code coverage.json}, {@code coverage.info} for LCOV and {@code coverage.html}.
 *
 * @since 0.1.0
 */
@Mojo(name = "coverage", defaultPhase = LifecyclePhase.VERIFY, threadSafe = true)
public final class CoverageMojo extends AbstractKernelMojo {

  /**
   * The percentage of lines, and of sides of conditions, that the matrix has to run of the kernels
   * of each contract. With less the build fails. Example: {@code 95}.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kernelConformance.minimumCoverage", defaultValue = "0")
  private String minimumCoverage;

  @Override
  Outcome run(Request request)
      throws NothingRanException,
          CompilationException,
          DeviceException,
          ToolchainException,
          IOException {
    return Coverage.run(request, Percentage.parse("minimumCoverage", minimumCoverage));
  }

  @Override
  void conclude(Outcome outcome) throws MojoFailureException {
    super.conclude(outcome);
    if (outcome.failure().isPresent()) {
      throw new MojoFailureException(outcome.failure().get());
    }
  }
}
