package io.github.kernelconformance.described;

import io.github.kernelconformance.contract.ScalarType;
import io.github.kernelconformance.family.Expected;
import java.nio.ByteBuffer;
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

  /** Whether a kernel left a number where anything may be. */
  static boolean isOpen(
      Map<String, Expected> supposed, Map<String, byte[]> outputs, Map<String, ScalarType> types) {
    for (Map.Entry<String, Expected> output : supposed.entrySet()) {
      ScalarType type = types.get(output.getKey());
      if (output.getValue() instanceof Expected.Near near) {
        ByteBuffer left = Encoding.buffer(outputs.get(output.getKey()));
        for (int i = 0; i < near.size(); i++) {
          boolean open = near.bounds()[i] == Double.POSITIVE_INFINITY;
          if (open && Double.isFinite(Encoding.real(left, i * type.bytes(), type))) {
            return true;
          }
        }
      }
    }
    return false;
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
