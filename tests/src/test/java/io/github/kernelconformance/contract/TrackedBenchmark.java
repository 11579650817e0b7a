package io.github.kernelconformance.contract;

import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Prints how many terms a second a reference sums, and the proof of {@link DerivedBoundsTest} at
 * its full scale. Nothing is asserted, and a build leaves it out, since its name is no test's;
 * docs/benchmarks.md tells what came of it.
 */
final class TrackedBenchmark {

  private static final int TERMS = 4096;
  private static final int SUMS = 5000;

  private final Arithmetic metal = Arithmetic.of(AccuracyTable.MSL_PRECISE);

  private interface Sum {
    Tracked of(double[] x, double[] w);
  }

  @Test
  void termsPerSecond() {
    report("x * w", (x, w) -> metal.sum(TERMS, k -> at(x, k).times(at(w, k))));
    report("x * w * w", (x, w) -> metal.sum(TERMS, k -> at(x, k).times(at(w, k)).times(at(w, k))));
    report("x * x", (x, w) -> metal.sum(TERMS, k -> at(x, k).squared()));
    report("exp(x - m)", (x, w) -> metal.sum(TERMS, k -> at(x, k).minus(at(w, 0)).exp()));
    report(
        "(x - mean)^2",
        (x, w) -> {
          Tracked mean = metal.sum(TERMS, k -> at(x, k)).over(TERMS);
          return metal.sum(TERMS, k -> at(x, k).minus(mean).squared());
        });
    report("max", (x, w) -> metal.max(TERMS, k -> at(x, k)));
  }

  private Tracked at(double[] x, int k) {
    return metal.exact(x[k]);
  }

  private static void report(String name, Sum sum) {
    Random random = new Random(1);
    double[] x = random.doubles(TERMS).map(it -> (float) it).toArray();
    double[] w = random.doubles(TERMS).map(it -> (float) it).toArray();
    double best = Double.POSITIVE_INFINITY;
    double sink = 0;
    for (int round = 0; round < 6; round++) {
      long start = System.nanoTime();
      for (int i = 0; i < SUMS; i++) {
        sink += sum.of(x, w).bound();
      }
      best = Math.min(best, System.nanoTime() - start);
    }
    System.out.printf(
        "%-14s %6.1f million terms a second (%g)%n", name, 1e3 * TERMS * SUMS / best, sink);
  }

  @Test
  void proof() {
    for (RowFormula formula : RowFormula.values()) {
      for (int n : new int[] {33, 1024, 4096}) {
        for (double scale : new double[] {1, 10}) {
          System.out.println(formula + " " + n + " " + scale + " " + formula.prove(n, scale, 20));
        }
      }
    }
  }
}
