package io.github.kernelconformance.device.cuda;

import io.github.kernelconformance.device.ParameterTable;
import java.util.Map;

/**
 * What kernels take, as NVRTC has compiled them.
 *
 * @param tables by the kernels' names; without those of which the code has no table
 */
public record CudaTables(Map<String, ParameterTable> tables) {

  /** Keeps an immutable copy. */
  public CudaTables {
    tables = Map.copyOf(tables);
  }
}
