package io.github.kernelconformance.msl;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A kernel has parameters for which nobody supplies an argument. */
public final class UnboundArgumentException extends MslException {

  UnboundArgumentException(Kernel kernel, List<Parameter> unbound, Set<String> supplied) {
    super(
        """
        kernel %s (%s) wants arguments that nobody supplies:
        %s
        Supplied are: %s. Rename the parameters to what they are among these, or leave the kernel \
        out."""
            .formatted(
                kernel.name(),
                kernel.location(),
                unbound.stream()
                    .map(parameter -> describe(parameter, supplied))
                    .collect(Collectors.joining("\n")),
                String.join(", ", new TreeSet<>(supplied))));
  }

  private static String describe(Parameter parameter, Set<String> supplied) {
    String name = parameter.name().isEmpty() ? "without a name" : parameter.name();
    String hint =
        NearMiss.of(parameter.name(), supplied, 1).stream()
            .map(near -> " (did you mean '" + near + "'?)")
            .collect(Collectors.joining());
    return "  %s: %s %s%s".formatted(parameter.location(), parameter.type(), name, hint);
  }
}
