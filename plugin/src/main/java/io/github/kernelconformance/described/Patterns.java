package io.github.kernelconformance.described;

import io.github.kernelconformance.contract.Distribution;
import io.github.kernelconformance.contract.Layout;
import io.github.kernelconformance.contract.ScalarType;
import io.github.kernelconformance.contract.TypeAxis;
import io.github.kernelconformance.contract.View;
import io.github.kernelconformance.described.BufferModel.Values;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Which distributions and views make sense for a contract's types and roles. */
final class Patterns {

  private static final List<Distribution> OF_REALS =
      List.of(
          Distribution.NORMAL,
          Distribution.INTEGERS,
          Distribution.UNIFORM,
          Distribution.SHIFTED,
          Distribution.DISTINCT,
          Distribution.CONSTANT,
          Distribution.TIES,
          Distribution.TINY,
          Distribution.HUGE,
          Distribution.SUBNORMAL,
          Distribution.SIGNED_ZEROS,
          Distribution.NAN,
          Distribution.INFINITY);

  private static final List<Distribution> OF_INTEGERS =
      List.of(
          Distribution.UNIFORM,
          Distribution.INTEGERS,
          Distribution.DISTINCT,
          Distribution.CONSTANT,
          Distribution.TIES);

  private Patterns() {}

  /** The distributions, the usual one first; exclusions are not heeded. */
  static List<Distribution> distributions(Model model) {
    List<BufferModel> free =
        model.buffers().stream()
            .filter(it -> it.access().read() && it.values() instanceof Values.Any)
            .toList();
    long reals = free.stream().filter(Patterns::hasReals).count();
    boolean masked = model.buffers().stream().anyMatch(it -> it.values() instanceof Values.Mask);
    List<Distribution> all = new ArrayList<>();
    if (reals > 0) {
      all.addAll(OF_REALS);
    } else {
      boolean some =
          model.buffers().stream()
              .anyMatch(it -> it.access().read() && !(it.values() instanceof Values.Filled));
      all.addAll(some ? OF_INTEGERS : List.of(Distribution.NORMAL));
    }
    if (reals == 1 && free.size() == 1 && !masked) {
      all.add(Distribution.MASKED);
    }
    if (reals == 1 && free.size() == 1 || masked) {
      all.add(Distribution.MASKED_ROW);
    }
    return all;
  }

  /** The views that at least one buffer can have, dense first. */
  static List<View> views(Model model) {
    return Arrays.stream(View.values())
        .filter(view -> view == View.DENSE || model.buffers().stream().anyMatch(it -> it.has(view)))
        .toList();
  }

  private static boolean hasReals(BufferModel buffer) {
    if (buffer.type() instanceof ScalarType type) {
      return type.floating();
    }
    if (buffer.type() instanceof TypeAxis axis) {
      return axis.types().stream().anyMatch(ScalarType::floating);
    }
    return ((Layout) buffer.type()).fields().stream().anyMatch(it -> it.type().floating());
  }
}
