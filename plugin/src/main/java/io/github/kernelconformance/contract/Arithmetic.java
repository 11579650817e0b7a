package io.github.kernelconformance.contract;

import io.github.kernelconformance.numerics.DType;
import java.util.Objects;
import java.util.function.IntFunction;

/**
 * The arithmetic that a reference bounds: how accurate the functions are, in which types kernels
 * compute and sum, and what they are free to do.
 *
 * <p>Freedoms that every arithmetic grants: {@code a*b+c} in one rounding or in two; a sum in any
 * order and any tree; a division as a multiplication with the reciprocal; {@code rsqrt(x)} as
 * {@code 1/sqrt(x)}; with a table that reassociates, sums and products of any association.
 *
 * <p>Immutable. All numbers of one reference carry the same arithmetic, or arithmetics that differ
 * only in the type; where these meet, the result is a float32, as in C.
 */
public final class Arithmetic {

  private static final int FEW = 128;
  private static final int ANY = Integer.MAX_VALUE;

  final Limits limits;
  final boolean fastMath;
  final boolean reassociates;
  final boolean flushes;

  /** Between these, a result is neither near the subnormals nor near overflow. */
  final double quietLow;

  final double quietHigh;

  private final AccuracyTable table;
  private final DType type;
  private final DType accumulator;
  private final NanInMax nanInMax;
  private final int rescalings;
  private final int additions;
  private final boolean keeps;
  final Observer observer;
  private final Accuracy[] rows = new Accuracy[MathFunction.values().length];
  private final double[] gamma = new double[FEW];

  /** Formulas have few constants, and ask for them at each element. */
  private Tracked last;

  private Arithmetic(
      AccuracyTable table,
      DType type,
      DType accumulator,
      NanInMax nanInMax,
      int rescalings,
      int additions,
      boolean keeps,
      Observer observer) {
    this.table = table;
    this.keeps = keeps;
    this.observer = observer;
    this.type = type;
    this.accumulator = accumulator;
    this.nanInMax = nanInMax;
    this.rescalings = rescalings;
    this.additions = additions;
    limits = Limits.of(type);
    fastMath = table.fastMath();
    reassociates = table.reassociates();
    flushes = table.flushesSubnormals() && !keeps && type != DType.FLOAT16;
    quietLow = limits.smallestNormal() * 4;
    quietHigh = limits.largest() / 4;
    for (int i = 0; i < FEW; i++) {
      gamma[i] = worst(i, limits.unit());
    }
    table.rows(type).forEach((function, row) -> rows[function.ordinal()] = row);
  }

  /** float32 throughout, with the accuracies of a table. */
  public static Arithmetic of(AccuracyTable table) {
    return new Arithmetic(
        table, DType.FLOAT32, DType.FLOAT32, NanInMax.EITHER, 0, ANY, false, null);
  }

  /** This arithmetic with operations and functions that round to a type. Sums keep theirs. */
  public Arithmetic in(DType operations) {
    return operations == type
        ? this
        : new Arithmetic(
            table, operations, accumulator, nanInMax, rescalings, additions, keeps, observer);
  }

  /**
   * This arithmetic with sums in a type; float32 unless stated. A sum's result is of that type, and
   * so is what is computed from it and of it alone.
   */
  public Arithmetic accumulating(DType sums) {
    return new Arithmetic(table, type, sums, nanInMax, rescalings, additions, keeps, observer);
  }

  /** This arithmetic with a rule for NaN in {@code max} and {@code min}. */
  public Arithmetic nanInMax(NanInMax rule) {
    return new Arithmetic(table, type, accumulator, rule, rescalings, additions, keeps, observer);
  }

  /**
   * This arithmetic for kernels that rescale what they have summed, as an online softmax does when
   * its maximum rises.
   *
   * @param times how often at most, for instance the number of tiles; what {@link
   *     Tracked#rescaled()} grants
   * @throws IllegalArgumentException if negative
   */
  public Arithmetic rescaling(int times) {
    if (times < 0) {
      throw new IllegalArgumentException(times + " rescalings; there are at least 0");
    }
    return new Arithmetic(table, type, accumulator, nanInMax, times, additions, keeps, observer);
  }

  /**
   * This arithmetic for kernels whose sums are trees: no term goes through more than so many
   * additions, one after another. 128 numbers that 32 threads add up, four each, and then with
   * {@code simd_sum}, go through 3 and 5 of them. Unless told a term may go through all additions
   * of its sum, as in a loop of one thread. Where a table reassociates, the compiler may make a
   * loop of a tree, so it stays at that.
   *
   * @throws IllegalArgumentException if negative
   */
  public Arithmetic adding(int most) {
    if (most < 0) {
      throw new IllegalArgumentException(most + " additions; there are at least 0");
    }
    int kept = reassociates ? ANY : most;
    return new Arithmetic(table, type, accumulator, nanInMax, rescalings, kept, keeps, observer);
  }

  /** This arithmetic on a device that flushes no subnormals, whatever the table allows. */
  public Arithmetic keepingSubnormals() {
    return new Arithmetic(
        table, type, accumulator, nanInMax, rescalings, additions, true, observer);
  }

  /** This arithmetic under the eyes of an observer. */
  public Arithmetic observed(Observer by) {
    return new Arithmetic(table, type, accumulator, nanInMax, rescalings, additions, keeps, by);
  }

  /** The accuracies of functions. */
  public AccuracyTable table() {
    return table;
  }

  /** The type that operations and functions round to. */
  public DType type() {
    return type;
  }

  /** The type that sums round to. */
  public DType accumulator() {
    return accumulator;
  }

  /** What a NaN among the operands of {@code max} or {@code min} gives. */
  public NanInMax nanInMax() {
    return nanInMax;
  }

  /** How often at most a kernel rescales what it has summed. */
  public int rescalings() {
    return rescalings;
  }

  /** How many additions a term goes through at most, of a sum of so many terms. */
  int depth(long terms) {
    return (int) Math.min(Integer.MAX_VALUE / 2, Math.min(additions, Math.max(0, terms - 1)));
  }

  /**
   * A number that the kernel has as it is, for instance from memory: the bound is 0.
   *
   * <p>Three exceptions. A subnormal may be flushed to zero where the table says so, so its bound
   * is its magnitude. A NaN or an infinity is not compared with fast math. A number too large for
   * the type is infinity.
   */
  public Tracked exact(double value) {
    double size = Math.abs(value);
    if (size <= limits.largest()) {
      double error = flushes && size < limits.smallestNormal() ? size : 0;
      return new Tracked(this, value, size, error, 0, Kind.FINITE, false, value >= 0);
    }
    return special(Double.isNaN(value) ? value : Math.copySign(Double.POSITIVE_INFINITY, value));
  }

  /**
   * A constant of the formula, which a kernel rounds to its type: {@code 0.1} is as far off as
   * {@code 0.1f}.
   */
  public Tracked constant(double told) {
    if (observer != null) {
      return rounded(observer.constant(told));
    }
    Tracked known = last;
    if (known == null
        || Double.doubleToRawLongBits(known.value) != Double.doubleToRawLongBits(told)) {
      known = rounded(told);
      last = known;
    }
    return known;
  }

  private Tracked rounded(double value) {
    double size = Math.abs(value);
    double error = Math.abs(type.round(value) - value);
    return error == 0 || !(size <= limits.largest())
        ? exact(value)
        : Tracked.settled(this, value, size, error, 0, false, value >= 0, false);
  }

  /**
   * The sum of n terms, 0 if there are none.
   *
   * <p>Its bound is right for every order and every tree of additions: {@code gamma(h)} of the sum
   * of the magnitudes, h being the roundings that any one term goes through, plus the terms' own
   * bounds ({@link io.github.kernelconformance.numerics.ErrorBound#gamma}). A loop of {@link
   * Tracked#plus(Tracked)} bounds that one order only.
   *
   * @param n the number of terms, at least 0
   * @param term the terms, called once for each of 0 to n - 1, in order
   */
  public Tracked sum(int n, IntFunction<Tracked> term) {
    if (observer != null) {
      Observer.Terms terms = observer.terms(Operation.SUM, new Observer.Terms(n, term));
      return observer.did(Operation.SUM, added(terms.count(), terms.term()), null, null);
    }
    return added(n, term);
  }

  private Tracked added(int n, IntFunction<Tracked> term) {
    Summation sum = new Summation(this);
    for (int i = 0; i < n; i++) {
      sum.add(term.apply(i));
    }
    return sum.result();
  }

  /** {@code sum of a(i) * b(i)}, each product rounded or fused into an addition. */
  public Tracked dot(int n, IntFunction<Tracked> a, IntFunction<Tracked> b) {
    return sum(n, i -> a.apply(i).times(b.apply(i)));
  }

  /** The sums of the first 1 to n terms, each in any order. */
  public Tracked[] scan(int n, IntFunction<Tracked> term) {
    if (observer != null) {
      Observer.Terms terms = observer.terms(Operation.SCAN, new Observer.Terms(n, term));
      return observer.scanned(terms, scanned(terms.count(), terms.term()));
    }
    return scanned(n, term);
  }

  private Tracked[] scanned(int n, IntFunction<Tracked> term) {
    Summation sum = new Summation(this);
    Tracked[] sums = new Tracked[n];
    for (int i = 0; i < n; i++) {
      sum.add(term.apply(i));
      sums[i] = sum.result();
    }
    return sums;
  }

  /**
   * The product of n factors in any order, 1 if there are none. Where some order over- or
   * underflows, anything is right.
   */
  public Tracked product(int n, IntFunction<Tracked> factor) {
    Tracked product = exact(1);
    double largest = 1;
    double smallest = 1;
    for (int i = 0; i < n; i++) {
      Tracked next = factor.apply(i);
      product = product.times(next);
      double size = Math.abs(next.value);
      if (size > 0 && size < Double.POSITIVE_INFINITY) {
        largest *= Math.max(1, size + next.bound());
        smallest *= Math.min(1, Math.max(0, size - next.bound()));
      }
    }
    boolean everyOrder = largest <= limits.largest() && smallest >= limits.smallestNormal();
    boolean settled = everyOrder || product.kind == Kind.OUTSIDE || Ends.isNan(product);
    return settled ? product : open(product.value);
  }

  /**
   * The largest of n values. It rounds nothing: the bound is the largest of those that may be it.
   *
   * @param n at least 1
   * @throws IllegalArgumentException if n is less
   */
  public Tracked max(int n, IntFunction<Tracked> value) {
    return extreme(Operation.LARGEST, n, value, 1);
  }

  /**
   * The smallest of n values. It rounds nothing.
   *
   * @param n at least 1
   * @throws IllegalArgumentException if n is less
   */
  public Tracked min(int n, IntFunction<Tracked> value) {
    return extreme(Operation.SMALLEST, n, value, -1);
  }

  /**
   * Each of n numbers less the largest of them, for what a shift of all of them does not change:
   * the weights {@code exp(shifted[j]) / sum of exp(shifted[k])} of a softmax (Blanchard, Higham
   * and Higham, "Accurately computing the log-sum-exp and softmax functions"). The error that all
   * have in common, that of the largest, cancels there and is left out here; so it is not for a
   * result that the shift is added to again, such as log-sum-exp. Numbers that are exact, as inputs
   * are, have the bounds of {@link Tracked#minus(Tracked)} either way.
   *
   * @param n at least 1
   * @throws IllegalArgumentException if n is less
   */
  public Tracked[] shifted(int n, IntFunction<Tracked> value) {
    return Shift.of(this, n, value);
  }

  private Tracked extreme(Operation operation, int n, IntFunction<Tracked> value, int sign) {
    Observer.Terms terms = new Observer.Terms(n, value);
    if (observer != null) {
      terms = observer.terms(operation, terms);
    }
    Tracked extreme = first(terms.count(), terms.term());
    for (int i = 1; i < terms.count(); i++) {
      extreme = Extremes.of(extreme, terms.term().apply(i), sign);
    }
    return observer == null ? extreme : observer.did(operation, extreme, null, null);
  }

  private static Tracked first(int n, IntFunction<Tracked> value) {
    if (n < 1) {
      throw new IllegalArgumentException("the largest or smallest of " + n + " values");
    }
    return value.apply(0);
  }

  /** The row of a function. */
  Accuracy accuracy(MathFunction function) {
    Accuracy row = rows[function.ordinal()];
    return row != null ? row : table.accuracy(function, type);
  }

  /** What r roundings of a number can do to it at most, relative to it. */
  double gamma(int roundings) {
    return roundings < FEW ? gamma[roundings] : worst(roundings, limits.unit());
  }

  private static double worst(int roundings, double unit) {
    double linear = roundings * unit;
    return linear < 1 ? linear / (1 - linear) : Double.POSITIVE_INFINITY;
  }

  /** All kernels have this NaN or infinity. */
  Tracked special(double value) {
    return end(value, fastMath ? Kind.OUTSIDE : Kind.SPECIAL);
  }

  /** All kernels have infinity, since the finite result is too large. */
  Tracked overflowed(double value) {
    return end(
        Math.copySign(Double.POSITIVE_INFINITY, value), fastMath ? Kind.OUTSIDE : Kind.OVERFLOWED);
  }

  /** Anything is right. */
  Tracked open(double value) {
    return end(value, Kind.OPEN);
  }

  /** Nothing is compared. */
  Tracked outside(double value) {
    return end(value, Kind.OUTSIDE);
  }

  private Tracked end(double value, Kind kind) {
    return new Tracked(this, value, Math.abs(value), 0, 0, kind, false, false);
  }

  /**
   * The arithmetic of an operation on numbers of this one and another.
   *
   * @throws IllegalArgumentException if they differ in more than the type
   */
  Arithmetic meet(Arithmetic other) {
    if (other.table != table
        || other.accumulator != accumulator
        || other.nanInMax != nanInMax
        || other.rescalings != rescalings
        || other.additions != additions
        || other.keeps != keeps
        || other.observer != observer) {
      throw new IllegalArgumentException(
          "numbers of two arithmetics meet, %s and %s; make all of a reference from one"
              .formatted(this, other));
    }
    return other.type == type ? this : in(DType.FLOAT32);
  }

  @Override
  public boolean equals(Object object) {
    return object instanceof Arithmetic other
        && other.table == table
        && other.type == type
        && other.accumulator == accumulator
        && other.nanInMax == nanInMax
        && other.rescalings == rescalings
        && other.additions == additions
        && other.keeps == keeps
        && other.observer == observer;
  }

  @Override
  public int hashCode() {
    return Objects.hash(
        table.id(), type, accumulator, nanInMax, rescalings, additions, keeps, observer);
  }

  @Override
  public String toString() {
    return "%s in %s with sums in %s".formatted(table.id(), type.id(), accumulator.id());
  }
}
