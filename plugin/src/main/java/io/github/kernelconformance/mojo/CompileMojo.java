package io.github.kernelconformance.mojo;

import io.github.kernelconformance.device.CompilationException;
import io.github.kernelconformance.device.DeviceException;
import io.github.kernelconformance.goal.Attachment;
import io.github.kernelconformance.goal.Compile;
import io.github.kernelconformance.goal.Outcome;
import io.github.kernelconformance.goal.Request;
import io.github.kernelconformance.matrix.Flag;
import io.github.kernelconformance.toolchain.ToolchainException;
import java.io.File;
import java.io.IOException;
import java.util.Optional;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Compiles the project's Metal kernels for the device that will run them. With Apple's tools, also
 * makes the project's {@code .metallib}.
 *
 * @since 0.1.0
 */
@Mojo(name = "compile", defaultPhase = LifecyclePhase.COMPILE, threadSafe = true)
public final class CompileMojo extends AbstractKernelMojo {

  /**
   * Whether the {@code .metallib} becomes part of the artifact. Without Apple's tools there is
   * none. Example: {@code true}.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kernelConformance.attach", defaultValue = "false")
  private String attach;

  /**
   * The path of the {@code .metallib} among the classes, and so in the artifact. Example: {@code
   * org/example/kernels.metallib}.
   *
   * @since 0.1.0
   */
  @Parameter(
      property = "kernelConformance.attachment",
      defaultValue = "${project.artifactId}.metallib")
  private String attachment;

  @Parameter(defaultValue = "${project.build.outputDirectory}", readonly = true, required = true)
  private File classes;

  @Override
  Outcome run(Request request)
      throws CompilationException, DeviceException, ToolchainException, IOException {
    return Compile.run(
        request,
        Flag.parse("attach", attach)
            ? Optional.of(Attachment.in(classes.toPath(), attachment))
            : Optional.empty());
  }
}
