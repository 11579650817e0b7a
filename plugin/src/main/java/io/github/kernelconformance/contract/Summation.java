package io.github.kernelconformance.contract;

import io.github.kernelconformance.numerics.DType;
import io.github.kernelconformance.numerics.ErrorBound;

/**
 * A sum in the making, right for every order of its terms.
 *
 * <p>Each term is {@code v (1 + t) + e}, where t stands for r roundings and e for an absolute
 * error. In the sum it goes through h more roundings, in whatever order, so that its part is off by
 * at most {@code gamma(r + h) |v| + (1 + gamma(h)) |e|}.
 *
 * <p>Double's own rounding needs no room. It is at most {@code n 2^-53} of the magnitudes, and
 * {@code gamma} is larger than what h roundings in float32 can do by more than {@code h^2/2 *
 * 2^-48}.
 */
final class Summation {

  private static final double LARGER = 1 + 0x1p-30;

  private final Arithmetic arithmetic;
  private final DType type;
  private final Limits limits;
  private final boolean sameType;
  private double value;
  private double magnitude;
  private double error;
  private int roundings;
  private long leaves;
  private boolean nonNegative = true;

  private boolean outside;
  private boolean open;
  private boolean nan;
  private double infinity;
  private boolean opposite;
  private boolean overflowed;

  Summation(Arithmetic terms) {
    type = terms.type();
    arithmetic = terms.in(terms.accumulator());
    limits = arithmetic.limits;
    sameType = type == arithmetic.type();
  }

  void add(Tracked term) {
    leaves++;
    nonNegative &= term.nonNegative;
    if (term.kind != Kind.FINITE) {
      addEnd(term);
      return;
    }
    value += term.value;
    magnitude += term.magnitude;
    if (sameType && !term.joined && term.arithmetic.type() == type) {
      error += term.error;
      roundings = Math.max(roundings, term.roundings);
    } else {
      error += term.own();
      leaves += term.joined ? term.roundings : 0;
    }
  }

  private void addEnd(Tracked term) {
    switch (term.kind) {
      case OUTSIDE -> outside = true;
      case OPEN, UPPER_EDGE, LOWER_EDGE, BOTH_EDGES -> open = true;
      default -> {
        nan |= Double.isNaN(term.value);
        opposite |= infinity != 0 && infinity != term.value;
        overflowed |= term.kind == Kind.OVERFLOWED;
        infinity = term.value;
      }
    }
  }

  Tracked result() {
    if (outside) {
      return arithmetic.outside(value);
    }
    if (nan) {
      return arithmetic.special(Double.NaN);
    }
    int depth = arithmetic.depth(leaves);
    double gamma = ErrorBound.gamma(depth + roundings, limits.unit());
    double own = error * (1 + ErrorBound.gamma(depth, limits.unit())) * LARGER;
    // A term of a wider type is rounded to the sum's type first.
    boolean wider = type.unitRoundoff() < limits.unit();
    double conversion = wider ? limits.unit() * magnitude : 0;
    double underflow =
        magnitude == 0 ? 0 : depth * (arithmetic.flushes ? limits.smallestNormal() : 0);
    double bound = gamma * magnitude + own + conversion + underflow;
    if (infinity != 0 || open) {
      return endless(bound);
    }
    double up = (magnitude + value) / 2 + bound;
    double down = (magnitude - value) / 2 + bound;
    boolean mayOverflow = up > limits.largest() || down > limits.largest();
    boolean oneSided = Math.abs(value) >= magnitude;
    if (mayOverflow && !oneSided) {
      // Some orders pass through infinity, others do not.
      return arithmetic.fastMath ? arithmetic.outside(value) : arithmetic.open(value);
    }
    // Its sign depends on how a kernel starts.
    boolean zero = value == 0 && bound == 0;
    if (leaves == 1) {
      bound = error + gamma * magnitude + conversion;
    }
    return Tracked.settled(
        arithmetic, value, Math.abs(value), bound, zero ? 1 : 0, false, nonNegative, false);
  }

  private Tracked endless(double bound) {
    if (opposite && !overflowed && infinity != 0) {
      return arithmetic.special(Double.NaN);
    }
    double against = (magnitude - Math.signum(infinity) * value) / 2 + bound;
    if (open || opposite || against > limits.largest()) {
      return arithmetic.open(infinity != 0 ? infinity : value);
    }
    return overflowed ? arithmetic.overflowed(infinity) : arithmetic.special(infinity);
  }
}
