package io.github.kernelconformance.device.host;

import io.github.kernelconformance.msl.Kernel;
import java.nio.file.Path;
import java.util.List;

/**
 * A shared library with an engine and the entries of some kernels.
 *
 * @param file an absolute path
 * @param kernels in the order of their entries
 */
public record CompiledLibrary(Path file, List<Kernel> kernels) {

  /** Makes the path absolute, since another process may have another working directory. */
  public CompiledLibrary {
    file = file.toAbsolutePath();
    kernels = List.copyOf(kernels);
  }
}
