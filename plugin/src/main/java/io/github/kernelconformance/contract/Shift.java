package io.github.kernelconformance.contract;

import java.util.function.IntFunction;

/**
 * Numbers less the largest of them, where what a kernel's numbers have in common cancels.
 *
 * <p>A kernel has {@code x'[j]} within the bound of {@code x[j]}, and shifts by m', about the
 * largest. What it gets is {@code x'[j] - m' = (x'[j] - x'[b]) + c}, b being where the reference is
 * largest and {@code c = x'[b] - m'} the same for all j. Of c a ratio of exponentials knows only
 * the part in the rounding of the difference and in what underflows. The number at b has no error.
 */
final class Shift {

  private static final double LARGER = 1 + 0x1p-30;

  private Shift() {}

  static Tracked[] of(Arithmetic arithmetic, int n, IntFunction<Tracked> value) {
    Tracked[] all = new Tracked[n];
    Tracked largest = null;
    boolean cancels = !arithmetic.reassociates;
    for (int j = 0; j < n; j++) {
      all[j] = value.apply(j);
      largest = largest == null || all[j].value > largest.value ? all[j] : largest;
      cancels &= hasPlace(all[j]) && all[j].arithmetic == all[0].arithmetic;
    }
    Tracked max = arithmetic.max(n, j -> all[j]);
    cancels &= largest.kind == Kind.FINITE;
    double common = cancels ? common(all, largest) : 0;
    Tracked[] shifted = new Tracked[n];
    for (int j = 0; j < n; j++) {
      shifted[j] =
          cancels && all[j].kind == Kind.FINITE ? less(all[j], largest, common) : all[j].minus(max);
    }
    return shifted;
  }

  /** A number, or -infinity, of which the exponential is 0 whatever the shift. */
  private static boolean hasPlace(Tracked x) {
    boolean endless = x.kind == Kind.SPECIAL || x.kind == Kind.OVERFLOWED;
    return x.kind == Kind.FINITE || endless && x.value == Double.NEGATIVE_INFINITY;
  }

  /**
   * The largest |c|. A kernel shifts by what it has for some number, which is no less than what it
   * has for b. It has each once, but may fuse the last operation of one into the difference.
   */
  private static double common(Tracked[] all, Tracked largest) {
    double beyond = 0;
    for (Tracked x : all) {
      if (x != largest && x.kind == Kind.FINITE) {
        beyond = Math.max(beyond, x.value + x.own() - (largest.value - largest.own()));
      }
    }
    double own = largest.own();
    double fused = own == 0 ? 0 : largest.arithmetic.gamma(1) * (Math.abs(largest.value) + own);
    return (beyond + fused) * LARGER;
  }

  private static Tracked less(Tracked x, Tracked largest, double common) {
    Arithmetic arithmetic = x.arithmetic;
    double difference = x.value - largest.value;
    double brought = x == largest ? 0 : x.own() + largest.own();
    double error = (brought + (brought + common) * arithmetic.gamma(1)) * LARGER;
    if (difference - error - common < Math.log(arithmetic.quietLow)) {
      error += common;
    }
    return Tracked.settled(
        arithmetic, difference, Math.abs(difference), error, 1, false, false, false);
  }
}
