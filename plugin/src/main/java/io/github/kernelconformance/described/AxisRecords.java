package io.github.kernelconformance.described;

import io.github.kernelconformance.contract.ContractException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The axes that were told so far. */
final class AxisRecords {

  /** Axes that every contract has. */
  static final String PATTERN = "pattern";

  static final String VIEW = "view";
  static final String VARIANT = "variant";

  private static final Set<String> TAKEN = Set.of(PATTERN, VIEW, VARIANT);

  private final List<AxisModel> axes = new ArrayList<>();

  List<AxisModel> all() {
    return axes;
  }

  /**
   * Adds an axis.
   *
   * @throws ContractException if its name is taken or its values cannot be
   */
  void add(String name, AxisModel.Kind kind, List<Object> values) {
    Names.check("The axis", name);
    if (TAKEN.contains(name)) {
      throw new ContractException(
          "An axis cannot be called %s: every contract has one of that name".formatted(name));
    }
    if (axes.stream().anyMatch(it -> it.name().equals(name))) {
      throw new ContractException("There are two axes " + name);
    }
    if (values.isEmpty()) {
      throw new ContractException("The axis %s has no %s".formatted(name, kind.plural()));
    }
    if (new HashSet<>(values).size() < values.size()) {
      throw new ContractException("The axis %s has a value twice: %s".formatted(name, values));
    }
    for (Object value : values) {
      if (value instanceof Integer size && size < 0) {
        throw new ContractException(
            "The axis %s has the size %d; sizes are 0 or more".formatted(name, size));
      }
      if (value instanceof String word && !word.matches("[A-Za-z0-9_.+-]+")) {
        throw new ContractException(
            ("The axis %s has the value '%s'. Ids have room for letters, digits and _ . + -")
                .formatted(name, word));
      }
    }
    axes.add(new AxisModel(name, kind, values));
  }
}
