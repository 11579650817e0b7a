package io.github.kernelconformance.family;

import io.github.kernelconformance.matrix.CellFilter;
import io.github.kernelconformance.matrix.ConfigurationException;
import io.github.kernelconformance.matrix.Selection;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a build selects, before it is known which kernels the project has. All parameters are
 * checked. Contracts that the project may do without are not enumerated yet: their thousands of
 * cells are seldom wanted where a project has contracts of its own.
 */
public final class MatrixDraft {

  private final Selection selection;
  private final Families families;
  private final List<KernelFamily> chosen;
  private final List<Enumeration> enumerations;
  private final List<KernelFamily> open;
  private final ConformanceMatrix certain;

  private MatrixDraft(
      Selection selection,
      Families families,
      List<KernelFamily> chosen,
      List<Enumeration> enumerations,
      List<KernelFamily> open) {
    this.selection = selection;
    this.families = families;
    this.chosen = chosen;
    this.enumerations = enumerations;
    this.open = open;
    certain = ConformanceMatrix.of(selection, chosen, enumerations);
  }

  /**
   * Checks what a build selects, and enumerates what is certain to be wanted.
   *
   * @throws ConfigurationException as {@link ConformanceMatrix#of} does
   */
  public static MatrixDraft of(Selection selection, Families families) {
    List<KernelFamily> chosen = ConformanceMatrix.chosen(selection, families);
    List<Enumeration> enumerations = new ArrayList<>();
    List<KernelFamily> open = new ArrayList<>();
    for (KernelFamily family : chosen) {
      // Globs are compared with all cells, and something has to be there for a project without any.
      boolean may =
          selection.contracts().isEmpty()
              && families.dispensable(family)
              && selection.cells().toString().equals(CellFilter.ALL.toString())
              && enumerations.stream().anyMatch(it -> !it.cells().isEmpty());
      enumerations.add(may ? family.check(selection) : family.enumerate(selection));
      if (may) {
        open.add(family);
      }
    }
    return new MatrixDraft(selection, families, chosen, enumerations, open);
  }

  /** The matrix without the contracts that are not enumerated yet. */
  public ConformanceMatrix certain() {
    return certain;
  }

  /**
   * The whole matrix as {@link ConformanceMatrix#withKernels} makes it.
   *
   * @param kernels the names of all kernels that the project has
   */
  public ConformanceMatrix withKernels(Set<String> kernels) {
    boolean wanted =
        open.stream().anyMatch(it -> families.mayHave(it, kernels))
            || certain.cells().stream().noneMatch(it -> kernels.contains(it.kernel()));
    return (wanted ? whole() : certain).withKernels(selection, families, kernels);
  }

  private ConformanceMatrix whole() {
    if (open.isEmpty()) {
      return certain;
    }
    List<Enumeration> all = new ArrayList<>(enumerations);
    open.forEach(it -> all.set(chosen.indexOf(it), it.enumerate(selection)));
    return ConformanceMatrix.of(selection, chosen, all);
  }
}
