package io.github.kernelconformance.contract;

import io.github.kernelconformance.numerics.DType;
import java.util.function.DoubleUnaryOperator;

/**
 * A number of a reference: its value in double, and a bound on how far the value of a conforming
 * kernel may be from it, by running error analysis (Wilkinson; Higham, "Accuracy and Stability of
 * Numerical Algorithms", section 3.3).
 *
 * <p>Each operation adds its rounding, each function the error of its row in the {@link
 * AccuracyTable}, and both pass on what their operands bring: {@code exp} gives {@code e^x
 * expm1(bound)} of it, a division by a number near 0 much. No tolerance is chosen by hand.
 *
 * <p>A number is kept as {@code value (1 + t) + e}: t stands for r roundings of operations whose
 * other operand was exact, as in {@code x * code * scale}, and e for all else. So a sum of such
 * products has the bound {@code gamma(r + h)} that Higham has for it, not one that is pieced
 * together.
 *
 * <p>Values that are not finite:
 *
 * <ul>
 *   <li>NaN and infinity follow the reference: {@link #bound()} is 0 and only the same is right.
 *       With fast math they are not compared at all, nor is what was computed from them: {@link
 *       #compared()} is false.
 *   <li>Where the bound reaches past the largest number of the type, infinity is right too. What is
 *       computed from such a number may be anything.
 *   <li>Where some kernels may have NaN and others a number, as for the root of {@code 0 +- bound},
 *       anything is right: the bound is infinite and the number {@link #vacuous()}.
 * </ul>
 *
 * <p>Where the platform may flush subnormals, as operands and as results, the bound has their
 * magnitude, 2^-126 at most.
 *
 * <p>Immutable.
 */
public final class Tracked {

  /** With more roundings than this they become a part of the absolute error. */
  private static final int FEW = 64;

  private static final int MANY = 1 << 16;

  /** Makes an error larger than what double's own rounding takes from it, now and later. */
  private static final double LARGER = 1 + 0x1p-30;

  final Arithmetic arithmetic;
  final double value;

  /**
   * What the roundings are relative to: |value|, or where sums are reassociated the sum of what
   * cancelled.
   */
  final double magnitude;

  final double error;
  final int roundings;
  final Kind kind;

  /** Whether the value is a sum or difference that a compiler may take apart. */
  final boolean joined;

  /** Whether no kernel has less than 0. */
  final boolean nonNegative;

  Tracked(
      Arithmetic arithmetic,
      double value,
      double magnitude,
      double error,
      int roundings,
      Kind kind,
      boolean joined,
      boolean nonNegative) {
    this.arithmetic = arithmetic;
    this.value = value;
    this.magnitude = magnitude;
    this.error = error;
    this.roundings = roundings;
    this.kind = kind;
    this.joined = joined;
    this.nonNegative = nonNegative;
  }

  /** A finite result; what its type cannot hold well is settled apart. */
  static Tracked settled(
      Arithmetic arithmetic,
      double value,
      double magnitude,
      double error,
      int roundings,
      boolean joined,
      boolean nonNegative,
      boolean fusible) {
    double bound = error + arithmetic.gamma(roundings) * magnitude;
    double size = Math.abs(value);
    if (size - bound >= arithmetic.quietLow && size + bound <= arithmetic.quietHigh
        || size == 0 && bound == 0) {
      return new Tracked(
          arithmetic, value, magnitude, error, roundings, Kind.FINITE, joined, nonNegative);
    }
    return Ends.settle(
        arithmetic, value, magnitude, error, roundings, joined, nonNegative, fusible);
  }

  /** The value of the reference. */
  public double value() {
    return value;
  }

  /**
   * How far a conforming kernel's value may be from the reference's; 0 if it is the same, infinite
   * if anything is right or nothing is compared.
   */
  public double bound() {
    return switch (kind) {
      case FINITE, UPPER_EDGE, LOWER_EDGE, BOTH_EDGES -> own();
      case SPECIAL, OVERFLOWED -> 0;
      case OPEN, OUTSIDE -> Double.POSITIVE_INFINITY;
    };
  }

  /** The smallest value that a conforming kernel may have, NaN aside. */
  public double low() {
    double low = kind.lower() ? Double.NEGATIVE_INFINITY : value - bound();
    return nonNegative ? Math.max(0, low) : low;
  }

  /** The largest value that a conforming kernel may have, NaN aside. */
  public double high() {
    return kind.upper() ? Double.POSITIVE_INFINITY : value + bound();
  }

  /** False if fast math leaves the value undefined, so that none is wrong. */
  public boolean compared() {
    return kind != Kind.OUTSIDE;
  }

  /**
   * Whether the bound says nothing: a kernel that returns 0 would pass, although the reference is
   * not 0. See {@link #vacuous(DType)}, here for the type of the arithmetic.
   */
  public boolean vacuous() {
    return vacuous(arithmetic.type());
  }

  /**
   * Whether the bound is at least as large as the reference, which is not 0, or infinite.
   *
   * <p>Not vacuous: a reference of 0, since 0 is right there; one below the smallest normal number
   * of the type, where a kernel that flushes or rounds returns 0 rightly; one that is not compared,
   * which is counted as that.
   *
   * @param stored the type that the kernel writes
   */
  public boolean vacuous(DType stored) {
    return switch (kind) {
      case OPEN -> true;
      case FINITE, UPPER_EDGE, LOWER_EDGE, BOTH_EDGES -> {
        double size = Math.abs(value);
        yield own() >= size && size >= stored.smallestNormal();
      }
      default -> false;
    };
  }

  /**
   * Whether a kernel's value is right.
   *
   * @param got as it stands in memory; of the type that this number was {@link #rounded} to last
   */
  public boolean admits(double got) {
    return switch (kind) {
      case OPEN, OUTSIDE -> true;
      case SPECIAL, OVERFLOWED -> got == value || Double.isNaN(got) && Double.isNaN(value);
      case FINITE -> Math.abs(got - value) <= own();
      case UPPER_EDGE, LOWER_EDGE, BOTH_EDGES ->
          Double.isInfinite(got)
              ? got > 0 ? kind.upper() : kind.lower()
              : Math.abs(got - value) <= own();
    };
  }

  /** The arithmetic that bounds what is computed with this number. */
  public Arithmetic arithmetic() {
    return arithmetic;
  }

  /**
   * This number in operations that round to another type. A conversion to a narrower type rounds
   * it.
   */
  public Tracked in(DType type) {
    return in(arithmetic.in(type));
  }

  /**
   * This number in operations that round to another type: {@code x.in(FLOAT)}, {@code
   * x.in(c.type("T"))}. A conversion to a narrower type rounds it.
   *
   * @throws ContractException if the type is not FLOAT, HALF or BFLOAT
   */
  public Tracked in(ScalarType type) {
    return in(type.floating("in"));
  }

  Tracked in(Arithmetic other) {
    if (other.equals(arithmetic)) {
      return other == arithmetic
          ? this
          : new Tracked(other, value, magnitude, error, roundings, kind, joined, nonNegative);
    }
    Tracked kept = rounded(other.type());
    return new Tracked(
        other,
        kept.value,
        Math.abs(kept.value),
        kept.kind == Kind.FINITE || kept.kind.edge() ? kept.own() : 0,
        0,
        kept.kind,
        false,
        nonNegative);
  }

  /**
   * This number stored in a type, or computed in a narrower one: each kernel's value is rounded
   * once to nearest. What the type holds exactly stays as it is.
   */
  public Tracked rounded(DType type) {
    return Rounding.of(this, type);
  }

  /**
   * This number stored in a type: {@code x.rounded(HALF)}, {@code x.rounded(c.type("T"))}. What is
   * computed from it rounds to the type that it did before; see {@link #in(ScalarType)}.
   *
   * @throws ContractException if the type is not FLOAT, HALF or BFLOAT
   */
  public Tracked rounded(ScalarType type) {
    return rounded(type.floating("rounded"));
  }

  /** {@code this + other}. A chain of these bounds that order; see {@link Arithmetic#sum}. */
  public Tracked plus(Tracked other) {
    return seen(Operation.PLUS, added(other), other);
  }

  private Tracked added(Tracked other) {
    if (arithmetic != other.arithmetic) {
      Arithmetic common = arithmetic.meet(other.arithmetic);
      return in(common).added(other.in(common));
    }
    if (kind != Kind.FINITE || other.kind != Kind.FINITE) {
      return Ends.plus(this, other);
    }
    double sum = value + other.value;
    boolean positive = nonNegative && other.nonNegative;
    if (arithmetic.reassociates) {
      return joinedWith(other, sum, positive);
    }
    double brought = (own() + other.own()) * (1 + arithmetic.gamma(1)) * LARGER;
    return settled(arithmetic, sum, Math.abs(sum), brought, 1, false, positive, false);
  }

  /** Reassociated, a sum of n terms is any tree of them: n - 1 roundings of all magnitudes. */
  private Tracked joinedWith(Tracked other, double sum, boolean positive) {
    int count = roundings + other.roundings + 1;
    double together = magnitude + other.magnitude;
    double brought = (error + other.error) * (1 + arithmetic.gamma(count)) * LARGER;
    if (count > MANY) {
      brought += arithmetic.gamma(count) * together * LARGER;
      count = 1;
    }
    return settled(arithmetic, sum, together, brought, count, true, positive, false);
  }

  /** {@code this + constant}, the constant rounded to the type. */
  public Tracked plus(double constant) {
    return plus(arithmetic.constant(constant));
  }

  /** {@code this - other}. */
  public Tracked minus(Tracked other) {
    return seen(Operation.MINUS, added(other.negated()), other);
  }

  /** {@code this - constant}, the constant rounded to the type. */
  public Tracked minus(double constant) {
    Tracked opposite = arithmetic.constant(-constant);
    return seen(Operation.MINUS, added(opposite), opposite.negated());
  }

  /** {@code this * other}. */
  public Tracked times(Tracked other) {
    return seen(Operation.TIMES, multiplied(other), other);
  }

  private Tracked multiplied(Tracked other) {
    if (arithmetic != other.arithmetic) {
      Arithmetic common = arithmetic.meet(other.arithmetic);
      return in(common).multiplied(other.in(common));
    }
    if (kind != Kind.FINITE || other.kind != Kind.FINITE) {
      return Ends.times(this, other);
    }
    double product = value * other.value;
    double size = magnitude * other.magnitude;
    boolean positive = nonNegative && other.nonNegative || this == other;
    boolean apart = joined || other.joined;
    int count = roundings + other.roundings + 1;
    // Two rounded factors may share a rounding, as in a square. A sum counts on roundings that are
    // independent, so theirs become a part of the error.
    boolean counted =
        apart ? count <= MANY : count <= FEW && (roundings == 0 || other.roundings == 0);
    if (counted && error == 0 && other.error == 0) {
      return settled(arithmetic, product, size, 0, count, apart, positive, true);
    }
    double mine = counted ? error : own();
    double its = counted ? other.error : other.own();
    double brought =
        (mine * other.magnitude + its * magnitude + mine * its)
            * (1 + arithmetic.gamma(counted ? count : 1))
            * LARGER;
    return settled(arithmetic, product, size, brought, counted ? count : 1, apart, positive, true);
  }

  /** {@code this * constant}, the constant rounded to the type. */
  public Tracked times(double constant) {
    return times(arithmetic.constant(constant));
  }

  /** {@code this * this}. */
  public Tracked squared() {
    return times(this);
  }

  /** {@code this * factor + summand} in one rounding, for kernels that call {@code fma}. */
  public Tracked fma(Tracked factor, Tracked summand) {
    Tracked product = times(factor);
    Tracked sum = product.plus(summand);
    if (sum.kind != Kind.FINITE
        || product.kind != Kind.FINITE
        || arithmetic.reassociates
        || sum.arithmetic != arithmetic) {
      return sum;
    }
    double fused = Math.fma(value, factor.value, summand.value);
    double mine = own();
    double its = factor.own();
    double brought =
        (mine * factor.magnitude + its * magnitude + mine * its + summand.own())
            * (1 + arithmetic.gamma(1))
            * LARGER;
    return settled(arithmetic, fused, Math.abs(fused), brought, 1, false, sum.nonNegative, false);
  }

  /** {@code this / divisor}, as a division or as a multiplication with {@code 1 / divisor}. */
  public Tracked over(Tracked divisor) {
    return seen(Operation.OVER, divided(divisor), divisor);
  }

  private Tracked divided(Tracked divisor) {
    if (arithmetic != divisor.arithmetic) {
      Arithmetic common = arithmetic.meet(divisor.arithmetic);
      return in(common).divided(divisor.in(common));
    }
    return Division.of(this, divisor);
  }

  /** {@code this / constant}, the constant rounded to the type. */
  public Tracked over(double constant) {
    return over(arithmetic.constant(constant));
  }

  /** {@code 1 / this}. */
  public Tracked reciprocal() {
    return seen(Operation.RECIPROCAL, Division.reciprocal(this), null);
  }

  /** {@code -this}, which rounds nothing. */
  public Tracked negate() {
    return seen(Operation.NEGATE, negated(), null);
  }

  private Tracked negated() {
    return new Tracked(
        arithmetic,
        -value,
        magnitude,
        error,
        roundings,
        kind.negated(),
        joined,
        value == 0 && error == 0);
  }

  /** {@code |this|}, which rounds nothing. */
  public Tracked abs() {
    Kind of = kind.edge() ? Kind.UPPER_EDGE : kind;
    return seen(
        Operation.ABS,
        new Tracked(arithmetic, Math.abs(value), magnitude, error, roundings, of, joined, true),
        null);
  }

  /** The square root. */
  public Tracked sqrt() {
    return function(MathFunction.SQRT);
  }

  /** {@code 1 / sqrt(this)}, as the function {@code rsqrt} or as a root and a division. */
  public Tracked rsqrt() {
    return function(MathFunction.RSQRT);
  }

  /** {@code e^this}. */
  public Tracked exp() {
    return function(MathFunction.EXP);
  }

  /** {@code 2^this}. */
  public Tracked exp2() {
    return function(MathFunction.EXP2);
  }

  /** {@code 10^this}. */
  public Tracked exp10() {
    return function(MathFunction.EXP10);
  }

  /** The natural logarithm. */
  public Tracked log() {
    return function(MathFunction.LOG);
  }

  /** The logarithm to base 2. */
  public Tracked log2() {
    return function(MathFunction.LOG2);
  }

  /** The logarithm to base 10. */
  public Tracked log10() {
    return function(MathFunction.LOG10);
  }

  /** The sine, of radians. */
  public Tracked sin() {
    return function(MathFunction.SIN);
  }

  /** The cosine, of radians. */
  public Tracked cos() {
    return function(MathFunction.COS);
  }

  /** The tangent, of radians. */
  public Tracked tan() {
    return function(MathFunction.TAN);
  }

  /** The hyperbolic tangent. */
  public Tracked tanh() {
    return function(MathFunction.TANH);
  }

  /** The hyperbolic sine. */
  public Tracked sinh() {
    return function(MathFunction.SINH);
  }

  /** The hyperbolic cosine. */
  public Tracked cosh() {
    return function(MathFunction.COSH);
  }

  /** The arc sine, in radians. */
  public Tracked asin() {
    return function(MathFunction.ASIN);
  }

  /** The arc cosine, in radians. */
  public Tracked acos() {
    return function(MathFunction.ACOS);
  }

  /** The arc tangent, in radians. */
  public Tracked atan() {
    return function(MathFunction.ATAN);
  }

  /** The angle of the point (x, this), in radians: {@code y.atan2(x)}. */
  public Tracked atan2(Tracked x) {
    return BinaryFunctions.of(MathFunction.ATAN2, this, x);
  }

  /** The inverse hyperbolic sine. */
  public Tracked asinh() {
    return function(MathFunction.ASINH);
  }

  /** The inverse hyperbolic cosine. */
  public Tracked acosh() {
    return function(MathFunction.ACOSH);
  }

  /** The inverse hyperbolic tangent. */
  public Tracked atanh() {
    return function(MathFunction.ATANH);
  }

  /** {@code this^exponent}. */
  public Tracked pow(Tracked exponent) {
    return BinaryFunctions.of(MathFunction.POW, this, exponent);
  }

  /** {@code this^exponent}, the exponent rounded to the type. */
  public Tracked pow(double exponent) {
    return pow(arithmetic.constant(exponent));
  }

  /**
   * The remainder of {@code this / divisor}, with the sign of this. It is exact; but if the bounds
   * leave open which multiple of the divisor is taken off, the bound is as large as the divisor.
   */
  public Tracked fmod(Tracked divisor) {
    return BinaryFunctions.of(MathFunction.FMOD, this, divisor);
  }

  /** The next integer below. Where the bound crosses a step, both sides of it are right. */
  public Tracked floor() {
    return step(Math::floor);
  }

  /** The next integer above. Where the bound crosses a step, both sides of it are right. */
  public Tracked ceil() {
    return step(Math::ceil);
  }

  /** The nearest integer, ties to even. Where the bound crosses a step, both sides are right. */
  public Tracked rint() {
    return step(Math::rint);
  }

  private Tracked step(DoubleUnaryOperator step) {
    if (kind != Kind.FINITE) {
      return kind.edge() ? arithmetic.open(step.applyAsDouble(value)) : this;
    }
    double at = step.applyAsDouble(value);
    double from = step.applyAsDouble(low());
    double to = step.applyAsDouble(high());
    return settled(
        arithmetic,
        at,
        Math.abs(at),
        Math.max(to - at, at - from),
        // The sign of a zero is that of the argument, which may be open.
        own() == 0 ? roundings : at == 0 ? 1 : 0,
        false,
        nonNegative,
        false);
  }

  /** The larger of the two, which rounds nothing. For a NaN see {@link NanInMax}. */
  public Tracked max(Tracked other) {
    return seen(Operation.MAX, Extremes.of(this, other, 1), other);
  }

  /** The larger of this and a constant. */
  public Tracked max(double constant) {
    return max(arithmetic.constant(constant));
  }

  /** The smaller of the two, which rounds nothing. For a NaN see {@link NanInMax}. */
  public Tracked min(Tracked other) {
    return seen(Operation.MIN, Extremes.of(this, other, -1), other);
  }

  /** The smaller of this and a constant. */
  public Tracked min(double constant) {
    return min(arithmetic.constant(constant));
  }

  /** {@code min(max(this, low), high)}. */
  public Tracked clamp(double low, double high) {
    return max(low).min(high);
  }

  /**
   * {@code this < limit ? less : otherwise}. Where the bounds leave open which it is, both are
   * right, and all between them.
   */
  public Tracked select(Tracked limit, Tracked less, Tracked otherwise) {
    Tracked chosen = Extremes.select(this, limit, less, otherwise);
    Observer observer = arithmetic.observer;
    return observer == null ? chosen : observer.did(Operation.SELECT, chosen, less, otherwise);
  }

  /** {@code this < limit ? less : otherwise}, as {@link #select(Tracked, Tracked, Tracked)}. */
  public Tracked select(double limit, Tracked less, Tracked otherwise) {
    return select(arithmetic.constant(limit), less, otherwise);
  }

  /**
   * This term of a sum in a kernel that rescales what it has summed, up to {@link
   * Arithmetic#rescalings()} times, by {@code exp(old maximum - new maximum)}: as many errors of
   * exp and of a multiplication more. The value stays, since the factors are a part of it: {@code
   * exp(x - old) exp(old - new) = exp(x - new)}.
   *
   * @throws NoAccuracyException if the table has no exp for this number's type, such as bfloat; so
   *     it is called before {@code in(BFLOAT)}
   */
  public Tracked rescaled() {
    return seen(Operation.RESCALED, Rescaling.of(this), null);
  }

  private Tracked function(MathFunction function) {
    Tracked result = Functions.of(function, this);
    Observer observer = arithmetic.observer;
    return observer == null ? result : observer.did(function, result, this);
  }

  /** The result of an operation on this, or what an observer puts in its place. */
  private Tracked seen(Operation operation, Tracked result, Tracked other) {
    Observer observer = arithmetic.observer;
    return observer == null ? result : observer.did(operation, result, this, other);
  }

  /** The bound of a finite number. */
  double own() {
    return roundings == 0 ? error : error + arithmetic.gamma(roundings) * magnitude;
  }

  @Override
  public String toString() {
    return kind == Kind.FINITE ? value + " +- " + own() : value + " (" + kind + ")";
  }
}
