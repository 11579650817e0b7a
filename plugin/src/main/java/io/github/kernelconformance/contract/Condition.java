package io.github.kernelconformance.contract;

/**
 * Whether something holds at a point: {@code n.isMultipleOf(4).and(rows.isAtMost(8))}, or as a
 * lambda {@code at -> at.size("n") % at.size("group") == 0}.
 */
@FunctionalInterface
public interface Condition {

  /** Whether it holds there. */
  boolean holds(Point at);

  /** Holds where both do. */
  default Condition and(Condition other) {
    return at -> holds(at) && other.holds(at);
  }

  /** Holds where at least one does. */
  default Condition or(Condition other) {
    return at -> holds(at) || other.holds(at);
  }

  /** Holds where this does not. */
  default Condition not() {
    return at -> !holds(at);
  }
}
