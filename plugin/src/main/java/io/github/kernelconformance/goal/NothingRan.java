package io.github.kernelconformance.goal;

import io.github.kernelconformance.family.KernelFamily;
import io.github.kernelconformance.msl.Kernel;
import io.github.kernelconformance.msl.NearMiss;
import io.github.kernelconformance.msl.Program;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Explains why no cell ran. */
final class NothingRan {

  private static final int MOST_NEAR_MISSES = 3;

  private NothingRan() {}

  static NothingRanException explain(Request request, Workspace workspace) {
    List<Program> programs = workspace.programs();
    Map<String, Kernel> kernels = new LinkedHashMap<>();
    programs.stream()
        .flatMap(program -> program.kernels().stream())
        .forEach(kernel -> kernels.put(kernel.name(), kernel));
    Set<String> wanted = workspace.kernels();
    StringBuilder message = new StringBuilder("No cell ran, so nothing is known.");
    message
        .append("\n  Places: ")
        .append(Places.describe(request.sources()))
        .append(": files: %d, kernels: %d.".formatted(programs.size(), kernels.size()))
        .append("\n  Wanted, for example: ")
        .append(wanted.iterator().next());
    workspace.lacks().forEach(reason -> message.append("\n  Device: ").append(reason));
    near(wanted, kernels.keySet())
        .forEach(
            name ->
                message.append("\n  Near: %s (%s)".formatted(name, kernels.get(name).location())));
    uninstantiated(workspace)
        .forEach(
            function ->
                message.append(
                    "\n  The kernel template %s has no instantiation with a host name."
                        .formatted(function)));
    message.append("\n  Set sourceDirectory, includes or families, or name the kernels as wanted.");
    if (programs.isEmpty()) {
      message.append(
          "\n  A module without kernels does not need this goal. If it inherits an"
              + " execution of the goal, set the property kernelConformance.skip in its pom.");
    }
    return new NothingRanException(message.toString());
  }

  /** Names that there are, near to those that are wanted. */
  static Set<String> near(Set<String> wanted, Set<String> have) {
    Set<String> near = new LinkedHashSet<>();
    for (String name : wanted) {
      near.addAll(NearMiss.of(name, have, 1));
      if (near.size() >= MOST_NEAR_MISSES) {
        break;
      }
    }
    return near;
  }

  private static Stream<String> uninstantiated(Workspace workspace) {
    List<KernelFamily> families = workspace.matrix().families();
    return workspace.programs().stream()
        .flatMap(program -> program.uninstantiated().stream())
        .filter(function -> families.stream().anyMatch(family -> family.owns(function)));
  }
}
