package io.github.kernelconformance.described;

import io.github.kernelconformance.contract.ContractException;
import io.github.kernelconformance.contract.ScalarType;
import io.github.kernelconformance.family.KernelName;

/**
 * The name under which devices find the kernel of a cell: its host name, or the template that is to
 * be instantiated, with the values of function constants.
 */
final class KernelNames {

  private KernelNames() {}

  /**
   * The name at a place.
   *
   * @throws ContractException if a constant's type cannot have its value
   */
  static String of(Model model, KernelModel kernel, Place place) {
    KernelName name = KernelName.of(kernel.template().orElse(kernel.hostName()).at(place));
    for (Model.FunctionConstant it : model.constants()) {
      name = name.with(it.name(), text(it, place));
    }
    return name.spelling();
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
