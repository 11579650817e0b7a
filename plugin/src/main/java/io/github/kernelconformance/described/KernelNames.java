package io.github.kernelconformance.described;

import io.github.kernelconformance.contract.ContractException;
import io.github.kernelconformance.contract.ScalarType;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The name under which devices find the kernel of a cell: its host name, or the template that is to
 * be instantiated, and after it the values of function constants, as in {@code norm<float,
 * 32>[BLOCK=32, SCALE=0.5]}.
 */
final class KernelNames {

  private KernelNames() {}

  /**
   * The name at a place.
   *
   * @throws ContractException if a constant's type cannot have its value
   */
  static String of(Model model, KernelModel kernel, Place place) {
    String function =
        kernel
            .template()
            .map(it -> it.at(place).strip().replaceAll("\\s*,\\s*", ", "))
            .orElseGet(() -> kernel.hostName().at(place));
    SortedMap<String, String> constants = new TreeMap<>();
    for (Model.FunctionConstant it : model.constants()) {
      constants.put(it.name(), text(it, place));
    }
    return constants.isEmpty()
        ? function
        : constants.entrySet().stream()
            .map(it -> it.getKey() + "=" + it.getValue())
            .collect(Collectors.joining(", ", function + "[", "]"));
  }

  private static String text(Model.FunctionConstant constant, Place place) {
    ScalarType type = constant.type();
    double value = constant.value().at(place);
    Encoding.check("The function constant " + constant.name(), type, value);
    if (type == ScalarType.BOOL) {
      return Boolean.toString(value != 0);
    }
    return type.floating()
        ? Float.toString((float) Encoding.rounded(type, value))
        : Long.toString((long) value);
  }
}
