package io.github.kernelconformance.described;

import io.github.kernelconformance.contract.ScalarType;
import io.github.kernelconformance.contract.Tracked;
import io.github.kernelconformance.family.Expected;
import io.github.kernelconformance.numerics.DType;
import java.nio.ByteBuffer;
import java.util.Map;

/** Sees what a reference gives, element by element, and ends it by throwing. */
@FunctionalInterface
interface Glance {

  /** Sees all of it. */
  Glance NONE = (output, place, value) -> {};

  /**
   * An element is given.
   *
   * @throws Refuted if no more need be known
   */
  void given(String output, int place, Tracked value);

  /** That an element is not as a kernel left it. */
  final class Refuted extends RuntimeException {

    private static final long serialVersionUID = 1;

    private Refuted() {
      super("refuted", null, false, false);
    }
  }

  /**
   * Ends the reference at the first element that a kernel left otherwise, and that is wrong too.
   *
   * @param right what is expected of a right kernel
   * @param outputs what the kernel left
   * @param types of the outputs
   */
  static Glance refuting(
      Map<String, Expected> right, Map<String, byte[]> outputs, Map<String, ScalarType> types) {
    return (output, place, value) -> {
      ScalarType type = types.get(output);
      DType stored = type.dtype().orElseThrow();
      ByteBuffer buffer = Encoding.buffer(outputs.get(output));
      double got = Encoding.real(buffer, place * type.bytes(), type);
      if (wrong(right.get(output), place, got, stored)
          && !value.rounded(stored).admits(got)
          && !(Math.abs(got - value.value()) <= value.bound() + stored.ulp(got))) {
        throw new Refuted();
      }
    };
  }

  private static boolean wrong(Expected right, int place, double got, DType type) {
    if (right instanceof Expected.Near near) {
      double value = near.values()[place];
      double bound = near.bounds()[place];
      return Double.isFinite(bound) && !(Math.abs(got - value) <= bound + type.ulp(value));
    }
    return right instanceof Expected.Rounded rounded
        && !(Math.abs(got - rounded.values()[place]) <= type.ulp(got));
  }
}
