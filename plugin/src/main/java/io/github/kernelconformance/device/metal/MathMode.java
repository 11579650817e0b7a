package io.github.kernelconformance.device.metal;

import io.github.kernelconformance.contract.AccuracyTable;
import io.github.kernelconformance.matrix.ConfigurationException;
import java.util.List;
import java.util.Locale;

/**
 * How far Metal's compiler may go with floating-point arithmetic; {@code MTLMathMode} by value.
 *
 * <p>The mode says nothing of contraction, the fusing of {@code a * b + c} into one rounding.
 * Apple's run-time compiler has no option for it and may fuse in every mode: on an Apple M4 it did
 * for 8,773 of 8,773 elements with the safe mode. Only a pragma in the text stops it ({@link
 * MetalOptions#prologue}), and {@link Probe#CONTRACTION} asks whether it did.
 */
public enum MathMode {
  /** As IEEE 754 has it, as far as Metal goes: no reassociation, and we ask for no contraction. */
  SAFE,
  /** Reassociates, but keeps infinities and NaNs. Needs macOS 15. */
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

  /** What Metal promises of its functions. */
  public AccuracyTable accuracies() {
    return switch (this) {
      case SAFE -> AccuracyTable.MSL_PRECISE;
      case RELAXED -> AccuracyTable.MSL_RELAXED;
      case FAST -> AccuracyTable.MSL_FAST;
    };
  }

  /** {@code MTLMathMode}. */
  long value() {
    return ordinal();
  }

  /** {@code MTLMathFloatingPointFunctions}: precise, or fast in the fast mode alone. */
  long functions() {
    return this == FAST ? 0 : 1;
  }

  /** Whether {@code a * b + c} is to be rounded twice. */
  boolean contracts() {
    return this != SAFE;
  }

  /** What macOS before 15 had instead: one switch. */
  boolean fast() {
    return this != SAFE;
  }
}
