package io.github.kernelconformance.signature;

/** Whether a parameter exists, which {@code [[function_constant(name)]]} may decide. */
public enum Presence {
  PRESENT,
  ABSENT,
  /** It depends on a value that is computed from function constants. */
  UNKNOWN
}
