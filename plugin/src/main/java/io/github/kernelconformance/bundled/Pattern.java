package io.github.kernelconformance.bundled;

import java.util.List;

/** How the inputs of a cell are made. */
public enum Pattern {
  /** Every partial sum is representable in float32 in any order, so the kernel must be exact. */
  EXACT("exact"),
  /** Standard normal data, drawn and quantized as MLX does; compared within a derived tolerance. */
  NORMAL("normal"),
  /**
   * As {@link #EXACT}, with a code in each row of w that its format gives a meaning of its own: a
   * NaN, the smallest power of two, a zero or a sign of a scale. Modes without such codes have no
   * cells of it. A build has to ask for it.
   */
  SPECIAL("special");

  /** Those that run unless a build says otherwise. */
  public static final List<Pattern> DEFAULT = List.of(EXACT, NORMAL);

  private final String id;

  Pattern(String id) {
    this.id = id;
  }

  /** The spelling in cell ids, parameters and reports. */
  public String id() {
    return id;
  }

  /** Whether a mode has inputs of it. */
  boolean suits(Mode mode) {
    return this != SPECIAL || mode instanceof FpMode;
  }
}
