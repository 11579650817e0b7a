package io.github.kernelconformance.worker;

import io.github.kernelconformance.device.cuda.CudaTool;
import java.nio.file.Path;
import java.util.List;

/**
 * How kernels run on a card.
 *
 * @param home the directory of a CUDA toolkit; empty where it is to be found
 * @param cache where compiled code is kept
 * @param tools what watches the kernels, each in runs of its own
 */
public record CudaSettings(String home, Path cache, List<CudaTool> tools) {

  /** Keeps an immutable copy. */
  public CudaSettings {
    tools = List.copyOf(tools);
  }
}
