package io.github.kernelconformance.contract;

import io.github.kernelconformance.contract.FloatKernel.Platform;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;

/** A formula over a row of x and a row of w, as a reference and as a kernel in float. */
enum RowFormula {
  SOFTMAX {
    @Override
    Tracked[] reference(Arithmetic a, float[] x, float[] w) {
      Tracked max = a.max(x.length, k -> a.exact(x[k]));
      Tracked sum = a.sum(x.length, k -> a.exact(x[k]).minus(max).exp());
      return all(x.length, i -> a.exact(x[i]).minus(max).exp().over(sum));
    }

    @Override
    float[] run(FloatKernel kernel, SumOrder order, float[] x, float[] w) {
      float max = Float.NEGATIVE_INFINITY;
      for (float each : x) {
        max = Math.max(max, each);
      }
      float[] e = new float[x.length];
      for (int i = 0; i < x.length; i++) {
        e[i] = kernel.of(Op.EXP, x[i] - max);
      }
      float sum = order.sum(e);
      float[] y = new float[x.length];
      for (int i = 0; i < x.length; i++) {
        y[i] = kernel.of(Op.OVER, e[i], sum);
      }
      return y;
    }
  },

  RMS_NORM {
    @Override
    Tracked[] reference(Arithmetic a, float[] x, float[] w) {
      int n = x.length;
      Tracked scale = a.sum(n, k -> a.exact(x[k]).squared()).over(n).plus(1e-5f).rsqrt();
      return all(n, i -> a.exact(x[i]).times(scale).times(a.exact(w[i])));
    }

    @Override
    float[] run(FloatKernel kernel, SumOrder order, float[] x, float[] w) {
      float[] squares = new float[x.length];
      for (int i = 0; i < x.length; i++) {
        squares[i] = x[i] * x[i];
      }
      float mean = kernel.of(Op.OVER, order.sum(squares), x.length);
      return scaled(x, w, 0, kernel.of(Op.RSQRT, mean + 1e-5f));
    }
  },

  LAYER_NORM {
    @Override
    Tracked[] reference(Arithmetic a, float[] x, float[] w) {
      int n = x.length;
      Tracked mean = a.sum(n, k -> a.exact(x[k])).over(n);
      Tracked variance = a.sum(n, k -> a.exact(x[k]).minus(mean).squared()).over(n);
      Tracked scale = variance.plus(1e-5f).rsqrt();
      return all(n, i -> a.exact(x[i]).minus(mean).times(scale).times(a.exact(w[i])));
    }

    @Override
    float[] run(FloatKernel kernel, SumOrder order, float[] x, float[] w) {
      float mean = kernel.of(Op.OVER, order.sum(x), x.length);
      float[] squares = new float[x.length];
      for (int i = 0; i < x.length; i++) {
        squares[i] = (x[i] - mean) * (x[i] - mean);
      }
      float variance = kernel.of(Op.OVER, order.sum(squares), x.length);
      return scaled(x, w, mean, kernel.of(Op.RSQRT, variance + 1e-5f));
    }
  };

  /** What came of many rows. */
  record Outcome(int outputs, int alarms, int vacuous, double medianOfLargestRatios) {}

  abstract Tracked[] reference(Arithmetic arithmetic, float[] x, float[] w);

  abstract float[] run(FloatKernel kernel, SumOrder order, float[] x, float[] w);

  /** Rows of n normal numbers times a scale, each through kernels of all orders. */
  Outcome prove(int n, double scale, int rows) {
    Random random = new Random(n);
    Arithmetic metal = Arithmetic.of(AccuracyTable.MSL_PRECISE);
    FloatKernel kernel = new FloatKernel(Platform.METAL, random, 1);
    double[] largest = new double[rows * SumOrder.values().length];
    int alarms = 0;
    int vacuous = 0;
    int runs = 0;
    for (int row = 0; row < rows; row++) {
      float[] x = normal(random, n, scale);
      float[] w = normal(random, n, 1);
      Tracked[] reference = reference(metal, x, w);
      vacuous += (int) Arrays.stream(reference).filter(Tracked::vacuous).count();
      for (SumOrder order : SumOrder.values()) {
        float[] y = run(kernel, order, x, w);
        for (int i = 0; i < n; i++) {
          alarms += reference[i].admits(y[i]) ? 0 : 1;
          double ratio = Math.abs(y[i] - reference[i].value()) / reference[i].bound();
          largest[runs] = Math.max(largest[runs], ratio);
        }
        runs++;
      }
    }
    Arrays.sort(largest);
    return new Outcome(n * runs, alarms, vacuous, largest[runs / 2]);
  }

  private static float[] normal(Random random, int n, double scale) {
    float[] x = new float[n];
    for (int i = 0; i < n; i++) {
      x[i] = (float) (scale * random.nextGaussian());
    }
    return x;
  }

  private static float[] scaled(float[] x, float[] w, float mean, float scale) {
    float[] y = new float[x.length];
    for (int i = 0; i < x.length; i++) {
      y[i] = (x[i] - mean) * scale * w[i];
    }
    return y;
  }

  private static Tracked[] all(int n, java.util.function.IntFunction<Tracked> of) {
    return IntStream.range(0, n).mapToObj(of).toArray(Tracked[]::new);
  }
}
