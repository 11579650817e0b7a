package io.github.kernelconformance.described;

import io.github.kernelconformance.contract.ScalarType;
import io.github.kernelconformance.described.Recording.Site;
import io.github.kernelconformance.family.Expected;
import io.github.kernelconformance.family.Hypothesis;
import io.github.kernelconformance.family.Hypothesis.Origin;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;

/**
 * Finds the constants with which a reference gives what a kernel left: the element that tells most
 * is met by the secant method. Whether all others fit too is for others to see.
 */
final class FittedConstants {

  private static final int MOST_STEPS = 16;
  private static final int MOST_OPERATIONS = 20_000;
  private static final int MOST_DIGITS = 7;

  private final Suppositions suppositions;
  private final Map<String, Expected> right;

  /** An element of an output. */
  private record Target(String output, int index, double got, double tolerance) {}

  FittedConstants(Suppositions suppositions, Map<String, Expected> right) {
    this.suppositions = suppositions;
    this.right = right;
  }

  /**
   * A hypothesis for each constant that can be chosen so.
   *
   * @param outputs what the kernel left
   * @param types of the outputs
   */
  List<Hypothesis> of(Map<String, byte[]> outputs, Map<String, ScalarType> types) {
    Recording recording = suppositions.recording();
    Optional<Target> target = target(outputs, types);
    if (target.isEmpty() || recording.size() > MOST_OPERATIONS) {
      return List.of();
    }
    List<Hypothesis> all = new ArrayList<>();
    for (Site site : recording.sites()) {
      if (site.operation().equals(Recording.CONSTANT)) {
        DoubleFunction<Hypothesis> constant = value -> constant(site, value);
        solved(constant, site.constant(), target.get())
            .ifPresent(it -> all.add(constant.apply(it.shortest(1))));
      } else if (site.operation().equals("SUM")) {
        solved(value -> begin(SumBegins.ONCE, site, value), 0, target.get())
            .ifPresent(it -> begins(site, it, all));
      }
    }
    return all;
  }

  private static Hypothesis constant(Site site, double value) {
    return new Hypothesis(
        Suppositions.CONSTANT + "|" + value + "|" + site.key(),
        "%s in the place of %s"
            .formatted(OperationFaults.number(value), OperationFaults.number(site.constant())),
        site.place(),
        Origin.FITTED);
  }

  /** What is added to a sum, as one number or as one of threads or lanes. */
  private void begins(Site site, Root added, List<Hypothesis> all) {
    for (SumBegins how : SumBegins.values()) {
      int times = how.times(site.largest(), suppositions.threads());
      if (times > 0) {
        all.add(begin(how, site, added.shortest(times)));
      }
    }
  }

  private static Hypothesis begin(SumBegins how, Site site, double value) {
    return new Hypothesis(
        Suppositions.BEGIN + "|" + how + ":" + value + "|" + site.key(),
        how.words(value),
        site.place(),
        Origin.FITTED);
  }

  /** The wrong element that is known best. */
  private Optional<Target> target(Map<String, byte[]> outputs, Map<String, ScalarType> types) {
    Target best = null;
    double most = 0;
    for (Map.Entry<String, Expected> output : right.entrySet()) {
      ScalarType type = types.get(output.getKey());
      if (!(output.getValue() instanceof Expected.Near near) || !type.floating()) {
        continue;
      }
      byte[] bytes = outputs.get(output.getKey());
      for (int i = 0; i < near.size(); i++) {
        double got = Encoding.real(Encoding.buffer(bytes), i * type.bytes(), type);
        double unit = type.dtype().orElseThrow().ulp(got);
        double tolerance = near.bounds()[i] + unit;
        double clear = Math.abs(got - near.values()[i]) / tolerance;
        if (Double.isFinite(clear) && clear > Math.max(most, 1)) {
          most = clear;
          best = new Target(output.getKey(), i, got, tolerance);
        }
      }
    }
    return Optional.ofNullable(best);
  }

  /** A number that was found, and how far it may be off. */
  private record Root(double value, double uncertainty) {

    /** The number of fewest digits that is near enough to a part of it. */
    double shortest(int parts) {
      double part = value / parts;
      for (int digits = 1; digits <= MOST_DIGITS; digits++) {
        double shorter = new BigDecimal(part).round(new MathContext(digits)).doubleValue();
        if (Math.abs(shorter - part) <= 2 * uncertainty / parts) {
          return shorter;
        }
      }
      return part;
    }
  }

  private Optional<Root> solved(DoubleFunction<Hypothesis> family, double right, Target target) {
    double before = right;
    OptionalDouble first = error(family.apply(before), target);
    double now = before == 0 ? 1 : before * 1.25;
    if (first.isEmpty()) {
      return Optional.empty();
    }
    double errorBefore = first.getAsDouble();
    for (int step = 0; step < MOST_STEPS; step++) {
      OptionalDouble error = error(family.apply(now), target);
      if (error.isEmpty()) {
        return Optional.empty();
      }
      double slope = (error.getAsDouble() - errorBefore) / (now - before);
      if (Math.abs(error.getAsDouble()) <= target.tolerance) {
        double uncertainty = slope == 0 ? 0 : Math.abs(target.tolerance / slope);
        return Optional.of(new Root(now - refinement(error.getAsDouble(), slope), uncertainty));
      }
      if (slope == 0 || !Double.isFinite(slope)) {
        return Optional.empty();
      }
      before = now;
      errorBefore = error.getAsDouble();
      now -= error.getAsDouble() / slope;
    }
    return Optional.empty();
  }

  private static double refinement(double error, double slope) {
    return slope == 0 || !Double.isFinite(slope) ? 0 : error / slope;
  }

  private OptionalDouble error(Hypothesis hypothesis, Target target) {
    Optional<Map<String, Expected>> supposed = suppositions.supposing(hypothesis, right);
    if (supposed.isEmpty()) {
      return OptionalDouble.empty();
    }
    Expected output = supposed.get().get(target.output);
    double value =
        output instanceof Expected.Near near
            ? near.values()[target.index]
            : output instanceof Expected.Rounded rounded
                ? rounded.values()[target.index]
                : Double.NaN;
    return Double.isFinite(value) ? OptionalDouble.of(value - target.got) : OptionalDouble.empty();
  }
}
