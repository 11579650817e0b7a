package io.github.kernelconformance.contract;

import io.github.kernelconformance.numerics.DType;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/** A row of an {@link AccuracyTable}: how far a function's result may be from the exact one. */
public sealed interface Accuracy {

  /**
   * What is added to a number of ulps, because the reference itself is computed in double, by
   * functions that err by up to 2.5 ulps of a double.
   */
  double REFERENCE = 0x1p-20;

  /**
   * The largest absolute error for arguments in an interval.
   *
   * @param low the smallest argument
   * @param high the largest argument
   * @param reach the largest magnitude that the exact result takes
   * @param type of the argument and the result
   * @return infinity where the row promises nothing
   */
  double error(double low, double high, double reach, DType type);

  /** The number of the type that is nearest to the exact result. */
  record CorrectlyRounded() implements Accuracy {
    @Override
    public double error(double low, double high, double reach, DType type) {
      return (0.5 + REFERENCE) * type.ulp(reach);
    }
  }

  /** So many units in the last place; at a power of two the larger gap counts. */
  record Ulps(double ulps) implements Accuracy {
    @Override
    public double error(double low, double high, double reach, DType type) {
      return (ulps + REFERENCE) * type.ulp(reach);
    }
  }

  /** So many unit roundoffs of the result itself, whatever its binade. */
  record Relative(double units) implements Accuracy {
    @Override
    public double error(double low, double high, double reach, DType type) {
      return (units + REFERENCE) * type.unitRoundoff() * reach + type.ulp(0);
    }
  }

  /** So many ulps where the magnitude of the argument, or the divisor, is between two limits. */
  record UlpsWithin(double ulps, double smallest, double largest) implements Accuracy {
    @Override
    public double error(double low, double high, double reach, DType type) {
      double nearest = low <= 0 && high >= 0 ? 0 : Math.min(Math.abs(low), Math.abs(high));
      double farthest = Math.max(Math.abs(low), Math.abs(high));
      return nearest >= smallest && farthest <= largest
          ? (ulps + REFERENCE) * type.ulp(reach)
          : Double.POSITIVE_INFINITY;
    }
  }

  /** {@code base + floor(|slope * x|)} ulps. */
  record GrowingUlps(double base, double slope) implements Accuracy {
    @Override
    public double error(double low, double high, double reach, DType type) {
      double farthest = Math.max(Math.abs(low), Math.abs(high));
      return (base + Math.floor(slope * farthest) + REFERENCE) * type.ulp(reach);
    }
  }

  /**
   * An absolute error for arguments in {@code [from, to]}, and ulps elsewhere.
   *
   * @param ulps infinite if the row promises nothing elsewhere
   */
  record AbsoluteWithin(double from, double to, double absolute, double ulps) implements Accuracy {
    @Override
    public double error(double low, double high, double reach, DType type) {
      double outside = (ulps + REFERENCE) * type.ulp(reach);
      double inside = absolute + REFERENCE * type.ulp(reach);
      if (low >= from && high <= to) {
        return inside;
      }
      return high < from || low > to ? outside : Math.max(inside, outside);
    }
  }

  /** The function is computed as a formula of others. */
  record Formula(String text, UnaryOperator<Tracked> of) implements Accuracy {
    @Override
    public double error(double low, double high, double reach, DType type) {
      throw new IllegalStateException("the error of " + text + " is that of its parts");
    }
  }

  /** A function of two arguments is computed as a formula of others. */
  record BinaryFormula(String text, BinaryOperator<Tracked> of) implements Accuracy {
    @Override
    public double error(double low, double high, double reach, DType type) {
      throw new IllegalStateException("the error of " + text + " is that of its parts");
    }
  }
}
