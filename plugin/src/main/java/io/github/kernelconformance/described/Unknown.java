package io.github.kernelconformance.described;

import io.github.kernelconformance.family.Expected;
import java.util.LinkedHashMap;
import java.util.Map;

/** What is not known of outputs, since it comes from what lies beyond an input. */
final class Unknown {

  private Unknown() {}

  /** What is supposed, not known where it is NaN and what is right is not. */
  static Map<String, Expected> where(Map<String, Expected> right, Map<String, Expected> supposed) {
    Map<String, Expected> all = new LinkedHashMap<>(supposed);
    all.replaceAll((name, it) -> where(right.get(name), it));
    return all;
  }

  private static Expected where(Expected right, Expected supposed) {
    if (supposed instanceof Expected.Near near) {
      double[] bounds = near.bounds().clone();
      for (int i = 0; i < bounds.length; i++) {
        if (Double.isNaN(near.values()[i]) && !isNan(right, i)) {
          bounds[i] = Double.NaN;
        }
      }
      return new Expected.Near(near.values(), bounds, near.reach(), near.grain());
    }
    if (supposed instanceof Expected.Rounded rounded) {
      double[] bounds = new double[rounded.size()];
      for (int i = 0; i < bounds.length; i++) {
        boolean open = Double.isNaN(rounded.values()[i]) && !isNan(right, i);
        bounds[i] = open ? Double.NaN : 0;
      }
      return new Expected.Near(rounded.values(), bounds, 0);
    }
    return supposed;
  }

  private static boolean isNan(Expected right, int i) {
    return right instanceof Expected.Near near && Double.isNaN(near.values()[i])
        || right instanceof Expected.Rounded rounded && Double.isNaN(rounded.values()[i]);
  }
}
