package io.github.kernelconformance.described;

import static io.github.kernelconformance.described.TermFaults.LANES;

import io.github.kernelconformance.contract.Observer.Terms;
import io.github.kernelconformance.contract.Operation;
import io.github.kernelconformance.contract.Tracked;
import io.github.kernelconformance.described.Perturbed.Change;
import io.github.kernelconformance.described.Recording.Site;
import io.github.kernelconformance.numerics.DType;
import io.github.kernelconformance.numerics.RoundedRange;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BinaryOperator;

/**
 * What kernels do that compute in the narrow type of a buffer where they need not. Sums are made in
 * the order of their terms, or as SIMD groups make them with lanes in order; a kernel that adds in
 * another order has other roundings, and nobody knows which.
 */
final class NarrowFaults {

  /** Rounds the result alone. */
  private static final String RESULT = "result";

  /** Rounds the operands too. */
  private static final String ALL = "all";

  /** Rounds each sum so far. */
  private static final String SEQUENCE = "sequence";

  /** The same within SIMD groups, and then of these. */
  private static final String GROUPS = "groups";

  /** The same, but the three parts of a sum are rounded once. */
  private static final String AT_ONCE = "groups-at-once";

  private static final Map<String, String> RESULTS =
      Map.ofEntries(
          Map.entry("PLUS", "the sum"),
          Map.entry("MINUS", "the difference"),
          Map.entry("TIMES", "the product"),
          Map.entry("SQUARE", "the square"),
          Map.entry("OVER", "the quotient"),
          Map.entry("RECIPROCAL", "the reciprocal"),
          Map.entry("SQRT", "the root"),
          Map.entry("RSQRT", "the reciprocal root"),
          Map.entry("EXP", "the exponential"),
          Map.entry("EXP2", "the exponential"),
          Map.entry("LOG", "the logarithm"),
          Map.entry("LOG2", "the logarithm"),
          Map.entry("TANH", "tanh"),
          Map.entry("SUM", "the sum"));

  private static final Map<String, BinaryOperator<Tracked>> OPERATIONS =
      Map.of(
          "PLUS", Tracked::plus,
          "MINUS", Tracked::minus,
          "TIMES", Tracked::times,
          "OVER", Tracked::over);

  private static final Map<String, String> NAMES =
      Map.of(
          "PLUS", "the addition",
          "MINUS", "the subtraction",
          "TIMES", "the multiplication",
          "OVER", "the division");

  private NarrowFaults() {}

  /** The words of those of a site, by names that tell them apart. */
  static Map<String, String> of(Site site, String buffer) {
    Map<String, String> all = new LinkedHashMap<>();
    String of = " the type of " + buffer;
    String result = RESULTS.get(site.operation());
    if (result != null) {
      all.put(RESULT, result + " is rounded to" + of);
    }
    if (OPERATIONS.containsKey(site.operation())) {
      all.put(ALL, NAMES.get(site.operation()) + " is done in" + of);
    }
    if (site.operation().equals("SUM")) {
      all.put(SEQUENCE, "the sum is kept in" + of);
      all.put(GROUPS, "the sum is kept in" + of);
    }
    if (site.operation().equals("SCAN")) {
      all.put(SEQUENCE, "sums are kept in" + of);
      all.put(GROUPS, "sums are kept in" + of);
      all.put(AT_ONCE, "sums are kept in" + of);
    }
    return all;
  }

  /**
   * What does a fault of a site.
   *
   * @param threads of a threadgroup
   */
  static Perturbed by(Recording recording, Site site, String name, DType type, int threads) {
    boolean scan = site.operation().equals("SCAN");
    return switch (name) {
      case RESULT ->
          Perturbed.operation(
              recording, site.key(), (result, first, second, i) -> rounded(result, type));
      case ALL ->
          Perturbed.operation(
              recording, site.key(), operands(OPERATIONS.get(site.operation()), type));
      case SEQUENCE ->
          scan
              ? Perturbed.sums(
                  recording, site.key(), (terms, t) -> scan(terms, type, 0, true), threads)
              : Perturbed.terms(
                  recording,
                  site.key(),
                  (operation, terms, by) -> inOrder(operation, terms, type),
                  threads);
      default ->
          scan
              ? Perturbed.sums(
                  recording,
                  site.key(),
                  (terms, t) -> scan(terms, type, t, name.equals(GROUPS)),
                  threads)
              : Perturbed.terms(
                  recording,
                  site.key(),
                  (operation, terms, by) -> byThreads(operation, terms, type, by.threads()),
                  threads);
    };
  }

  private static Change operands(BinaryOperator<Tracked> operation, DType type) {
    return (result, first, second, i) ->
        rounded(operation.apply(rounded(first, type), rounded(second, type)), type);
  }

  /** What all kernels round to, where that is one number; else all that some of them may have. */
  private static Tracked rounded(Tracked number, DType type) {
    if (!Double.isFinite(number.value()) || !Double.isFinite(number.bound())) {
      return number;
    }
    RoundedRange range = RoundedRange.of(type, number.value(), number.bound());
    return range.low() == range.high()
        ? number.arithmetic().exact(range.low())
        : number.rounded(type);
  }

  private static Terms inOrder(Operation operation, Terms terms, DType type) {
    if (terms.count() == 0 || operation != Operation.SUM) {
      return terms;
    }
    return new Terms(
        1,
        i -> {
          Tracked first = terms.term().apply(0);
          double sum = type.round(first.value());
          for (int k = 1; k < terms.count(); k++) {
            sum = type.round(sum + type.round(terms.term().apply(k).value()));
          }
          return first.arithmetic().exact(sum);
        });
  }

  /** Each thread adds its terms in order, then a SIMD group its lanes, then one of them these. */
  private static Terms byThreads(Operation operation, Terms terms, DType type, int threads) {
    if (terms.count() == 0 || operation != Operation.SUM || threads < 2) {
      return terms;
    }
    return new Terms(
        1,
        i -> {
          Tracked first = terms.term().apply(0);
          double[] ofThreads = new double[(threads + LANES - 1) / LANES * LANES];
          for (int k = 0; k < terms.count(); k++) {
            double term = type.round(terms.term().apply(k).value());
            ofThreads[k % threads] = type.round(ofThreads[k % threads] + term);
          }
          double[] groups = new double[LANES];
          for (int group = 0; group * LANES < ofThreads.length; group++) {
            int from = group * LANES;
            groups[group % LANES] = tree(Arrays.copyOfRange(ofThreads, from, from + LANES), type);
          }
          return first.arithmetic().exact(tree(groups, type));
        });
  }

  /** The sum of a SIMD group's lanes: those that are 16 apart are added, then 8, and so on. */
  private static double tree(double[] lanes, DType type) {
    for (int width = LANES / 2; width > 0; width /= 2) {
      for (int i = 0; i < width; i++) {
        lanes[i] = type.round(lanes[i] + lanes[i + width]);
      }
    }
    return lanes[0];
  }

  /**
   * All sums.
   *
   * @param threads that share the terms out; 0 if a thread makes them alone
   * @param twice whether the sum of earlier rounds and SIMD groups is rounded before the rest is
   *     added
   */
  private static Tracked[] scan(Tracked[] terms, DType type, int threads, boolean twice) {
    int round = threads == 0 ? Integer.MAX_VALUE : threads;
    int group = threads == 0 ? Integer.MAX_VALUE : LANES;
    Tracked[] sums = new Tracked[terms.length];
    double rounds = 0;
    double groups = 0;
    double within = 0;
    double[] ofGroups = new double[LANES];
    for (int i = 0; i < terms.length; i++) {
      int thread = i % round;
      if (thread % group == 0 && i > 0) {
        ofGroups[(i - 1) % round / LANES % LANES] = within;
        groups = type.round(groups + within);
        within = 0;
      }
      if (thread == 0) {
        rounds = type.round(rounds + tree(ofGroups, type));
        ofGroups = new double[LANES];
        groups = 0;
      }
      within = type.round(within + type.round(terms[i].value()));
      double earlier = twice ? type.round(rounds + groups) : rounds + groups;
      sums[i] = terms[i].arithmetic().exact(type.round(earlier + within));
    }
    return sums;
  }
}
