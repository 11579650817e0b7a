package io.github.kernelconformance.device.cuda;

import java.util.List;
import java.util.Map;

/**
 * What a process is to load and how it is to run it.
 *
 * @param home the directory of a CUDA toolkit; empty where it is to be found
 * @param library what texts include, by name; a worker does not have it itself
 * @param code no two of its kernels share a name
 * @param apart whether each buffer has memory of its own, of its exact size, as tools that watch
 *     accesses want it; else all lie in one, with sentinels between them
 * @param filled whether outputs that are only written hold NaNs before; a tool that looks for
 *     memory that nobody wrote wants them as they are
 */
public record CudaWork(
    String home, Map<String, String> library, List<CudaCode> code, boolean apart, boolean filled) {

  /** Work with the library that came with the plugin. */
  public CudaWork(String home, List<CudaCode> code, boolean apart, boolean filled) {
    this(home, CudaHeaders.all(), code, apart, filled);
  }

  /** Keeps immutable copies. */
  public CudaWork {
    library = Map.copyOf(library);
    code = List.copyOf(code);
  }
}
