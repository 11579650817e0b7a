package io.github.kernelconformance.mutation;

import java.util.Map;
import java.util.Set;

/** Changes of what a kernel is told of the grid and of its place in it. */
final class Launches {

  private Launches() {}

  /**
   * Adds them, as statements at the beginning of the kernel.
   *
   * @param at the offset after the bracket that opens the body
   * @param attributes of parameters by their names
   */
  static void changes(
      Syntax function, int at, Map<String, String> attributes, Set<Change> changes) {
    for (Syntax parameter : function.children()) {
      String attribute = attributes.getOrDefault(parameter.name(), "");
      if (!parameter.is("ParmVarDecl") || !Types.isInteger(parameter.type())) {
        continue;
      }
      String name = parameter.name();
      if (attribute.startsWith("threads_per_")
          || attribute.endsWith("s_per_threadgroup")
          || attribute.endsWith("s_per_grid")) {
        add(changes, Operator.SIZE_HALVED, at, name + " /= 2;");
        add(changes, Operator.SIZE_DOUBLED, at, name + " *= 2;");
      } else if (attribute.contains("position_in") || attribute.contains("index_in")) {
        add(changes, Operator.POSITION_ZERO, at, name + " = 0;");
        add(changes, Operator.POSITION_PLUS_ONE, at, name + " += 1;");
      }
    }
  }

  private static void add(Set<Change> changes, Operator operator, int at, String statement) {
    changes.add(new Change(operator, at, at, statement, true));
  }
}
