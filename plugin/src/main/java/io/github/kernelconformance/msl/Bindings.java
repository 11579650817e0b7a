package io.github.kernelconformance.msl;

import java.util.List;
import java.util.Set;

/** Binds arguments to the parameters of a kernel by name. */
public final class Bindings {

  private Bindings() {}

  /**
   * The parameters that need an argument and get none, in declaration order.
   *
   * @param supplied the names for which there is a value; names the kernel lacks do no harm
   */
  public static List<Parameter> unbound(Kernel kernel, Set<String> supplied) {
    return kernel.parameters().stream()
        .filter(parameter -> parameter.needsArgument() && !supplied.contains(parameter.name()))
        .toList();
  }

  /**
   * Makes sure that every parameter that needs an argument gets one.
   *
   * @param supplied the names for which there is a value
   * @throws UnboundArgumentException where a parameter gets none
   */
  public static void check(Kernel kernel, Set<String> supplied) {
    List<Parameter> unbound = unbound(kernel, supplied);
    if (!unbound.isEmpty()) {
      throw new UnboundArgumentException(kernel, unbound, supplied);
    }
  }

  /**
   * The exception for arguments that a compiled kernel uses and nobody supplies, by names that the
   * device knows.
   *
   * @param names the arguments; one that the kernel's text does not have is left out
   */
  public static UnboundArgumentException unsupplied(
      Kernel kernel, Set<String> names, Set<String> supplied) {
    return new UnboundArgumentException(
        kernel,
        kernel.parameters().stream().filter(it -> names.contains(it.name())).toList(),
        supplied);
  }
}
