package io.github.kernelconformance.device.metal;

import io.github.kernelconformance.matrix.ConfigurationException;
import java.util.List;
import java.util.Locale;

/** How far Metal's compiler may go with floating-point arithmetic; {@code MTLMathMode} by value. */
public enum MathMode {
  /** As IEEE 754 has it, as far as Metal goes: contraction and reassociation are off. */
  SAFE,
  /** Reassociates, but keeps infinities and NaNs. */
  RELAXED,
  /** Assumes that there are none. */
  FAST;

  /**
   * Reads the parameter {@code mathMode}.
   *
   * @throws ConfigurationException where it is none of the ids
   */
  public static MathMode parse(String text) {
    for (MathMode mode : values()) {
      if (mode.id().equals(text.strip())) {
        return mode;
      }
    }
    throw ConfigurationException.unknown(
        "mathMode", "math mode", text, List.of("safe", "relaxed", "fast"));
  }

  /** The spelling in parameters and reports. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** {@code MTLMathMode}. */
  long value() {
    return ordinal();
  }

  /** {@code MTLMathFloatingPointFunctions}: precise, or fast in the fast mode alone. */
  long functions() {
    return this == FAST ? 0 : 1;
  }

  /** What macOS before 15 had instead: one switch. */
  boolean fast() {
    return this != SAFE;
  }
}
