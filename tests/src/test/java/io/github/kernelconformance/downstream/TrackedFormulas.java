package io.github.kernelconformance.downstream;

import io.github.kernelconformance.contract.Arithmetic;
import io.github.kernelconformance.contract.Tracked;
import java.util.function.IntFunction;

/** Formulas of rows and elements, with bounds. */
final class TrackedFormulas {

  private final Arithmetic arithmetic;

  TrackedFormulas(Arithmetic arithmetic) {
    this.arithmetic = arithmetic;
  }

  private Tracked[] all(int n, IntFunction<Tracked> of) {
    Tracked[] values = new Tracked[n];
    for (int i = 0; i < n; i++) {
      values[i] = of.apply(i);
    }
    return values;
  }

  private Tracked at(double[] x, int i) {
    return arithmetic.exact(x[i]);
  }

  Tracked[] softmax(double[] x) {
    Tracked largest = arithmetic.max(x.length, i -> at(x, i));
    Tracked sum = arithmetic.sum(x.length, i -> at(x, i).minus(largest).exp());
    return all(x.length, i -> at(x, i).minus(largest).exp().over(sum));
  }

  /** Shifted by the maximum, so that no exponential overflows. */
  Tracked[] logSumExp(double[] x) {
    Tracked largest = arithmetic.max(x.length, i -> at(x, i));
    Tracked shift = Double.isInfinite(largest.value()) ? arithmetic.exact(0) : largest;
    Tracked sum = arithmetic.sum(x.length, i -> at(x, i).minus(shift).exp());
    return new Tracked[] {shift.plus(sum.log())};
  }

  Tracked[] rmsNorm(double[] x, double[] w) {
    Tracked squares = arithmetic.sum(x.length, i -> at(x, i).squared());
    Tracked scale = squares.over(x.length).plus(RowFormulas.EPS).rsqrt();
    return all(x.length, i -> at(x, i).times(scale).times(at(w, i)));
  }

  Tracked[] layerNorm(double[] x, double[] w, double[] b) {
    Tracked mean = arithmetic.sum(x.length, i -> at(x, i)).over(x.length);
    Tracked variance = arithmetic.sum(x.length, i -> at(x, i).minus(mean).squared()).over(x.length);
    Tracked scale = variance.plus(RowFormulas.EPS).rsqrt();
    return all(x.length, i -> at(x, i).minus(mean).times(scale).times(at(w, i)).plus(at(b, i)));
  }

  Tracked[] sum(double[] x) {
    return new Tracked[] {arithmetic.sum(x.length, i -> at(x, i))};
  }

  Tracked[] inclusiveScan(double[] x) {
    return arithmetic.scan(x.length, i -> at(x, i));
  }

  Tracked gelu(double value) {
    Tracked x = arithmetic.exact(value);
    Tracked inner = x.plus(x.squared().times(x).times(0.044715)).times(Math.sqrt(2 / Math.PI));
    return x.times(0.5).times(inner.tanh().plus(1));
  }

  Tracked geluLogistic(double value) {
    Tracked x = arithmetic.exact(value);
    Tracked inner = x.plus(x.squared().times(x).times(0.044715)).times(Math.sqrt(2 / Math.PI));
    return x.over(inner.times(-2).exp().plus(1));
  }

  Tracked silu(double value) {
    Tracked x = arithmetic.exact(value);
    return x.over(x.negate().exp().plus(1));
  }

  /** Of x as {@code [heads, positions, 2 * pairs]}. */
  Tracked[] rope(double[] x, double[] frequencies, int positions, int offset) {
    int pairs = frequencies.length;
    Tracked[] out = new Tracked[x.length];
    for (int row = 0; row < x.length / (2 * pairs); row++) {
      for (int pair = 0; pair < pairs; pair++) {
        int first = row * 2 * pairs + pair;
        int second = first + pairs;
        Tracked angle = at(frequencies, pair).times(arithmetic.exact(offset + row % positions));
        Tracked cosine = angle.cos();
        Tracked sine = angle.sin();
        out[first] = at(x, first).times(cosine).minus(at(x, second).times(sine));
        out[second] = at(x, first).times(sine).plus(at(x, second).times(cosine));
      }
    }
    return out;
  }

  /** Of a as {@code [m, k]} and b as {@code [k, n]}. */
  Tracked[] product(double[] a, double[] b, int m, int n, int k) {
    return all(
        m * n, it -> arithmetic.dot(k, i -> at(a, it / n * k + i), i -> at(b, i * n + it % n)));
  }
}
