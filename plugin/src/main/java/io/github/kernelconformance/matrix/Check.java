package io.github.kernelconformance.matrix;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What the host device can look for while a kernel runs. */
public enum Check {
  /** Accesses outside the bounds of buffers and variables, or to what is not initialized. */
  MEMORY("memory"),
  /** Accesses of several threads to one byte with nothing that orders them. */
  RACE("race"),
  /** What the Metal Shading Language leaves undefined. */
  UNDEFINED("undefined"),
  /** Accesses that only a barrier with {@code mem_none} orders, which orders no memory. */
  FENCE("fence");

  /** What turns all of them off. */
  private static final String NONE = "none";

  private final String id;

  Check(String id) {
    this.id = id;
  }

  /** The spelling in the parameter {@code checks}. */
  public String id() {
    return id;
  }

  /**
   * Reads the parameter {@code checks}.
   *
   * @param text ids separated by commas, or {@code none}
   * @throws ConfigurationException if it is anything else
   */
  public static Set<Check> parse(String text) {
    Set<Check> checks = EnumSet.noneOf(Check.class);
    if (!text.strip().equals(NONE)) {
      checks.addAll(CommaList.choose("checks", "check", text, List.of(values()), Check::id));
    }
    return Collections.unmodifiableSet(checks);
  }
}
