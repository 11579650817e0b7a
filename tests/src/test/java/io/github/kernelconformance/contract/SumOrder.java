package io.github.kernelconformance.contract;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** The orders in which a kernel may sum. */
enum SumOrder {
  FORWARDS {
    @Override
    float sum(float[] x) {
      float sum = 0;
      for (float each : x) {
        sum += each;
      }
      return sum;
    }
  },
  BACKWARDS {
    @Override
    float sum(float[] x) {
      float sum = 0;
      for (int i = x.length - 1; i >= 0; i--) {
        sum += x[i];
      }
      return sum;
    }
  },
  SHUFFLED {
    @Override
    float sum(float[] x) {
      List<Float> all = new ArrayList<>();
      for (float each : x) {
        all.add(each);
      }
      Collections.shuffle(all, new Random(x.length));
      float sum = 0;
      for (float each : all) {
        sum += each;
      }
      return sum;
    }
  },
  PAIRWISE {
    @Override
    float sum(float[] x) {
      return pairs(x, 0, x.length);
    }

    private float pairs(float[] x, int from, int to) {
      if (to - from == 1) {
        return x[from];
      }
      int middle = (from + to) / 2;
      return pairs(x, from, middle) + pairs(x, middle, to);
    }
  },
  THIRTY_TWO_LANES {
    @Override
    float sum(float[] x) {
      float[] lanes = new float[32];
      for (int i = 0; i < x.length; i++) {
        lanes[i % 32] += x[i];
      }
      return FORWARDS.sum(lanes);
    }
  },
  SORTED {
    @Override
    float sum(float[] x) {
      float[] sorted = x.clone();
      Arrays.sort(sorted);
      return FORWARDS.sum(sorted);
    }
  };

  abstract float sum(float[] x);
}
