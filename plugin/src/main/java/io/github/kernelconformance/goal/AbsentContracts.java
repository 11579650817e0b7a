package io.github.kernelconformance.goal;

import io.github.kernelconformance.family.KernelFamily;
import io.github.kernelconformance.family.ProblemCells;
import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.matrix.Selection;
import io.github.kernelconformance.msl.Kernel;
import io.github.kernelconformance.verdict.CellResult;
import io.github.kernelconformance.verdict.Figures;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Contracts without a single kernel, in a project that has kernels of others. Their cells would
 * only be skipped, which nobody reads, so one of the project ends the build, and one of the
 * plugin's that was asked for is a warning.
 */
final class AbsentContracts {

  private static final int MOST_NAMES = 3;

  private final Map<String, Kernel> kernels = new LinkedHashMap<>();
  private final List<String> authored = new ArrayList<>();
  private final List<String> bundled = new ArrayList<>();
  private final List<String> names = new ArrayList<>();

  private AbsentContracts() {}

  /** Looks for them; where there is no kernel at all, {@link NothingRan} has the words. */
  static AbsentContracts of(Workspace workspace, Selection selection) {
    AbsentContracts absent = new AbsentContracts();
    if (workspace.lacksAll()) {
      return absent;
    }
    workspace.programs().stream()
        .flatMap(it -> it.kernels().stream())
        .forEach(it -> absent.kernels.put(it.name(), it));
    Map<KernelFamily, Set<String>> wanted = new LinkedHashMap<>();
    Set<KernelFamily> present = new HashSet<>();
    for (ProblemCells problem : workspace.matrix().problems()) {
      if (!present.contains(problem.family())) {
        Set<String> some = wanted.computeIfAbsent(problem.family(), key -> new LinkedHashSet<>());
        problem.cells().forEach(it -> some.add(it.kernel()));
        if (problem.cells().stream().anyMatch(it -> absent.kernels.containsKey(it.kernel()))) {
          present.add(problem.family());
        }
      }
    }
    wanted.forEach(
        (family, some) -> {
          if (!present.contains(family) && absent.hasNoneOf(all(family, selection))) {
            absent.add(family, some, workspace.families().isBundled(family));
          }
        });
    return absent;
  }

  /** The parameter {@code cells} may have left only types or variants without kernels. */
  private static Set<String> all(KernelFamily family, Selection selection) {
    return family.enumerate(selection).cells().stream()
        .map(Cell::kernel)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private boolean hasNoneOf(Set<String> wanted) {
    return wanted.stream().noneMatch(kernels::containsKey);
  }

  private void add(KernelFamily family, Set<String> wanted, boolean ours) {
    StringBuilder text =
        new StringBuilder(
            "The sources have no kernel of the contract %s (%s)."
                .formatted(family.name(), family.origin()));
    text.append("\n  Wanted: ")
        .append(wanted.stream().limit(MOST_NAMES).collect(Collectors.joining(", ")))
        .append(
            wanted.size() > MOST_NAMES
                ? " and %s more".formatted(Figures.count(wanted.size() - MOST_NAMES))
                : "");
    NothingRan.near(wanted, kernels.keySet())
        .forEach(it -> text.append("\n  Near: %s (%s)".formatted(it, kernels.get(it).location())));
    (ours ? bundled : authored).add(text.toString());
    if (!ours) {
      names.add(family.name());
    }
  }

  /** What ends the build before anything runs: that contracts of the project have no kernel. */
  Optional<NothingRanException> error(Sources sources) {
    return authored.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new NothingRanException(
                "%s%n  Places: %s%nNothing has run. Name the kernels as the contract does, correct the contract,%n"
                        .formatted(String.join("\n", authored), Places.describe(sources))
                    + "or name in the parameter families the contracts that are to run."));
  }

  /** What reports say of each cell after the {@link #error}. */
  CellResult skipped(Cell cell) {
    return CellResult.skipped(
        cell,
        kernels.containsKey(cell.kernel())
            ? "nothing ran, since the sources have no kernel of the contract "
                + String.join(", ", names)
            : "no kernel " + cell.kernel());
  }

  /** A warning for each contract of the plugin that was asked for and has no kernel. */
  List<String> warnings() {
    return bundled.stream().map(it -> it + "\n  All its cells are skipped.").toList();
  }
}
