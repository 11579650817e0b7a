package io.github.kernelconformance.worker;

import io.github.kernelconformance.device.metal.MathMode;
import io.github.kernelconformance.device.metal.MetalOptions;
import io.github.kernelconformance.msl.PreprocessorSettings;
import io.github.kernelconformance.testing.MetalStandIn;
import java.util.HashMap;

/** Settings under which workers find the stand-in for Metal. */
final class MetalTests {

  static final String SEARCH_PATH = "jna.library.path";

  private MetalTests() {}

  /** What a build has by default, with faults to order. */
  static MetalSettings settings(String... faults) {
    return new MetalSettings(
        new MetalOptions(PreprocessorSettings.DEFAULT_METAL_VERSION, MathMode.SAFE),
        false,
        new HashMap<>(MetalStandIn.environment(faults)));
  }
}
