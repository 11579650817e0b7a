package io.github.kernelconformance.described;

import io.github.kernelconformance.contract.Tracked;
import io.github.kernelconformance.described.Perturbed.Change;
import io.github.kernelconformance.described.Recording.Site;
import java.util.LinkedHashMap;
import java.util.Map;

/** What kernels do in the place of an operation. */
final class OperationFaults {

  /** A fault of an operation: its words, and what it gives. */
  record Fault(String words, Change change) {}

  private OperationFaults() {}

  /** Those of a site by names that tell them apart. */
  static Map<String, Fault> of(Site site) {
    Map<String, Fault> all = new LinkedHashMap<>();
    String constant = Double.isNaN(site.constant()) ? "" : " " + number(site.constant());
    boolean told = !constant.isEmpty();
    switch (site.operation()) {
      case "PLUS" -> {
        put(
            all,
            "first",
            told ? constant.strip() + " is not added" : "the second summand is left out",
            (result, a, b, i) -> a);
        put(all, "second", "the first summand is left out", (result, a, b, i) -> b);
        put(all, "minus", "subtracted instead of added", (result, a, b, i) -> a.minus(b));
      }
      case "MINUS" -> {
        put(
            all,
            "first",
            "the subtraction" + (told ? " of" + constant : "") + " is left out",
            (result, a, b, i) -> a);
        put(all, "plus", "added instead of subtracted", (result, a, b, i) -> a.plus(b));
        put(all, "swapped", "subtracted the wrong way round", (result, a, b, i) -> b.minus(a));
      }
      case "TIMES" -> {
        put(
            all,
            "first",
            told ? "the factor" + constant + " is left out" : "the second factor is left out",
            (result, a, b, i) -> a);
        put(all, "second", "the first factor is left out", (result, a, b, i) -> b);
        put(all, "over", "divided instead of multiplied", (result, a, b, i) -> a.over(b));
      }
      case "SQUARE" -> {
        put(all, "first", "the square is left out", (result, a, b, i) -> a);
        put(all, "abs", "the square is a magnitude", (result, a, b, i) -> a.abs());
      }
      case "OVER" -> {
        put(all, "first", "the division is left out", (result, a, b, i) -> a);
        put(all, "times", "multiplied instead of divided", (result, a, b, i) -> a.times(b));
        put(all, "swapped", "divided the wrong way round", (result, a, b, i) -> b.over(a));
      }
      case "RECIPROCAL" -> put(all, "first", "the reciprocal is left out", (result, a, b, i) -> a);
      case "NEGATE" -> put(all, "first", "the sign is not changed", (result, a, b, i) -> a);
      case "ABS" -> put(all, "first", "the magnitude is left out", (result, a, b, i) -> a);
      case "MAX" -> extreme(all, "the larger", (result, a, b, i) -> a.min(b));
      case "MIN" -> extreme(all, "the smaller", (result, a, b, i) -> a.max(b));
      case "SELECT" -> {
        put(all, "first", "the condition always holds", (result, a, b, i) -> a);
        put(all, "second", "the condition never holds", (result, a, b, i) -> b);
        put(all, "swapped", "the condition is reversed", (result, a, b, i) -> result == a ? b : a);
      }
      case "SQRT" -> {
        put(all, "argument", "the root is left out", (result, a, b, i) -> a);
        put(all, "square", "squared instead of the root", (result, a, b, i) -> a.squared());
      }
      case "RSQRT" -> {
        put(all, "root", "the root is left out", (result, a, b, i) -> a.reciprocal());
        put(
            all,
            "reciprocal",
            "the reciprocal of the root is left out",
            (result, a, b, i) -> a.sqrt());
        put(all, "argument", "the reciprocal root is left out", (result, a, b, i) -> a);
      }
      case "EXP" -> {
        put(all, "argument", "the exponential is left out", (result, a, b, i) -> a);
        put(
            all,
            "negative",
            "the exponent has the wrong sign",
            (result, a, b, i) -> a.negate().exp());
        put(all, "exp2", "a power of 2 instead of e", (result, a, b, i) -> a.exp2());
        put(all, "twice", "the exponent is doubled", (result, a, b, i) -> a.times(2).exp());
      }
      case "EXP2" -> {
        put(all, "argument", "the exponential is left out", (result, a, b, i) -> a);
        put(all, "exp", "a power of e instead of 2", (result, a, b, i) -> a.exp());
      }
      case "LOG" -> {
        put(all, "argument", "the logarithm is left out", (result, a, b, i) -> a);
        put(all, "log2", "the logarithm to base 2", (result, a, b, i) -> a.log2());
      }
      case "LOG2" -> put(all, "log", "the natural logarithm", (result, a, b, i) -> a.log());
      case "SIN" -> {
        put(all, "cos", "the cosine instead of the sine", (result, a, b, i) -> a.cos());
        put(all, "negative", "the sine has the wrong sign", (result, a, b, i) -> result.negate());
      }
      case "COS" -> put(all, "sin", "the sine instead of the cosine", (result, a, b, i) -> a.sin());
      case "TANH", "TAN", "SINH", "COSH", "ASIN", "ACOS", "ATAN", "ASINH", "ACOSH", "ATANH" ->
          put(
              all,
              "argument",
              site.operation().toLowerCase(java.util.Locale.ROOT) + " is left out",
              (result, a, b, i) -> a);
      case "LARGEST" -> {
        put(
            all,
            "zero",
            "the largest is taken for 0",
            (result, a, b, i) -> result.arithmetic().exact(0));
        put(all, "floor", "the largest is at least 0", (result, a, b, i) -> result.max(0));
      }
      case "SMALLEST" ->
          put(all, "ceiling", "the smallest is at most 0", (result, a, b, i) -> result.min(0));
      case "SUM" ->
          put(
              all,
              "zero",
              "the sum is left out",
              (result, a, b, i) -> result.arithmetic().exact(0));
      default -> {}
    }
    return all;
  }

  private static void extreme(Map<String, Fault> all, String word, Change opposite) {
    put(
        all,
        "first",
        "the second of what " + word + " is taken of is left out",
        (result, a, b, i) -> a);
    put(
        all,
        "second",
        "the first of what " + word + " is taken of is left out",
        (result, a, b, i) -> b);
    put(all, "opposite", "the other one than " + word, opposite);
  }

  private static void put(Map<String, Fault> all, String name, String words, Change change) {
    all.put(name, new Fault(words, change));
  }

  /** A constant in the words of a fault. */
  static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e9
        ? Long.toString((long) value)
        : Float.toString((float) value);
  }

  /** A term that a kernel does not rescale when a later tile raises the maximum. */
  static Fault unscaled(Recording recording, int tile) {
    double[] largest = recording.largestSoFar(tile);
    return new Fault(
        "what was summed is not rescaled when the maximum rises in a later tile of " + tile,
        (result, first, second, i) -> unscaled(result, largest[i]));
  }

  private static Tracked unscaled(Tracked term, double largest) {
    return largest == 0 || !Double.isFinite(largest)
        ? term
        : term.over(term.arithmetic().exact(largest));
  }
}
