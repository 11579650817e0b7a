package io.github.kernelconformance.msl;

import java.util.Set;

/**
 * A parameter of a kernel function.
 *
 * @param name the parameter's name; empty where it has none
 * @param type the declared type as written, without name and attributes, for example {@code const
 *     device uint32_t*}
 * @param attribute the name of the attribute that says where the value comes from, for example
 *     {@code buffer} or {@code threadgroup_position_in_grid}; {@code buffer} or {@code threadgroup}
 *     where that is left to Metal to work out; empty where it cannot be told from the declaration
 * @param index the attribute's index, for {@code [[buffer(2)]]} 2; where it is left to Metal the
 *     lowest that no other parameter has, in declaration order; -1 where there is none or it is not
 *     a literal
 * @param functionConstant the function constant without which the parameter does not exist, from
 *     {@code [[function_constant(name)]]}; empty where it always exists
 * @param location where it is declared
 */
public record Parameter(
    String name,
    String type,
    String attribute,
    int index,
    String functionConstant,
    SourceLocation location) {

  /** Attributes whose value a host supplies; Metal itself computes those of all others. */
  static final Set<String> RESOURCES =
      Set.of("buffer", "threadgroup", "texture", "sampler", "stage_in");

  /** The parameter, which always exists where its function constant enables it. */
  Parameter specialized(FunctionConstants constants) {
    return constants.named(functionConstant).filter(FunctionConstant::enables).isPresent()
        ? new Parameter(name, type, attribute, index, "", location)
        : this;
  }

  /**
   * Whether a launch has to supply a value. Positions in the grid do not need one, and a parameter
   * that depends on a function constant does not exist unless that constant is set.
   */
  public boolean needsArgument() {
    return functionConstant.isEmpty() && (attribute.isEmpty() || RESOURCES.contains(attribute));
  }
}
