package io.github.kernelconformance.device.host;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A standard library that is as bad as Metal lets one be. Kernels that are right must be found
 * right with it, so it shows whether bounds are wide enough. It is for tests; no parameter turns it
 * on.
 *
 * <p>Each function answers with the value farthest from the exact one that its row of the tables of
 * accuracy allows (Metal Shading Language Specification, "ULPs and Relative Error"): those of
 * {@code precise::} by the table without fast math, those of {@code fast::} by that with it, and
 * all others by {@code table}. Halves have a table of their own. Rows that are formulas are
 * computed as they stand. Results that are NaN, infinite or zero are as they always are, save where
 * a row allows an absolute error. With {@link Table#FAST}, a division of floats is off by its row
 * too.
 *
 * <p>{@code simd_sum} and its like, SIMD-group matrix products and {@code dot} add their terms in a
 * random tree. All of this depends on the seed and on the values alone, never on what ran before.
 *
 * @param direction where answers lie
 * @param table of functions outside of {@code precise::} and {@code fast::}
 * @param fused whether a product and a sum become one operation that rounds once, unless the source
 *     has {@code #pragma METAL fp contract(off)}; only on processors that have such an operation
 * @param flushed whether subnormal floats, taken and given, are zero; halves are not
 * @param seed of random directions and trees
 */
public record Adversary(
    Direction direction, Table table, boolean fused, boolean flushed, long seed) {

  /** Where answers lie, seen from the exact value. The engine numbers them in this order. */
  public enum Direction {
    /** As near as can be: only orders of sums are adverse. */
    NONE,
    UP,
    DOWN,
    AWAY_FROM_ZERO,
    TOWARDS_ZERO,
    /** Up or down, by the seed, the function and its arguments. */
    RANDOM
  }

  /** The tables of accuracy of single precision. */
  public enum Table {
    PRECISE,
    FAST
  }

  /** Apple's pragma, where it says what clang's says. */
  private static final Pattern CONTRACTION =
      Pattern.compile("(?m)^(\\s*#\\s*pragma\\s+)METAL(\\s+fp\\s+contract\\b)");

  /** An adversary without fused operations and without flushed numbers. */
  public static Adversary of(Direction direction, Table table, long seed) {
    return new Adversary(direction, table, false, false, seed);
  }

  /** The same with products and sums in one operation. */
  public Adversary withFusedOperations() {
    return new Adversary(direction, table, true, flushed, seed);
  }

  /** The same with zero for subnormal floats. */
  public Adversary withFlushedSubnormals() {
    return new Adversary(direction, table, fused, true, seed);
  }

  /** For kernels and the headers that they include; others may share these. */
  List<String> flags() {
    List<String> flags = new ArrayList<>(List.of("-DKERNEL_CONFORMANCE_ADVERSARIAL"));
    if (fused) {
      flags.add("-ffp-contract=fast-honor-pragmas");
    }
    return flags;
  }

  /** The native sources that are linked for it. */
  static List<String> units() {
    return List.of("adversary", "adversary_precise", "adversary_fast", "adversary_half");
  }

  /** A program's text as this compiles it. */
  String text(String text) {
    return fused ? CONTRACTION.matcher(text).replaceAll("$1clang$2") : text;
  }

  /** What a library says of its adversary. */
  String definition() {
    return "\nKERNEL_CONFORMANCE_ADVERSARY(%du, %du, %du, 0x%xul)\n"
        .formatted(direction.ordinal(), table == Table.FAST ? 1 : 0, flushed ? 1 : 0, seed);
  }

  /** Clang's code with this adversary's divisions. */
  List<String> divided(List<String> code) {
    return table == Table.FAST ? Divisions.called(code) : code;
  }
}
