package io.github.kernelconformance.signature;

import io.github.kernelconformance.msl.SourceLocation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The differences of many kernels in words. Those that differ alike are named together. */
public final class SignatureReport {

  private static final int MOST_NAMED = 3;

  private SignatureReport() {}

  private record Named(String kernel, SourceLocation where) {}

  /**
   * A paragraph for each group of kernels, in the order of their first problems.
   *
   * @param problems of any number of kernels; those of one follow each other
   * @return empty where there are none
   */
  public static String text(List<SignatureProblem> problems) {
    Map<Named, List<SignatureProblem>> byKernel = new LinkedHashMap<>();
    for (SignatureProblem it : problems) {
      byKernel
          .computeIfAbsent(new Named(it.kernel(), it.where()), name -> new ArrayList<>())
          .add(it);
    }
    Map<String, List<Named>> alike = new LinkedHashMap<>();
    byKernel.forEach(
        (kernel, its) ->
            alike
                .computeIfAbsent(
                    its.stream().map(SignatureProblem::text).collect(Collectors.joining("\n")),
                    text -> new ArrayList<>())
                .add(kernel));
    return alike.entrySet().stream()
        .map(it -> head(it.getValue()) + "\n" + it.getKey())
        .collect(Collectors.joining("\n\n"));
  }

  private static String head(List<Named> kernels) {
    Named first = kernels.get(0);
    if (kernels.size() == 1) {
      return "%s (%s) and its contract differ:".formatted(first.kernel(), first.where());
    }
    String named =
        kernels.stream().limit(MOST_NAMED).map(Named::kernel).collect(Collectors.joining(", "));
    int more = kernels.size() - MOST_NAMED;
    return "%s%s (%s) and their contract differ:"
        .formatted(named, more > 0 ? " and " + more + " more" : "", first.where());
  }
}
