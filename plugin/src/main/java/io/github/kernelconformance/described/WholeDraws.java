package io.github.kernelconformance.described;

import io.github.kernelconformance.contract.Distribution;
import io.github.kernelconformance.contract.ScalarType;
import java.util.function.IntToLongFunction;

/** Fills integer inputs as {@link Distribution} has it. */
final class WholeDraws {

  private static final int USUAL = 100;

  private final ScalarType type;
  private final DrawStream draw;
  private final int row;

  /**
   * @param row the length of a row, the innermost dimension
   */
  WholeDraws(ScalarType type, DrawStream draw, int row) {
    this.type = type;
    this.draw = draw;
    this.row = row;
  }

  /** All elements. */
  long[] of(Distribution distribution, int count) {
    if (type == ScalarType.BOOL) {
      return fill(count, i -> distribution == Distribution.CONSTANT ? 1 : draw.below(2));
    }
    return switch (distribution) {
      case INTEGERS -> fill(count, i -> type.signed() ? draw.below(5) - 2 : draw.below(4));
      case DISTINCT -> distinct(count);
      case CONSTANT -> fill(count, i -> 3);
      case TIES -> fill(count, i -> 1 + draw.below(3));
      case SHIFTED -> fill(count, i -> (type.signed() ? -USUAL : USUAL) + draw.below(20));
      case SIGNED_ZEROS -> fill(count, i -> draw.below(4) == 0 ? 0 : usual());
      default -> fill(count, i -> usual());
    };
  }

  /** From 0 to less than a bound; its ends come up in every distribution that can have them. */
  long[] below(Distribution distribution, int count, int bound) {
    return switch (distribution) {
      case CONSTANT -> fill(count, i -> bound / 2);
      case TIES -> fill(count, i -> draw.below(Math.min(bound, 2)) == 0 ? 0 : bound - 1);
      case DISTINCT -> {
        int[] order = draw.permutation(bound);
        yield fill(count, i -> order[i % bound]);
      }
      default -> {
        long[] values = fill(count, i -> draw.below(bound));
        values[draw.below(count)] = 0;
        values[draw.below(count)] = bound - 1;
        yield values;
      }
    };
  }

  private long usual() {
    return type.signed() ? draw.below(2 * USUAL + 1) - USUAL : draw.below(2 * USUAL + 1);
  }

  private long[] distinct(int count) {
    long most = type.bytes() == 1 ? 256 : 65_536;
    int length = (int) Math.min(row, most);
    long[] values = new long[count];
    for (int start = 0; start < count; start += row) {
      int[] order = draw.permutation(length);
      int shift = length + RealDraws.ROWS_APART <= most ? start / row % RealDraws.ROWS_APART : 0;
      for (int i = 0; i < row; i++) {
        values[start + i] = order[i % length] - (type.signed() ? length / 2 : 0) + shift;
      }
    }
    return values;
  }

  private static long[] fill(int count, IntToLongFunction value) {
    long[] values = new long[count];
    for (int i = 0; i < count; i++) {
      values[i] = value.applyAsLong(i);
    }
    return values;
  }
}
