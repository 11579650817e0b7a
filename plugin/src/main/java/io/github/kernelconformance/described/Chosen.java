package io.github.kernelconformance.described;

import io.github.kernelconformance.contract.Distribution;
import io.github.kernelconformance.contract.View;
import io.github.kernelconformance.matrix.CommaList;
import io.github.kernelconformance.matrix.IntegerRanges;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a build asks for of a contract by the parameter {@code axes}.
 *
 * @param axes the contract's, with the values that are asked for
 * @param variants empty for all
 * @param views empty for those that make sense
 * @param distributions empty for those that make sense
 */
record Chosen(
    List<AxisModel> axes,
    Optional<List<String>> variants,
    Optional<List<View>> views,
    Optional<List<Distribution>> distributions) {

  private static final String AUTO = "auto";

  /**
   * Reads the parameter.
   *
   * @throws io.github.kernelconformance.matrix.ConfigurationException if a value is none of the
   *     axis
   */
  static Chosen of(Model model, Map<String, String> texts) {
    Map<String, String> asked = new LinkedHashMap<>(texts);
    asked.values().removeIf(it -> it.strip().equals(AUTO));
    List<AxisModel> axes = new ArrayList<>();
    for (AxisModel axis : model.axes()) {
      String text = asked.get(axis.name());
      axes.add(text == null ? axis : new AxisModel(axis.name(), axis.kind(), values(axis, text)));
    }
    return new Chosen(
        axes,
        choose(
            asked,
            AxisRecords.VARIANT,
            model.kernels().stream().map(KernelModel::variant).toList(),
            Function.identity()),
        choose(asked, AxisRecords.VIEW, Patterns.views(model), View::id),
        choose(asked, AxisRecords.PATTERN, Patterns.distributions(model), Distribution::id));
  }

  private static List<Object> values(AxisModel axis, String text) {
    if (axis.kind() == AxisModel.Kind.SIZE) {
      return List.copyOf(IntegerRanges.parse(axis.name(), text, AUTO));
    }
    return CommaList.choose(
        axis.name(), "value", text, axis.values(), it -> axis.coordinate(it).toString());
  }

  private static <T> Optional<List<T>> choose(
      Map<String, String> asked, String axis, List<T> all, Function<T, String> id) {
    return Optional.ofNullable(asked.get(axis))
        .map(text -> CommaList.choose(axis, "value", text, all, id));
  }
}
