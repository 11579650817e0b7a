package io.github.kernelconformance.msl;

import java.util.List;
import java.util.Map;

/**
 * A kernel that a program offers under a host name.
 *
 * @param name the host name: that of {@code [[host_name("…")]]}, else the qualified name of the
 *     function; or the spelling of a {@link io.github.kernelconformance.family.KernelName}
 * @param function the function's qualified name, for example {@code fp_qmv}
 * @param expression the C++ expression that names it, for example {@code fp_qmv<float, 32, 4, 0>},
 *     as written in {@code scope}
 * @param scope the namespace in which the expression means the kernel, for example {@code
 *     mlx::steel}; empty for the global one
 * @param parameters in declaration order; those of the template where the kernel is an
 *     instantiation, so their types may name template parameters
 * @param location where the function, or its explicit instantiation, stands; the template where the
 *     source has no instantiation
 * @param metalName what Metal's {@code newFunctionWithName:} takes; the name, but for kernels that
 *     are made for a {@link io.github.kernelconformance.family.KernelName}
 * @param constants values of function constants that are this kernel's own, by name, as texts
 */
public record Kernel(
    String name,
    String function,
    String expression,
    String scope,
    List<Parameter> parameters,
    SourceLocation location,
    String metalName,
    Map<String, String> constants) {

  /** Keeps immutable copies. */
  public Kernel {
    parameters = List.copyOf(parameters);
    constants = Map.copyOf(constants);
  }

  /** A kernel that the source has under its host name. */
  public Kernel(
      String name,
      String function,
      String expression,
      String scope,
      List<Parameter> parameters,
      SourceLocation location) {
    this(name, function, expression, scope, parameters, location, name, Map.of());
  }

  /** The same kernel under another name, with values of function constants of its own. */
  Kernel named(String other, Map<String, String> values) {
    return new Kernel(other, function, expression, scope, parameters, location, metalName, values);
  }

  /** Whether the source does not instantiate its template. */
  public boolean isMade() {
    return metalName.startsWith(NamedKernels.PREFIX);
  }

  /** Whether a function constant decides whether a parameter exists. */
  public boolean hasConditions() {
    return parameters.stream().anyMatch(it -> !it.functionConstant().isEmpty());
  }

  /** The kernel with the parameters that function constants enable. */
  Kernel specialized(FunctionConstants constants) {
    List<Parameter> enabled = parameters.stream().map(it -> it.specialized(constants)).toList();
    // Thousands of instantiations share one list.
    return enabled.equals(parameters)
        ? this
        : new Kernel(
            name, function, expression, scope, enabled, location, metalName, this.constants);
  }
}
