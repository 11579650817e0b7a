package io.github.kernelconformance.worker;

import io.github.kernelconformance.device.metal.MetalOptions;
import io.github.kernelconformance.device.metal.ShaderValidation;
import java.util.HashMap;
import java.util.Map;

/**
 * How kernels run on the GPU.
 *
 * @param options how their source is compiled
 * @param shaderValidation whether the GPU checks each access; slower by much
 * @param environment what its processes have in their environment besides
 */
public record MetalSettings(
    MetalOptions options, boolean shaderValidation, Map<String, String> environment) {

  public MetalSettings {
    environment = Map.copyOf(environment);
  }

  /** The same but for validation. */
  public MetalSettings withValidation(boolean on) {
    return new MetalSettings(options, on, environment);
  }

  /** All that a process has in its environment besides. */
  Map<String, String> workerEnvironment() {
    Map<String, String> all = new HashMap<>(environment);
    if (shaderValidation) {
      all.putAll(ShaderValidation.ENVIRONMENT);
    }
    return all;
  }
}
