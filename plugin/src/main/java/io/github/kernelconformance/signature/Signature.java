package io.github.kernelconformance.signature;

import io.github.kernelconformance.msl.Kernel;
import io.github.kernelconformance.msl.SourceLocation;
import java.util.List;
import java.util.Optional;

/**
 * What a kernel takes.
 *
 * @param kernel the host name
 * @param expression the C++ expression that names it, for example {@code rms_norm<half>}
 * @param parameters in declaration order, those included whose values Metal computes
 * @param where the function, or its explicit instantiation, stands
 */
public record Signature(
    String kernel, String expression, List<TypedParameter> parameters, SourceLocation where) {

  /** Keeps an immutable copy of the list. */
  public Signature {
    parameters = List.copyOf(parameters);
  }

  /** What the kernel's declaration alone tells; sizes are not known. */
  public static Signature of(Kernel kernel) {
    return new Signature(
        kernel.name(),
        kernel.expression(),
        kernel.parameters().stream().map(TypedParameter::of).toList(),
        kernel.location());
  }

  /** The same with other parameters. */
  public Signature with(List<TypedParameter> others) {
    return new Signature(kernel, expression, others, where);
  }

  /** The parameter of a name. */
  public Optional<TypedParameter> parameter(String name) {
    return parameters.stream().filter(it -> it.name().equals(name)).findFirst();
  }
}
