package io.github.kernelconformance.msl;

import java.util.List;

/**
 * A kernel that a program offers under a host name.
 *
 * @param name the name that Metal's {@code newFunctionWithName:} takes: that of {@code
 *     [[host_name("…")]]}, else the qualified name of the function
 * @param function the function's qualified name, for example {@code fp_qmv}
 * @param expression the C++ expression that names it, for example {@code fp_qmv<float, 32, 4, 0>},
 *     as written in {@code scope}
 * @param scope the namespace in which the expression means the kernel, for example {@code
 *     mlx::steel}; empty for the global one
 * @param parameters in declaration order; those of the template where the kernel is an
 *     instantiation, so their types may name template parameters
 * @param location where the function, or its explicit instantiation, stands
 */
public record Kernel(
    String name,
    String function,
    String expression,
    String scope,
    List<Parameter> parameters,
    SourceLocation location) {

  /** Keeps an immutable copy of the list. */
  public Kernel {
    parameters = List.copyOf(parameters);
  }

  /** The kernel with the parameters that function constants enable. */
  Kernel specialized(FunctionConstants constants) {
    List<Parameter> enabled = parameters.stream().map(it -> it.specialized(constants)).toList();
    // Thousands of instantiations share one list.
    return enabled.equals(parameters)
        ? this
        : new Kernel(name, function, expression, scope, enabled, location);
  }
}
