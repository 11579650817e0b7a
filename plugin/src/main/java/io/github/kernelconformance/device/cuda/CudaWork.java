package io.github.kernelconformance.device.cuda;

import java.util.List;

/**
 * What a process is to load and how it is to run it.
 *
 * @param home the directory of a CUDA toolkit; empty where it is to be found
 * @param code no two of its kernels share a name
 * @param apart whether each buffer has memory of its own, of its exact size, as tools that watch
 *     accesses want it; else all lie in one, with sentinels between them
 * @param filled whether outputs that are only written hold NaNs before; a tool that looks for
 *     memory that nobody wrote wants them as they are
 */
public record CudaWork(String home, List<CudaCode> code, boolean apart, boolean filled) {

  /** Keeps an immutable copy. */
  public CudaWork {
    code = List.copyOf(code);
  }
}
