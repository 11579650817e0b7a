package io.github.kernelconformance.msl;

import java.util.List;

/**
 * A kernel that a program offers under a host name.
 *
 * @param name the name that Metal's {@code newFunctionWithName:} takes
 * @param function the function's qualified name, for example {@code fp_qmv}
 * @param expression the C++ expression that names it, for example {@code fp_qmv<float, 32, 4, 0>}
 * @param parameters in declaration order
 * @param location where the function, or its explicit instantiation, stands
 */
public record Kernel(
    String name,
    String function,
    String expression,
    List<Parameter> parameters,
    SourceLocation location) {}
