package io.github.kernelconformance.device.host;

import io.github.kernelconformance.coverage.CodeMap;
import io.github.kernelconformance.coverage.CountedFunction;
import io.github.kernelconformance.device.DeviceException;
import io.github.kernelconformance.msl.Kernel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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

  /**
   * What the counters of a library that was made to count count of a kernel.
   *
   * @throws DeviceException where the library cannot be read
   */
  public Map<String, List<CountedFunction>> counted() throws DeviceException {
    try {
      CodeMap map = Counting.read(file);
      Map<String, List<CountedFunction>> counted = new HashMap<>();
      for (int i = 0; i < kernels.size(); i++) {
        counted.put(kernels.get(i).name(), map.of(EntrySource.symbol(i)));
      }
      return counted;
    } catch (IOException e) {
      throw new DeviceException("Cannot read " + file + ": " + e, e);
    }
  }
}
