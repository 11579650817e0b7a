package io.github.kernelconformance.device.metal;

import java.util.Locale;

/** A question to a device, asked with a kernel whose answer is known, before it is trusted. */
public enum Probe {
  /** Does it compute at all: buffers, positions, threadgroup memory, barriers? */
  KNOWN_ANSWER(true),
  /** Do SIMD groups have 32 lanes, as the kernels' geometry takes for granted? */
  SIMD_WIDTH(true),
  /** Does arithmetic keep float32 subnormals, or flush them? Either is right on a GPU. */
  SUBNORMALS(false),
  /** Is {@code a * b + c} rounded twice, or fused? With safe math it must be rounded twice. */
  CONTRACTION(false),
  /** Does it have bfloat, and round to nearest even? */
  BFLOAT(false),
  /** Does shader validation report a deliberate store outside of a buffer? */
  WRONG_STORE(false);

  private final boolean required;

  Probe(boolean required) {
    this.required = required;
  }

  /** Whether a device that does not answer rightly is of no use at all. */
  public boolean required() {
    return required;
  }

  /** The name in reports, for example {@code known-answer}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The host name of the kernel that asks. */
  public String kernel() {
    return "probe_" + name().toLowerCase(Locale.ROOT);
  }
}
