package io.github.kernelconformance.mojo;

import io.github.kernelconformance.device.CompilationException;
import io.github.kernelconformance.device.DeviceException;
import io.github.kernelconformance.goal.Mutate;
import io.github.kernelconformance.goal.MutateSettings;
import io.github.kernelconformance.goal.NothingRanException;
import io.github.kernelconformance.goal.Outcome;
import io.github.kernelconformance.goal.Request;
import io.github.kernelconformance.toolchain.ToolchainException;
import java.io.IOException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Makes mutants of the project's kernels, each with one mistake, and tells which of them the matrix
 * does not see. Runs on the host device. A run that was ended goes on where it was.
 *
 * @since 0.1.0
 */
@Mojo(name = "mutate", threadSafe = true)
public final class MutateMojo extends AbstractKernelMojo {

  /**
   * Which mutants are made: operators or families of operators, separated by commas, or {@code
   * all}. Example: {@code boundary,barrier-removed}.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kernelConformance.operators", defaultValue = "all")
  private String operators;

  /**
   * The least rates of killed mutants, in per cent, for {@code matrix}, {@code numerics} and {@code
   * synchronisation}. A rate without one fails no build. Example: {@code
   * matrix=95,synchronisation=95}.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kernelConformance.mutationThresholds")
  private String mutationThresholds;

  /**
   * Whether every mutant is tried on all cells that reach it before it survives. By default those
   * of numerics are, and all others on cells in which each two values on two axes come up. Example:
   * {@code true}.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kernelConformance.exhaustive", defaultValue = "false")
  private String exhaustive;

  @Override
  Outcome run(Request request)
      throws NothingRanException,
          CompilationException,
          DeviceException,
          ToolchainException,
          IOException {
    return Mutate.run(
        request,
        MutateSettings.parse(
            operators, mutationThresholds == null ? "" : mutationThresholds, exhaustive));
  }

  @Override
  void conclude(Outcome outcome) throws MojoFailureException {
    super.conclude(outcome);
    if (outcome.failure().isPresent()) {
      throw new MojoFailureException(outcome.failure().get());
    }
  }
}
