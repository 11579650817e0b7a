package io.github.kernelconformance.verdict;

import io.github.kernelconformance.numerics.DType;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Numbers as people read them, the same on every JVM and in every locale. */
public final class Figures {

  private Figures() {}

  /**
   * Rounds to significant digits, without trailing zeros: {@code 31.68}, {@code 1.2E-7}, {@code
   * Infinity}.
   *
   * @param digits at least 1
   */
  public static String significant(double value, int digits) {
    if (!Double.isFinite(value)) {
      return Double.toString(value);
    }
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(digits)).stripTrailingZeros();
    int exponent = rounded.precision() - rounded.scale() - 1;
    return exponent >= -4 && exponent < 9 ? rounded.toPlainString() : rounded.toString();
  }

  /** A relative error as the seed's tables print it: {@code 2.180e+02}. */
  public static String error(double value) {
    return Double.isFinite(value)
        ? String.format(Locale.ROOT, "%.3e", value)
        : Double.toString(value);
  }

  /** A count with its thousands marked: {@code 9,408}. */
  public static String count(long count) {
    StringBuilder digits = new StringBuilder(Long.toString(count));
    int first = count < 0 ? 1 : 0;
    // A format would take most of the time of many messages.
    for (int at = digits.length() - 3; at > first; at -= 3) {
      digits.insert(at, ',');
    }
    return digits.toString();
  }

  /** A count with its noun: {@code 1 cell}, {@code 9,408 cells}. */
  public static String count(long count, String noun) {
    return count(count) + " " + noun + (count == 1 ? "" : "s");
  }

  /** The significant digits that tell any two values of a type apart. */
  static int digits(DType dtype) {
    return switch (dtype) {
      case FLOAT32 -> 9;
      case FLOAT16 -> 5;
      case BFLOAT16 -> 4;
    };
  }
}
