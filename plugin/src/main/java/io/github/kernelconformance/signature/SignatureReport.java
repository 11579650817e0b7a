package io.github.kernelconformance.signature;

import io.github.kernelconformance.msl.SourceLocation;
import java.util.ArrayList;
import java.util.Collection;
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
   * @param contract in words, for example {@code the contract rms_norm}
   * @param problems of any number of its kernels; those of one follow each other
   * @return empty where there are none
   */
  public static String text(String contract, List<SignatureProblem> problems) {
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
        .map(it -> "%s and %s differ:\n%s".formatted(head(it.getValue()), contract, it.getKey()))
        .collect(Collectors.joining("\n\n"));
  }

  private static String head(List<Named> kernels) {
    return "%s (%s)"
        .formatted(named(kernels.stream().map(Named::kernel).toList()), kernels.get(0).where());
  }

  /** Some names, the first of them as they are: {@code a, b, c and 2 more}. */
  public static String named(Collection<String> names) {
    String first = names.stream().limit(MOST_NAMED).collect(Collectors.joining(", "));
    int more = names.size() - MOST_NAMED;
    return more > 0 ? "%s and %d more".formatted(first, more) : first;
  }

  /** What was not compared, a sentence for each argument and what is not told of it. */
  public static List<String> unchecked(List<Unchecked> unchecked) {
    Map<List<Object>, List<Unchecked>> alike = new LinkedHashMap<>();
    for (Unchecked it : unchecked) {
      alike.computeIfAbsent(List.of(it.name(), it.unknown()), key -> new ArrayList<>()).add(it);
    }
    return alike.values().stream().map(SignatureReport::sentence).toList();
  }

  private static String sentence(List<Unchecked> alike) {
    Unchecked first = alike.get(0);
    return "%s of %s (%s) was not compared in full: the device does not tell %s"
        .formatted(
            first.name(),
            named(alike.stream().map(Unchecked::kernel).distinct().toList()),
            first.where(),
            String.join(", ", first.unknown()));
  }
}
