package io.github.kernelconformance.msl;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A kernel has parameters for which the family supplies no argument. */
public final class UnboundArgumentException extends MslException {

  private static final long serialVersionUID = 1;

  UnboundArgumentException(Kernel kernel, List<Parameter> unbound, Set<String> supplied) {
    super(
        "kernel %s (%s) wants arguments that nobody supplies:%n%s%nSupplied are: %s. Rename the parameter to one of them, or leave the kernel out."
            .formatted(
                kernel.name(),
                kernel.location(),
                unbound.stream()
                    .map(parameter -> describe(parameter, supplied))
                    .collect(Collectors.joining(System.lineSeparator())),
                String.join(", ", new TreeSet<>(supplied))));
  }

  private static String describe(Parameter parameter, Set<String> supplied) {
    String hint =
        NearMiss.of(parameter.name(), supplied, 1).stream()
            .findFirst()
            .map(name -> " (did you mean '" + name + "'?)")
            .orElse("");
    return "  %s: %s %s%s"
        .formatted(
            parameter.location(),
            parameter.type(),
            parameter.name().isEmpty() ? "without a name" : parameter.name(),
            hint);
  }
}
