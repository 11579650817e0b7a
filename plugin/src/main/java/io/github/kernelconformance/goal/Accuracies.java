package io.github.kernelconformance.goal;

import io.github.kernelconformance.contract.AccuracyTable;
import io.github.kernelconformance.device.Device;

/** What the mathematical functions of a device promise. */
final class Accuracies {

  private static final String METAL = "metal";

  private Accuracies() {}

  /** The table of a device; the host computes as precisely as Metal's safe mode or better. */
  static AccuracyTable of(Device device, MetalRequest metal) {
    if (!device.name().equals(METAL)) {
      return AccuracyTable.MSL_PRECISE;
    }
    return switch (metal.mathMode()) {
      case "fast" -> AccuracyTable.MSL_FAST;
      case "relaxed" -> AccuracyTable.MSL_RELAXED;
      default -> AccuracyTable.MSL_PRECISE;
    };
  }
}
