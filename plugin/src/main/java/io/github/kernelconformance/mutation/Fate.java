package io.github.kernelconformance.mutation;

import java.util.Locale;

/** What became of a mutant. */
public enum Fate {
  /** A cell fails with it. */
  KILLED,
  /** Every cell that reaches it passes. */
  SURVIVED,
  /** It is the same kernel: to the compiler, or as its author says. */
  EQUIVALENT,
  /** No cell reaches its line, which says nothing of the cells that there are. */
  NOT_REACHED;

  /** The spelling in reports. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
