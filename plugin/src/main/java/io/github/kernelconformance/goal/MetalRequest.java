package io.github.kernelconformance.goal;

import java.util.Map;

/**
 * What a goal needs to know of Metal.
 *
 * @param mathMode how its compiler treats floating point: {@code safe}, {@code relaxed} or {@code
 *     fast}
 * @param shaderValidation whether the GPU checks each access
 * @param environment what the processes that use the GPU have in their environment besides
 */
public record MetalRequest(
    String mathMode, boolean shaderValidation, Map<String, String> environment) {

  public MetalRequest {
    environment = Map.copyOf(environment);
  }
}
